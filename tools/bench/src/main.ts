import 'reflect-metadata';
import { resolve } from 'node:path';
import { runBench } from './bench';
import { runAnalystContest } from './analyst/analyst-contest';
import { describeAnalystContest } from './analyst/analyst-report';
import { describeAuditBench } from './audit/audit-report';
import { runAuditBench } from './audit/audit-contest';
import {
  readAuditBenchConfig,
  readBatchContestConfig,
  readBenchConfig,
  readHostileConfig,
  readRushContestConfig,
} from './bench.config';
import { runBatchContest } from './batch/batch-contest';
import { describeBatchContest } from './batch/batch-report';
import { SERVE_BY_HAND } from './by-hand/by-hand.process';
import { serveByHand } from './by-hand/by-hand.server';
import { describeHostileContest } from './hostile/hostile-report';
import { runHostile } from './hostile/hostile.bench';
import { describeBench } from './report';
import { runRushContest } from './rush/rush-contest';
import { describeRushContest } from './rush/rush-report';

// dist/main.cjs lies three folders below the root.
const root = resolve(__dirname, '../../..');

async function main(args: readonly string[]): Promise<void> {
  if (args[0] === SERVE_BY_HAND) {
    // Ends with the bench, however that ends.
    process.on('disconnect', () => process.exit(0));
    process.stdout.write(`${await serveByHand(process.env)}\n`);
    return;
  }
  // Leaving runs the exit handlers, which stop what was started.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  const report = (line: string): void => void process.stdout.write(`${line}\n`);
  if (args[0] === 'batch') {
    const contest = await runBatchContest({ root, ...readBatchContestConfig(process.env, args.slice(1)), report });
    report(describeBatchContest(contest));
    return;
  }
  if (args[0] === 'audit') {
    const config = readAuditBenchConfig(process.env, args.slice(1));
    report(describeAuditBench(await runAuditBench({ root, ...config, report })));
    return;
  }
  if (args[0] === 'analyst') {
    const config = readBenchConfig(process.env, args.slice(1));
    report(describeAnalystContest(await runAnalystContest(root, config, report)));
    return;
  }
  if (args[0] === 'hostile') {
    report(describeHostileContest(await runHostile(root, readHostileConfig(process.env, args.slice(1)), report)));
    return;
  }
  if (args[0] === 'rush') {
    const config = readRushContestConfig(process.env, args.slice(1));
    report(describeRushContest(await runRushContest({ root, ...config, report })));
    return;
  }
  const config = readBenchConfig(process.env, args);
  const result = await runBench(root, config, report);
  report(describeBench(result, config.load));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
