import { beforeAll, describe, expect, it } from '@jest/globals';

import { type LoadedRow, loadedRows, OPEN_TOOLS } from '../loaded-rows';
import { ASOF_ON, buildWorld, type World } from '../world';
import { migrantsTables } from './migrants.tables';
import { planBatches } from './health-check.rows';

describe('the rows of migrants in the sample', () => {
  let world: World;
  let tables: Map<string, LoadedRow[]>;
  const rows = (table: string): LoadedRow[] => tables.get(table) ?? [];

  beforeAll(() => {
    world = buildWorld({ scale: 0.05 });
    tables = loadedRows(migrantsTables(world, OPEN_TOOLS));
  });

  it('give every row of a table its own id', () => {
    for (const [table, own] of tables) {
      const ids = own.map(({ id }) => id).filter((id) => id != null);
      expect([table, new Set(ids).size]).toEqual([table, ids.length]);
    }
    expect(new Set(rows('service_station').map(({ code }) => code)).size).toBe(rows('service_station').length);
  });

  it('put an open home and an open station in every city at the end of 2016', () => {
    for (const kind of ['HAPPY_HOME', 'HAPPY_STATION']) {
      const open = rows('service_station').filter((row) => row['kind'] === kind && row['state'] === 'OPEN');
      expect(new Set(open.map(({ region_code }) => String(region_code).slice(0, 4))).size).toBe(16);
      expect(open.every(({ opened_on }) => String(opened_on) <= '2016-12-31')).toBe(true);
    }
  });

  it('hold the published numbers at scale 1', () => {
    const whole = { ...world, scale: 1 };
    const loads = migrantsTables(whole, OPEN_TOOLS).filter(({ table }) => table === 'service_station');
    const stations = loadedRows(loads).get('service_station') ?? [];
    const open = (kind: string): number =>
      stations.filter((row) => row['kind'] === kind && row['state'] === 'OPEN').length;
    expect([open('HAPPY_HOME'), open('HAPPY_STATION')]).toEqual([57, 50]);
    expect(planBatches(1, OPEN_TOOLS).reduce((sum, { persons }) => sum + persons, 0)).toBe(5500);
  });

  it('never recover more wages than are owed, and settle nothing after the as-of date', () => {
    for (const row of rows('wage_case')) {
      const [owed, recovered] = [BigInt(String(row['owed_fen'])), BigInt(String(row['recovered_fen']))];
      expect(recovered <= owed).toBe(true);
      if (row['state'] === 'PAID') expect(recovered).toBe(owed);
      if (row['state'] === 'PART_PAID') expect(recovered > 0n && recovered < owed).toBe(true);
      expect(String(row['reported_on']) <= String(row['deadline_on'])).toBe(true);
      expect(row['settled_on'] === null || String(row['settled_on']) <= ASOF_ON).toBe(true);
    }
  });

  it('inspect Chizhou and Huangshan on 26 to 28 December 2016, where cases are found', () => {
    const wage = rows('inspection').filter(({ kind }) => kind === 'WAGE_ARREARS');
    expect(wage.map(({ region_code }) => region_code).sort()).toEqual(['341000', '341700']);
    const ids = wage.map(({ id }) => id);
    const found = rows('wage_case').filter(({ inspection_id }) => inspection_id !== null);
    expect(new Set(found.map(({ inspection_id }) => inspection_id))).toEqual(new Set(ids));
    expect(
      found.every(({ reported_on }) => String(reported_on) >= '2016-12-26' && String(reported_on) <= '2016-12-28'),
    ).toBe(true);
  });

  it('bring workers home the way each city did', () => {
    const ways = new Set(
      rows('return_service').map(({ region_code, kind }) => `${String(region_code)} ${String(kind)}`),
    );
    expect(ways.has('341200 PICKUP') && ways.has('340500 TRANSPORT_SUBSIDY')).toBe(true);
    for (const city of ['340400', '340200', '340100', '341600', '340700']) {
      expect(ways.has(`${city} CHARTER_BUS`) && ways.has(`${city} GROUP_TICKET`)).toBe(true);
    }
  });

  it('say of filed migrant households alone that they used a service', () => {
    const migrants = new Map(
      world.households.filter(({ isMigrant }) => isMigrant).map(({ id, regionCode }) => [id, regionCode]),
    );
    expect(rows('service_record').length).toBeGreaterThan(0);
    for (const { household_id, region_code } of rows('service_record'))
      expect(migrants.get(String(household_id))).toBe(region_code);
  });
});
