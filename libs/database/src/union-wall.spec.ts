import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';

import { crateDatabase } from '../testing/crate.migration';
import { type ScratchDatabase, scratchDatabase } from '../testing/scratch-database';
import { databaseOptions } from './database-options';
import { undoMigrations } from './migration-runner';
import { beyondRegions, runInScope } from './region-scope';
import { callSubTree, unionWall } from './union-wall';

const union = (at: number): string => `01900000-0000-7000-8000-00000000000${at}`;
const [COUNTY, STEEL, ROLLING, COAL, OTHER] = [union(1), union(2), union(3), union(4), union(5)] as const;
const HERE = ['340102%'];

/** A reader of these unions, which writes for them too unless said otherwise. */
const of = (unions: readonly string[] | null, write: readonly string[] | null = unions) => ({
  ...{ read: HERE, write: HERE, readUnions: unions, writeUnions: write },
});

describe('the wall of unions', () => {
  let scratch: ScratchDatabase;
  let one: DataSource;
  beforeAll(async () => {
    scratch = await scratchDatabase(crateDatabase);
    one = await open(1);
  }, 60_000);
  afterAll(async () => {
    await one.destroy();
    await scratch.drop();
  });
  // County over steel and coal, steel over the rolling mill; another county's union beside them.
  beforeEach(() =>
    scratch.owner.query(`
      truncate union_tree, crate, crate_seal, carrying, crate_count;
      insert into union_tree values ('${COUNTY}', null, null, 1), ('${STEEL}', '${COUNTY}', null, 1), ('${ROLLING}', '${STEEL}', null, 1),
        ('${COAL}', '${COUNTY}', null, 1), ('${OTHER}', null, null, 1);
      insert into crate values (1, '340102', '${COUNTY}'), (2, '340102', '${STEEL}'), (3, '340102', '${ROLLING}'), (4, '340102', '${COAL}'),
        (5, '340202', '${STEEL}'), (6, '340102', null);
      insert into crate_seal select id, 'seal' from crate;
      insert into carrying select id, '340102', 'cart' from crate;
      insert into crate_count values ('340102', 5)`),
  );

  const open = (poolSize: number): Promise<DataSource> =>
    new DataSource(
      databaseOptions({ ...crateDatabase, url: scratch.url, applicationName: 'wall', poolSize }),
    ).initialize();
  const ids = async (sql = 'select id from crate', db = one): Promise<number[]> =>
    (await db.query<{ id: number }[]>(sql)).map(({ id }) => id).sort();
  const seals = () => ids('select crate_id as id from crate_seal');
  const carried = () => ids('select crate_id as id from carrying');

  it('I34: shows the rows of a sub-tree within the regions alone, and what hangs on them', async () => {
    const seen = (unions: readonly string[]) =>
      runInScope(of(unions), async () => [await ids(), await seals(), await carried()]);
    expect(await seen([STEEL])).toEqual([
      [2, 3],
      [2, 3],
      [2, 3],
    ]);
    expect(await seen([ROLLING])).toEqual([[3], [3], [3]]);
    expect(await seen([ROLLING, COAL])).toEqual([
      [3, 4],
      [3, 4],
      [3, 4],
    ]);
    expect(await seen([COUNTY])).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ]);
    expect(await seen([OTHER])).toEqual([[], [], []]);
  });

  it('shows who is bounded by regions alone all of them, those without a union too', async () => {
    expect(await runInScope(of(null), ids)).toEqual([1, 2, 3, 4, 6]);
    expect(await beyondRegions('a spec', ids)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('shows no row to an empty list, to a union that the tree doesn’t know, and to a connection told of regions alone', async () => {
    expect(await runInScope(of([]), ids)).toEqual([]);
    expect(await runInScope(of([union(9)]), ids)).toEqual([]);
    const plain = new pg.Client(scratch.url);
    await plain.connect();
    await plain.query(`set nuan.read = '%'; set nuan.write = '%'`);
    expect((await plain.query('select id from crate')).rows).toEqual([]);
    await expect(plain.query(`insert into crate values (7, '340102', null)`)).rejects.toMatchObject({ code: '42501' });
    await plain.end();
  });

  it('keeps rows that tell of many unions from who is bounded by some', async () => {
    const counts = () => one.query<object[]>('select n from crate_count');
    expect(await runInScope(of(null), counts)).toHaveLength(1);
    expect(await runInScope(of([COUNTY]), counts)).toEqual([]);
  });

  it('follows the tree: a union that moves takes its rows along, a dissolved one leaves them to its successor', async () => {
    await scratch.owner.query(`update union_tree set parent_id = '${COAL}' where id = '${ROLLING}'`);
    expect(await runInScope(of([STEEL]), ids)).toEqual([2]);
    expect(await runInScope(of([COAL]), ids)).toEqual([3, 4]);
    await scratch.owner.query(`update union_tree set successor_id = '${STEEL}' where id = '${ROLLING}'`);
    expect(await runInScope(of([STEEL]), ids)).toEqual([2, 3]);
    expect(await runInScope(of([COAL]), ids)).toEqual([4]);
    expect(await runInScope(of([ROLLING]), ids)).toEqual([]);
  });

  it('ends on a tree that is a ring while its changes come one by one', async () => {
    await scratch.owner.query(`update union_tree set parent_id = '${ROLLING}' where id = '${STEEL}'`);
    expect(await runInScope(of([STEEL]), ids)).toEqual([2, 3]);
  });

  it('refuses a row or a change of another union, and passes over what is not seen', async () => {
    const scope = of([STEEL, COAL], [STEEL]);
    const refused = (sql: string) =>
      expect(runInScope(scope, () => one.query(sql))).rejects.toMatchObject({ code: '42501' });
    await refused(`insert into crate values (7, '340102', '${COAL}')`);
    await refused(`insert into crate values (7, '340102', null)`);
    await refused(`insert into crate values (7, '340102', '${COUNTY}')`);
    await refused(`update crate set region_code = region_code where id = 4`);
    await refused(`update crate set union_id = '${COAL}' where id = 2`);
    await refused(`update carrying set carrier = 'mule' where crate_id = 4`);
    await refused(`update crate_seal set seal = 'broken' where crate_id = 4`);
    await refused(`insert into crate_seal values (44, 'forged')`);
    const written = (sql: string) => runInScope(scope, () => one.query<[unknown, number]>(sql));
    expect(await written(`update crate set region_code = region_code where id = 1`)).toEqual([[], 0]);
    expect(await written(`delete from crate where id = 4`)).toEqual([[], 0]);
    expect(await written(`update carrying set carrier = 'mule' where crate_id = 2`)).toEqual([[], 1]);
    expect(await written(`update crate_seal set seal = 'new' where crate_id = 2`)).toEqual([[], 1]);
    expect(await written(`update crate set union_id = '${ROLLING}' where id = 2`)).toEqual([[], 1]);
    await runInScope(scope, () => one.query(`insert into crate values (7, '340102', '${ROLLING}')`));
    expect(await runInScope(scope, ids)).toEqual([2, 3, 4, 7]);
  });

  it.each([1, 2])('keeps requests of two unions apart that run at once on %i connections', async (poolSize) => {
    const db = await open(poolSize);
    const scopes = [of([STEEL]), of([COAL]), of(null)];
    const seen = ['2,3', '4', '1,2,3,4,6'];
    try {
      const ask = async (): Promise<string> => {
        const first = await ids('select id from crate where pg_sleep(0.002) is not null', db);
        const again = await Promise.all([ids(undefined, db), ids(undefined, db)]);
        return [...new Set([first, ...again].map(String))].join(' and ');
      };
      const answers = await Promise.all(
        Array.from({ length: 45 }, (_, at) => runInScope(scopes[at % 3] ?? of([]), async () => [at % 3, await ask()])),
      );
      for (const [at, answer] of answers) expect(answer).toBe(seen[Number(at)]);
    } finally {
      await db.destroy();
    }
  });

  it('plans no recursion for who is bounded by no union', async () => {
    const planOf = async (unions: readonly string[] | null): Promise<string> =>
      JSON.stringify(await runInScope(of(unions), () => one.query('explain (verbose) select crate_id from carrying')));
    expect(await planOf(null)).toContain('union_sub_tree');
    expect(await planOf(null)).not.toContain('Recursive');
  });

  it('makes walls of before call the tree: the same rows are seen and written, and a second time changes nothing', async () => {
    const tree = (setting: string) => `(
      with recursive below as (
        select t.id from union_tree t
        where t.id = any(string_to_array(nullif(nullif(current_setting('${setting}', true), ''), '*'), ',')::uuid[]) and t.successor_id is null
        union
        select t.id from below b join union_tree t on coalesce(t.successor_id, t.parent_id) = b.id
      )
      select coalesce(array_agg(id), '{}') from below)::uuid[]`;
    const written = (setting: string, condition: string) =>
      `nullif((select current_setting('${setting}', true) = '*') or ${condition} ${tree(setting)}), false) is not null`;
    await scratch.owner.query(`
      alter policy crate_union_read on crate using (${written('nuan.read_unions', '(array[union_id] <@')});
      alter policy crate_union_update on crate
        using (${written('nuan.read_unions', 'union_id = any(')}) with check (${written('nuan.write_unions', '(array[union_id] <@')})`);
    const walls = () => scratch.owner.query<object[]>('select * from pg_policies order by policyname');
    const withRecursion = async () => JSON.stringify(await walls()).split('RECURSIVE').length - 1;
    expect(await withRecursion()).toBe(3);

    const runner = scratch.owner.createQueryRunner();
    await callSubTree(runner);
    const called = await walls();
    expect(await withRecursion()).toBe(0);
    await callSubTree(runner);
    await runner.release();

    expect(await walls()).toEqual(called);
    expect(await runInScope(of([STEEL]), ids)).toEqual([2, 3]);
    const scope = of([STEEL, COAL], [STEEL]);
    await expect(
      runInScope(scope, () => one.query('update crate set region_code = region_code where id = 4')),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('takes no text for a union that is none', () => {
    expect(() => runInScope(of([`*'; drop table crate; --`]), () => undefined)).toThrow('not an id of a union');
    expect(() => runInScope(of(['*']), () => undefined)).toThrow('not an id of a union');
  });

  it('is not put up without a word for whom a row is written: who sees what it hangs on needn’t write for it', async () => {
    const owner = await new DataSource(
      databaseOptions({ ...crateDatabase, url: scratch.ownerUrl, applicationName: 'wall', poolSize: 1 }),
    ).initialize();
    const queryRunner = owner.createQueryRunner();
    const put = unionWall(queryRunner, 'crate_seal', { parents: [{ table: 'crate', column: 'crate_id' }] });
    await expect(put).rejects.toThrow('nothing says for which union a row of crate_seal is written');
    await owner.destroy();
  });

  it('is taken down by its migration alone, exactly', async () => {
    await undoMigrations(scratch.ownerUrl, crateDatabase, 1);
    const left = await scratch.owner.query<object[]>(
      `select 1 from pg_policies where permissive = 'RESTRICTIVE' union all select 1 from pg_class where relname like 'union_tree%'`,
    );
    expect(left).toEqual([]);
    expect(await runInScope(of([STEEL]), ids)).toEqual([1, 2, 3, 4, 6]);
  });
});
