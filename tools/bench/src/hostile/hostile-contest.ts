import { setTimeout as sleep } from 'node:timers/promises';

import { issueDevelopmentToken, type DevelopmentTokenOptions } from '@nuan/auth';
import { FaultError } from '@nuan/errors';
import { Pool } from 'undici';

import { percentile } from '../statistics';
import { HOSTILE_DOCUMENTS } from './hostile-documents';

/** Who asks whom, and for how long. */
export interface HostileContestOptions {
  readonly origin: string;
  /** What both callers' tokens have in common. */
  readonly token: Omit<DevelopmentTokenOptions, 'subject'>;
  readonly body: string;
  readonly roundMs: number;
  /** Connections of the attacker. */
  readonly attackers: number;
  readonly say: (line: string) => void;
}

/** How long the honest caller waited. */
export interface Waits {
  readonly requests: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** What became of one kind of hostile document that was read. */
export interface Verdict {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** Alone on an idle server, the slowest of three. */
  readonly tookMs: number;
}

/** An honest caller alone, and beside somebody who sends nothing but hostile documents. */
export interface HostileContest {
  readonly verdicts: readonly Verdict[];
  readonly alone: Waits;
  readonly beside: Waits;
  /** Hostile requests answered in the round, by status. */
  readonly answered: ReadonlyMap<number, number>;
}

/** Runs the contest. The attacker is a client of its own: its allowance is not the honest caller's. */
export async function runHostileContest(options: HostileContestOptions): Promise<HostileContest> {
  const pool = new Pool(options.origin, { connections: options.attackers + 4, pipelining: 1 });
  try {
    const send = await senders(pool, options.token);
    options.say('each hostile document alone');
    const verdicts = await judge(send);
    const ask = (): Promise<Sent> => send('honest', options.body);
    await honest(ask, 1_000); // warms caches up
    options.say('an honest caller alone');
    const alone = await honest(ask, options.roundMs);
    options.say('an honest caller beside hostile ones');
    const answered = new Map<number, number>();
    const until = performance.now() + options.roundMs;
    const attack = Array.from({ length: options.attackers }, async (_, offset) => {
      for (let n = offset; performance.now() < until; n += 1) {
        const { status } = await send('hostile', bodyOf(n));
        answered.set(status, (answered.get(status) ?? 0) + 1);
      }
    });
    const [beside] = await Promise.all([honest(ask, options.roundMs), ...attack]);
    return { verdicts, alone, beside, answered };
  } finally {
    await pool.destroy();
  }
}

interface Sent {
  readonly status: number;
  readonly text: string;
}

async function senders(pool: Pool, token: HostileContestOptions['token']) {
  const tokens = {
    honest: await issueDevelopmentToken({ ...token, subject: 'bench-honest' }),
    judged: await issueDevelopmentToken({ ...token, subject: `bench-judged-${process.pid}` }),
    hostile: await issueDevelopmentToken({ ...token, subject: `bench-hostile-${process.pid}` }),
  };
  return async (who: keyof typeof tokens, body: string): Promise<Sent> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${tokens[who]}` };
    const { statusCode, body: answer } = await pool.request({ method: 'POST', path: '/graphql', headers, body });
    return { status: statusCode, text: await answer.text() };
  };
}

async function judge(send: (who: 'judged', body: string) => Promise<Sent>): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const [n, { title }] of HOSTILE_DOCUMENTS.entries()) {
    let tookMs = 0;
    let last: Sent = { status: 0, text: '{}' };
    for (let turn = 0; turn < 3; turn += 1) {
      const since = performance.now();
      last = await send('judged', bodyOf(n));
      tookMs = Math.max(tookMs, performance.now() - since);
    }
    const { errors } = JSON.parse(last.text) as { errors?: readonly { extensions?: { code?: string } }[] };
    verdicts.push({ title, status: last.status, code: errors?.[0]?.extensions?.code ?? 'answered', tookMs });
  }
  return verdicts;
}

/** One question after another, ten a second at most: somebody who reads. */
async function honest(ask: () => Promise<Sent>, forMs: number): Promise<Waits> {
  const waits: number[] = [];
  for (const until = performance.now() + forMs; performance.now() < until;) {
    const since = performance.now();
    const { status, text } = await ask();
    if (status !== 200 || text.includes('"errors"'))
      throw new FaultError(`the honest caller got ${status}: ${text.slice(0, 200)}`);
    waits.push(performance.now() - since);
    await sleep(Math.max(0, 100 - (performance.now() - since)));
  }
  const sorted = waits.sort((a, b) => a - b);
  return { requests: sorted.length, p50Ms: percentile(sorted, 0.5), p95Ms: percentile(sorted, 0.95) };
}

function bodyOf(n: number): string {
  return JSON.stringify({ query: HOSTILE_DOCUMENTS[n % HOSTILE_DOCUMENTS.length]?.query });
}
