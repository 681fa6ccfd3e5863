import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DevelopmentTokenOptions } from '@nuan/auth';

import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

const COUNTY = { role: 'county', region: '340102', subject: 'county-officer' } as const;

describe('a client of the gateway that hangs up', () => {
  let system: SampleSupergraph;
  beforeAll(async () => {
    system = await startSampleSupergraph();
  });
  afterAll(() => system.stop());

  /** Statements of workers that wait for a lock. */
  const waiting = async (): Promise<number> => {
    const [row] = await system.db.workers.query<{ n: number }[]>(
      `select count(*)::int as n from pg_locks l where not l.granted and l.database = (select oid from pg_database where datname = current_database())`,
    );
    return row?.n ?? -1;
  };
  const untilWaiting = async (isSo: (n: number) => boolean): Promise<void> => {
    while (!isSo(await waiting())) await sleep(20);
  };

  /** Sends a document while a table is locked, and hangs up once the database waits for it. */
  async function hangUp(query: string, variables: object, as: Partial<DevelopmentTokenOptions>): Promise<void> {
    const impatience = new AbortController();
    const asked = fetch(`${system.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await system.tokens.issue(as)}` },
      body: JSON.stringify({ query, variables }),
      signal: impatience.signal,
    });
    await untilWaiting((n) => n > 0);
    impatience.abort();
    await expect(asked).rejects.toThrow();
  }

  /** Does something while nobody else may touch a table of workers. */
  async function whileLocked(table: string, work: () => Promise<void>): Promise<void> {
    const runner = system.db.workers.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(`lock table ${table} in access exclusive mode`);
      await work();
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  it('ends what its question runs in the database of a subgraph', async () => {
    await whileLocked('household', async () => {
      await hangUp('{ households(first: 1) { nodes { id } } }', {}, COUNTY);
      const since = Date.now();
      await untilWaiting((n) => n === 0);
      // Long before the time limits of the gateway and of statements.
      expect(Date.now() - since).toBeLessThan(10_000);
    });
  });

  it('ends no act that it asked for: the act is committed, and on record', async () => {
    const { data } = await system.ask<{ workers: { nodes: { id: string }[] } }>(
      '{ workers(first: 1) { nodes { id } } }',
      {},
      COUNTY,
    );
    const workerId = data.workers.nodes[0]?.id;
    const input = { workerId, field: 'ID_NUMBER', purpose: 'FILING_CHECK', reason: '核对身份证原件' };
    await whileLocked('worker', () =>
      hangUp('mutation ($input: RevealPersonInput!) { revealPerson(input: $input) { __typename } }', { input }, COUNTY),
    );
    const revealed = (): Promise<unknown[]> =>
      system.db.workers.query(
        `select action from audit_entry where action = 'person.reveal' and $1::uuid = any (subject_ids)`,
        [workerId],
      );
    while ((await revealed()).length === 0) await sleep(20);
    expect(await revealed()).toEqual([{ action: 'person.reveal' }]);
  });
});
