import { join } from 'node:path';

import { issueAllInOneToken } from '@nuan/auth';

import { ensureAllInOne } from '../all-in-one';
import type { BenchConfig } from '../bench.config';
import { Caller } from '../load';
import { readQuestions } from '../questions';
import { type Round, summarise, type Summary } from '../statistics';

/** Who asks for the board. */
export interface AnalystContestant {
  readonly role: 'province' | 'analyst';
  readonly summary: Summary;
  /** Median of one caller alone, in milliseconds. */
  readonly aloneP50Ms: number;
  /** The first answer, in milliseconds: an analyst's may have to wait for the first release. */
  readonly firstMs: number;
}

/** The same board asked by an officer and by an analyst, in turn. */
export interface AnalystContest {
  readonly officer: AnalystContestant;
  readonly analyst: AnalystContestant;
}

interface Asking {
  readonly role: AnalystContestant['role'];
  readonly caller: Caller;
  readonly rounds: Round[];
}

/** Has the board of the cities asked by an officer of the province and by an analyst, in turns. @throws FaultError when one isn't answered. */
export async function runAnalystContest(
  root: string,
  config: BenchConfig,
  say: (line: string) => void,
): Promise<AnalystContest> {
  // The load is one client's: its allowance is not what is measured.
  const stop = await ensureAllInOne(root, config.port, { ...config.env, NUAN_COST_PER_MINUTE: '0' });
  try {
    const [officer, analyst] = [await asking(root, config, 'province'), await asking(root, config, 'analyst')];
    try {
      return await contest(config, [officer, analyst], say);
    } finally {
      await Promise.all([officer, analyst].map(({ caller }) => caller.close()));
    }
  } finally {
    await stop?.();
  }
}

async function asking(
  root: string,
  { dataDir, port, load }: BenchConfig,
  role: AnalystContestant['role'],
): Promise<Asking> {
  const [board] = readQuestions(join(root, 'apps/gateway/questions'));
  const token = await issueAllInOneToken(dataDir, role, { ttlS: 3_600 });
  const body = JSON.stringify({ query: board?.document, variables: board?.variables });
  const caller = new Caller({ origin: `http://127.0.0.1:${port}`, path: '/graphql', token, body }, load.concurrency);
  return { role, caller, rounds: [] };
}

async function contest(
  { load: { rounds, roundMs, warmUpMs, aloneMs, concurrency } }: BenchConfig,
  [officer, analyst]: readonly [Asking, Asking],
  say: (line: string) => void,
): Promise<AnalystContest> {
  const both = [officer, analyst];
  const before = new Map<Asking, { bytes: number; firstMs: number; aloneP50Ms: number }>();
  for (const asking of both) {
    const since = performance.now();
    await asking.caller.ask();
    const firstMs = performance.now() - since;
    // An answer holds the instant of its figures; its length is that of the second one.
    const { bytes } = await asking.caller.ask();
    await asking.caller.round({ durationMs: warmUpMs, concurrency, expectedBytes: bytes });
    const alone = await asking.caller.round({ durationMs: aloneMs, concurrency: 1, expectedBytes: bytes });
    before.set(asking, { bytes, firstMs, aloneP50Ms: summarise([alone]).p50Ms });
    say(`${asking.role}: the board has ${bytes} bytes; measuring`);
  }
  for (let round = 0; round < rounds; round += 1)
    for (const asking of round % 2 === 0 ? both : [...both].reverse()) {
      const expectedBytes = before.get(asking)?.bytes ?? 0;
      asking.rounds.push(await asking.caller.round({ durationMs: roundMs, concurrency, expectedBytes }));
    }
  const outcome = (asking: Asking): AnalystContestant => ({
    role: asking.role,
    summary: summarise(asking.rounds),
    aloneP50Ms: before.get(asking)?.aloneP50Ms ?? Number.NaN,
    firstMs: before.get(asking)?.firstMs ?? Number.NaN,
  });
  return { officer: outcome(officer), analyst: outcome(analyst) };
}
