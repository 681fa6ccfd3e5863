import { beforeAll, describe, expect, it } from '@jest/globals';

import { type LoadedRow, loadedRows, OPEN_TOOLS } from '../loaded-rows';
import { ASOF_ON, buildWorld, type World } from '../world';
import { enterprisesTables } from './enterprises.tables';

describe('the rows of enterprises in the sample', () => {
  let world: World;
  let tables: Map<string, LoadedRow[]>;
  const rows = (table: string): LoadedRow[] => tables.get(table) ?? [];

  beforeAll(() => {
    world = buildWorld({ scale: 0.05 });
    tables = loadedRows(enterprisesTables(world, OPEN_TOOLS));
  });

  it('give every row of a table its own id', () => {
    for (const [table, own] of tables) {
      const ids = own.map(({ id }) => id).filter((id) => id != null);
      expect([table, new Set(ids).size]).toEqual([table, ids.length]);
    }
  });

  it('visit exactly the enterprises of the world, each once for the count', () => {
    const visited = world.enterprises.filter(({ visitedOn }) => visitedOn !== null);
    const first = rows('enterprise_visit').filter(({ first_in_campaign }) => first_in_campaign === true);
    expect(first.map(({ enterprise_id }) => enterprise_id)).toEqual(visited.map(({ id }) => id));
    expect(visited).toHaveLength(Math.round(4289 * 0.05));
    expect(rows('enterprise_visit').every(({ visited_on }) => String(visited_on) <= ASOF_ON)).toBe(true);
  });

  it('hold the present distress in the open period and nothing open beside it', () => {
    const open = rows('distress_period').filter(({ to_on }) => to_on === null);
    expect(open.map(({ enterprise_id, kind, from_on }) => [enterprise_id, kind, from_on])).toEqual(
      rows('enterprise')
        .filter(({ distress_kind }) => distress_kind !== null)
        .map(({ id, distress_kind, distress_from_on }) => [id, distress_kind, distress_from_on]),
    );
    for (const { from_on, to_on, recorded_on } of rows('distress_period')) {
      expect(String(from_on) <= String(recorded_on) && (to_on === null || String(to_on) < String(recorded_on))).toBe(
        true,
      );
    }
  });

  it('split diverted workers by route without losing one', () => {
    const sum = rows('worker_diversion').reduce((all, { workers }) => all + Number(workers), 0);
    expect(sum).toBe(world.enterprises.reduce((all, { divertedTotal }) => all + divertedTotal, 0));
  });

  it('give every city and county one line in force at the as-of date, of its city', () => {
    const inForce = rows('min_living_line').filter(({ valid_to_on }) => valid_to_on === null);
    expect(inForce).toHaveLength(16 + 105);
    const amounts = new Map(inForce.map(({ region_code, monthly_fen }) => [String(region_code), monthly_fen]));
    for (const [code, amount] of amounts) expect(amount).toBe(amounts.get(`${code.slice(0, 4)}00`));
  });
});
