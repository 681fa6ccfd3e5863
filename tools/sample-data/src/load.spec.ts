import { beforeEach, describe, expect, it } from '@jest/globals';
import { rollupDrift } from '@nuan/database';
import { useTestDatabase } from '@nuan/testing';
import { depotDatabase } from '../testing/depot.migration';
import { loadDatabase, type LoadProgress, type LoadRequest } from './load';
import type { CopyValue, TableLoad } from './table-load';

const SCHEMA = `
select conname as name, pg_get_constraintdef(oid) as definition, obj_description(oid, 'pg_constraint') as comment
from pg_constraint where connamespace = 'public'::regnamespace
union all
select c.relname, pg_get_indexdef(c.oid), obj_description(c.oid, 'pg_class')
from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'i'
union all
select tgname, tgenabled::text, null from pg_trigger where not tgisinternal
union all
select relname, concat(relrowsecurity, relforcerowsecurity), null from pg_class where relkind = 'r' and relrowsecurity
order by 1, 2`;

function* parcels(count: number, depot = 1): Generator<readonly CopyValue[]> {
  for (let id = 0; id < count; id++)
    yield [id, depot, `3401${String((id % 4) + 10)}`, id % 2 === 0 ? null : `a\tb ${String(id)}`];
}

const tables = (count: number, depot = 1): TableLoad[] => [
  { table: 'depot', columns: ['id', 'code'], rows: () => [[1, 'D1']] },
  { table: 'parcel', columns: ['id', 'depot_id', 'region_code', 'label'], rows: () => parcels(count, depot) },
];

describe('loading a database', () => {
  const database = useTestDatabase(depotDatabase);
  const request = (over: Partial<LoadRequest> = {}): LoadRequest => ({
    database: 'depot',
    ownerUrl: database.ownerUrl,
    scale: 1,
    seed: 7,
    tables: () => tables(20_000),
    expectedRows: 20_001,
    ...over,
  });
  beforeEach(async () => {
    await database.owner.query('truncate depot, parcel, rollup_counter, rollup_delta, bulk_load');
  });

  it('fills the tables and the rollups, and puts every index, constraint, trigger and wall back', async () => {
    const before: unknown = await database.owner.query(SCHEMA);
    const progress: LoadProgress[] = [];
    const result = await loadDatabase(request({ onProgress: (step) => progress.push(step) }));
    expect(result).toMatchObject({ outcome: 'LOADED', rows: 20_001 });
    expect(await database.owner.query(SCHEMA)).toEqual(before);
    expect(await rollupDrift(database.owner)).toEqual([]);
    expect(await database.app.query('select n::int as n from rollup_counter order by region_code')).toEqual(
      Array.from({ length: 4 }, () => ({ n: 5000 })),
    );
    expect(await database.app.query('select label from parcel where id in (2, 3) order by id')).toEqual([
      { label: null },
      { label: 'a\tb 3' },
    ]);
    const fractions = progress.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(progress.at(-1)).toMatchObject({ phase: 'DONE', fraction: 1 });
  });

  it('stands for itself in the audit: counts and a checksum that the same rows give again', async () => {
    await loadDatabase(request());
    const read = (): Promise<unknown> => database.app.query('select counts, checksum from bulk_load');
    const first = await read();
    expect(first).toMatchObject([{ counts: { depot: 1, parcel: 20_000 } }]);
    await database.owner.query('truncate depot, parcel, bulk_load');
    await loadDatabase(request());
    expect(await read()).toEqual(first);
  });

  it('leaves a sample alone that is there', async () => {
    await loadDatabase(request());
    await database.app.query('select 1');
    await database.owner.query('delete from parcel where id = 5');
    expect(await loadDatabase(request())).toMatchObject({ outcome: 'PRESENT', rows: 0 });
    await database.owner.query(`update bulk_load set checksum = '0:earlier'`);
    expect(await loadDatabase(request())).toMatchObject({ outcome: 'OUTDATED' });
    expect(await database.owner.query('select count(*)::int as n from parcel')).toEqual([{ n: 19_999 }]);
  });

  it('refuses another scale and says what to do', async () => {
    await loadDatabase(request());
    await expect(loadDatabase(request({ scale: 0.5 }))).rejects.toThrow(
      'start with NUAN_SCALE=1, or run "npm run reset"',
    );
  });

  it('refuses rows that no load brought', async () => {
    await database.owner.query(`insert into depot values (9, 'mine')`);
    await expect(loadDatabase(request())).rejects.toMatchObject({ code: 'CONFLICT', rule: 'SAMPLE_OVER_DATA' });
  });

  it('leaves nothing behind when a row breaks a rule', async () => {
    const before: unknown = await database.owner.query(SCHEMA);
    await expect(loadDatabase(request({ tables: () => tables(10, 2) }))).rejects.toThrow('parcel_depot_id_fkey');
    const broken: TableLoad = {
      table: 'parcel',
      columns: ['id', 'depot_id', 'region_code'],
      rows: () => [[1, 1, '340000']],
    };
    await expect(loadDatabase(request({ tables: () => [broken] }))).rejects.toThrow('parcel_region_code_check');
    expect(await database.owner.query(SCHEMA)).toEqual(before);
    expect(await database.owner.query('select count(*)::int as n from depot')).toEqual([{ n: 0 }]);
  });

  it('fails when a mapper fails, in the middle of a table', async () => {
    function* failing(): Generator<readonly CopyValue[]> {
      yield* parcels(50_000);
      throw new RangeError('no such month');
    }
    const load: TableLoad = { table: 'parcel', columns: ['id', 'depot_id', 'region_code', 'label'], rows: failing };
    await expect(loadDatabase(request({ tables: () => [load] }))).rejects.toThrow('no such month');
    expect(await database.owner.query('select count(*)::int as n from parcel')).toEqual([{ n: 0 }]);
  });
});
