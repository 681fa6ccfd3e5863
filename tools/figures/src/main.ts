import { resolve } from 'node:path';
import { readGatewayTarget } from '@nuan/config';
import Table from 'cli-table3';
import { checkFigures, figureRows } from './check-figures';
import { startAllInOne } from './all-in-one';
import { askGateway, isReady, provinceToken } from './gateway';

// dist/main.cjs lies three folders below the root.
const root = resolve(__dirname, '../../..');

async function main(): Promise<boolean> {
  const config = readGatewayTarget(process.env, 'figures');
  const stop = (await isReady(config)) ? null : await startAllInOne(root, config);
  try {
    const token = await provinceToken(config);
    const outcomes = await checkFigures(resolve(root, 'apps/gateway/questions'), (document, variables) =>
      askGateway(config, token, document, variables),
    );
    const table = new Table({
      head: ['figure', 'phrase', 'precision', 'expected', 'got', ''],
      style: { head: [], border: [] },
    });
    table.push(...figureRows(outcomes));
    const met = outcomes.filter((outcome) => outcome.isMet).length;
    process.stdout.write(`${table.toString()}\n${String(met)} of ${String(outcomes.length)} published figures met\n`);
    return met === outcomes.length;
  } finally {
    await stop?.();
  }
}

main().then(
  (isComplete) => {
    process.exitCode = isComplete ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
