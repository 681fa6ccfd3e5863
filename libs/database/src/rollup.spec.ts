import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import { parcelDatabase } from '../testing/parcel.migration';
import { type ScratchDatabase, scratchDatabase } from '../testing/scratch-database';
import { readRollups } from './rollup-reader';
import { foldRollups, rebuildRollups, rollupDrift } from './rollup-upkeep';

const INSERT = `insert into parcel (id, region_code, content, amount_fen, handed_on)
  select i, (array['340102', '340103', '340100', '341802'])[1 + i % 4], (array['rice', 'coal', 'quilt'])[1 + i % 3], 100 + i, date '2016-06-01' + i % 400
  from generate_series($1::int, $2::int) i`;

describe('rollups', () => {
  let scratch: ScratchDatabase;
  beforeAll(async () => {
    scratch = await scratchDatabase(parcelDatabase);
  }, 60_000);
  afterAll(() => scratch.drop());
  beforeEach(async () => {
    await scratch.owner.query('delete from parcel');
    await foldRollups(scratch.app);
  });

  it('sum the cells below each region, whatever its level, before and after a fold', async () => {
    await scratch.app.query(INSERT, [1, 400]);
    const read = () =>
      readRollups(scratch.app, {
        metrics: ['parcel'],
        regionCodes: ['340000', '340100', '340102', '341800', '340500'],
      });
    const before = await read();
    const counts = [...before].map(([code, cells]) => [code, cells.reduce((sum, cell) => sum + cell.n, 0)]);
    expect(counts).toEqual([
      ['340000', 400],
      ['340100', 300],
      ['340102', 100],
      ['341800', 100],
      ['340500', 0],
    ]);
    const amount = before.get('340000')?.reduce((sum, cell) => sum + cell.amountFen, 0n);
    expect(amount).toBe(BigInt(400 * 100 + (400 * 401) / 2));
    expect(await foldRollups(scratch.app)).toBeGreaterThan(0);
    const byKey = (cells: typeof before) =>
      [...cells].map(([code, list]) => [
        code,
        list.map((cell) => `${cell.year} ${cell.key} ${cell.n} ${cell.amountFen}`).sort(),
      ]);
    expect(byKey(await read())).toEqual(byKey(before));
  });

  it('narrow by year', async () => {
    await scratch.app.query(INSERT, [1, 400]);
    const [row] = (await scratch.app.query(
      `select count(*)::int as n from parcel where extract(year from handed_on) = 2017`,
    )) as { n: number }[];
    const cells = await readRollups(scratch.app, { metrics: ['parcel'], regionCodes: ['340000'], year: 2017 });
    expect(cells.get('340000')?.reduce((sum, cell) => sum + cell.n, 0)).toBe(row?.n);
  });

  it('follow updates that move rows between cells, and deletes', async () => {
    await scratch.app.query(INSERT, [1, 200]);
    await scratch.app.query(`update parcel set region_code = '341802', amount_fen = amount_fen * 2 where id % 5 = 0`);
    await scratch.app.query(`update parcel set content = content where id % 7 = 0`);
    await scratch.app.query(`delete from parcel where id % 3 = 0`);
    expect(await rollupDrift(scratch.owner)).toEqual([]);
    await foldRollups(scratch.app);
    expect(await rollupDrift(scratch.owner)).toEqual([]);
  });

  it('stay exact under concurrent writers, folders, a rebuild and rolled back work', async () => {
    const writer = async (from: number): Promise<void> => {
      for (let i = 0; i < 25; i += 1) {
        await scratch.app.query(INSERT, [from + i * 4, from + i * 4 + 3]);
        await scratch.app.query(`update parcel set content = 'flour' where id = $1`, [from + i * 4]);
        if (i % 5 === 0) await scratch.app.query('delete from parcel where id = $1', [from + i * 4 + 1]);
        await scratch.app
          .transaction(async (manager) => {
            await manager.query('delete from parcel where id = $1', [from]);
            await manager.query('select 1 / 0');
          })
          .catch(() => undefined);
      }
    };
    const upkeep = async (): Promise<void> => {
      for (let i = 0; i < 20; i += 1) {
        await foldRollups(scratch.app);
        if (i % 7 === 0) await rebuildRollups(scratch.owner);
        expect(await rollupDrift(scratch.owner)).toEqual([]);
      }
    };
    await Promise.all([1_000, 2_000, 3_000, 4_000, 5_000, 6_000].map(writer).concat(upkeep(), upkeep()));
    expect(await rollupDrift(scratch.owner)).toEqual([]);
    await foldRollups(scratch.app);
    expect(await rollupDrift(scratch.owner)).toEqual([]);
    const cells = await readRollups(scratch.app, { metrics: ['parcel'], regionCodes: ['340000'] });
    expect(cells.get('340000')?.reduce((sum, cell) => sum + cell.n, 0)).toBe(6 * (100 - 5));
  });

  it('report the cells that a manipulated counter makes wrong, and a rebuild repairs them', async () => {
    await scratch.app.query(INSERT, [1, 10]);
    await foldRollups(scratch.app);
    await scratch.owner.query(`update rollup_counter set n = n + 1 where key = 'rice' and region_code = '340103'`);
    const drift = await rollupDrift(scratch.owner);
    expect(drift.length).toBeGreaterThan(0);
    expect(drift.every((cell) => cell.key === 'rice' && cell.actual.n === cell.expected.n + 1n)).toBe(true);
    await rebuildRollups(scratch.owner);
    expect(await rollupDrift(scratch.owner)).toEqual([]);
  });

  it('are written by triggers alone: the application role may not', async () => {
    await expect(
      scratch.app.query(`insert into rollup_delta (metric, region_code, campaign, year, key, n, amount_fen)
      values ('parcel', '340102', '', 0, '', 1, 0)`),
    ).rejects.toThrow(/permission denied/);
    await expect(scratch.app.query('update rollup_counter set n = 0')).rejects.toThrow(/permission denied/);
  });

  it('answer sixteen cities from ten thousand counters in one statement, which passes over them once', async () => {
    await scratch.owner.query(`insert into rollup_counter (metric, region_code, campaign, year, key, n, amount_fen)
      select 'load-' || m, (340000 + 100 * city + county)::text, '', 2016, 'k' || k, 1, 10
      from generate_series(1, 4) m, generate_series(1, 16) city, generate_series(1, 8) county, generate_series(1, 20) k`);
    await scratch.owner.query('analyze rollup_counter');
    const regionCodes = Array.from({ length: 16 }, (_, city) => String(340000 + 100 * (city + 1)));
    const asked: [string, unknown[]][] = [];
    const listening: Pick<DataSource, 'query'> = {
      query: (sql: string, values: unknown[] = []) => {
        asked.push([sql, values]);
        return scratch.app.query(sql, values);
      },
    };
    const metrics = ['load-1', 'load-2', 'load-3', 'load-4'];
    const cells = await readRollups(listening, { metrics, regionCodes });
    expect(regionCodes.map((code) => cells.get(code)?.length)).toEqual(regionCodes.map(() => 80));
    expect(asked).toHaveLength(1);
    const [[sql, values]] = asked as [[string, unknown[]]];
    const plan = JSON.stringify(await scratch.app.query(`explain (analyze, format json) ${sql}`, values));
    // A join of regions with counters would be a nested loop, sixteen times over ten thousand rows.
    expect(plan).not.toContain('Nested Loop');
    expect(new Set(Array.from(plan.matchAll(/"Actual Loops":(\d+)/g), ([, loops]) => loops))).toEqual(new Set(['1']));
    await scratch.owner.query(`delete from rollup_counter where metric like 'load-%'`);
  });
});
