import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';

import { crateDatabase } from '../testing/crate.migration';
import { type ScratchDatabase, scratchDatabase } from '../testing/scratch-database';
import { databaseOptions } from './database-options';
import { prepared } from './prepared';
import { runInScope } from './region-scope';

const BY_IDS = prepared('select id from crate where id = any($1::int[]) order by id');
const of = (region: string) => ({ read: [region], write: [], readUnions: null, writeUnions: null });

describe('a prepared statement', () => {
  let scratch: ScratchDatabase;
  let db: DataSource;
  beforeAll(async () => {
    scratch = await scratchDatabase(crateDatabase);
    await scratch.owner.query(`insert into crate values (1, '340102', null), (2, '340202', null)`);
    const options = databaseOptions({ ...crateDatabase, url: scratch.url, applicationName: 'prepared', poolSize: 1 });
    db = await new DataSource(options).initialize();
  }, 60_000);
  afterAll(async () => {
    await db.destroy();
    await scratch.drop();
  });

  const ids = async (region: string): Promise<number[]> =>
    (await runInScope(of(region), () => db.query<{ id: number }[]>(BY_IDS, [[1, 2]]))).map(({ id }) => id);
  const kept = async (): Promise<string[]> =>
    (await db.query<{ statement: string }[]>('select statement from pg_prepared_statements')).map(
      ({ statement }) => statement,
    );

  it('is kept by its connection, once, however often it is asked; what isn’t marked is not', async () => {
    for (let times = 0; times < 8; times += 1) await ids('34%');
    await runInScope(of('34%'), () => db.query('select id from crate where id = $1', [1]));
    expect(await kept()).toEqual([BY_IDS]);
  });

  it('I34: shows each scope its own rows on one connection, whatever the plan was made for', async () => {
    for (let times = 0; times < 8; times += 1) {
      expect(await ids('3401%')).toEqual([1]);
      expect(await ids('3402%')).toEqual([2]);
    }
    expect(await db.query(BY_IDS, [[1, 2]])).toEqual([]);
  });

  it('outlives a transaction that fails', async () => {
    const failing = db.transaction(async (manager) => {
      await manager.query(BY_IDS, [[1]]);
      await manager.query('select 1 / 0');
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect(await ids('3401%')).toEqual([1]);
  });
});
