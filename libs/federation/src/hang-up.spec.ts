import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Acts } from '@nuan/facts';
import { testKeyFiles, testTokens, useTestDatabase } from '@nuan/testing';
import { Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { DataSource } from 'typeorm';

import { parcelDatabase } from '../testing/parcel.database';
import type { SubgraphContext } from './context';
import { defineSubgraph } from './definition';
import { type RunningSubgraph, serveSubgraph } from './run';
import { readSubgraphConfig } from './subgraph.config';

const PARCEL = '01890a5d-ac96-774b-bcce-b302099a8300';

@Resolver()
class SlowResolver {
  constructor(
    private readonly db: DataSource,
    private readonly acts: Acts,
  ) {}

  @Query(() => Boolean, { description: 'Counts slowly (慢查询).' })
  async slow(): Promise<boolean> {
    await this.db.query('select pg_sleep(30)');
    return true;
  }

  @Mutation(() => Boolean, { description: 'Packs slowly (慢操作).' })
  async pack(@Ctx() { viewer }: SubgraphContext): Promise<boolean> {
    await this.acts.perform(viewer, 'parcel.pack', async (tx) => {
      await tx.query('select pg_sleep(0.5)');
      await tx.query(`insert into parcel (id, region_code, status, weight) values ($1, '340103', 'PACKED', 3)`, [
        PARCEL,
      ]);
    });
    return true;
  }
}

const slowSubgraph = defineSubgraph({
  name: 'parcels',
  title: 'Parcels (包裹)',
  defaultPort: 0,
  referenceVersion: 'test',
  database: parcelDatabase,
  policy: {
    queries: { slow: ['REFERENCE', 'PUBLIC'] },
    mutations: { pack: ['OWN_ACT', 'INTERNAL'] },
  },
  compose: ({ db, clock }) => ({ resolvers: [new SlowResolver(db, new Acts(db, clock))], references: {} }),
});

describe('a client that hangs up', () => {
  const db = useTestDatabase(parcelDatabase);
  const dir = mkdtempSync(join(tmpdir(), 'nuan-hang-up-'));
  const tokens = testTokens();
  let running: RunningSubgraph;

  beforeAll(async () => {
    const { fieldKeys, masterKeys } = await testKeyFiles();
    writeFileSync(join(dir, 'jwks.json'), JSON.stringify(tokens.jwks));
    writeFileSync(join(dir, 'field-keys.json'), fieldKeys);
    writeFileSync(join(dir, 'master-key.json'), masterKeys);
    const env = {
      ...{
        NUAN_PARCELS_PORT: '0',
        NUAN_PARCELS_DATABASE_URL: db.url,
        NUAN_MODE: 'development',
        NUAN_LOG_LEVEL: 'silent',
      },
      ...{ NUAN_JWKS: join(dir, 'jwks.json'), NUAN_JWT_ISSUER: tokens.issuer, NUAN_JWT_AUDIENCE: tokens.audience },
      ...{ NUAN_FIELD_KEYS: join(dir, 'field-keys.json'), NUAN_MASTER_KEY: join(dir, 'master-key.json') },
    };
    running = await serveSubgraph(slowSubgraph, readSubgraphConfig('parcels', 0, env));
  });
  afterAll(async () => {
    await running.stop();
    rmSync(dir, { recursive: true });
  });

  /** Statements of the program that run now. */
  const atWork = async (): Promise<number> => {
    const [row] = await db.app.query<{ n: number }[]>(
      `select count(*)::int as n from pg_stat_activity
       where application_name = 'nuan parcels' and state = 'active' and query like '%pg_sleep%' and datname = current_database()`,
    );
    return row?.n ?? -1;
  };
  const untilAtWork = async (wanted: number): Promise<void> => {
    while ((await atWork()) !== wanted) await sleep(20);
  };
  /** Sends a document and hangs up once the database is at work on it. */
  const hangUp = async (query: string): Promise<void> => {
    const impatience = new AbortController();
    const asked = fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokens.issue()}` },
      body: JSON.stringify({ query }),
      signal: impatience.signal,
    });
    await untilAtWork(1);
    impatience.abort();
    await expect(asked).rejects.toThrow();
  };

  it('ends what was read for it, at the database', async () => {
    await hangUp('{ slow }');
    const since = Date.now();
    await untilAtWork(0);
    expect(Date.now() - since).toBeLessThan(10_000);
  });

  it('ends no act: what it writes is committed, and on record', async () => {
    await hangUp('mutation { pack }');
    const written = async (): Promise<unknown[]> =>
      db.owner.query(`select action from audit_entry where exists (select from parcel where id = $1)`, [PARCEL]);
    while ((await written()).length === 0) await sleep(20);
    expect(await written()).toEqual([{ action: 'parcel.pack' }]);
  });
});
