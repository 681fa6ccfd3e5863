import { beforeAll, describe, expect, it } from '@jest/globals';

import { type LoadedRow, loadedRows, OPEN_TOOLS } from '../loaded-rows';
import type { CopyValue } from '../table-load';
import { ASOF_ON, buildWorld, type World } from '../world';
import { caseworkTables } from './casework.tables';

describe('the casework rows of assistance in the sample', () => {
  let world: World;
  let tables: Map<string, LoadedRow[]>;
  const rows = (table: string): LoadedRow[] => tables.get(table) ?? [];

  beforeAll(() => {
    world = buildWorld({ scale: 0.05 });
    tables = loadedRows(caseworkTables(world, OPEN_TOOLS));
  });

  it('give every row of a table its own id', () => {
    for (const [table, own] of tables)
      expect([table, new Set(own.map(({ id, source }) => id ?? source)).size]).toEqual([table, own.length]);
    expect(new Set(rows('aid_plan').map(({ card_no }) => card_no)).size).toBe(rows('aid_plan').length);
  });

  it('give every active household one ACTIVE plan and one active primary pairing, and no other household one', () => {
    const active = world.households.filter((household) => household.active).map(({ id }) => id);
    expect(
      rows('aid_plan')
        .filter(({ status }) => status === 'ACTIVE')
        .map(({ household_id }) => household_id),
    ).toEqual(active);
    expect(
      rows('pairing')
        .filter(({ ends_on }) => ends_on === null)
        .map(({ household_id }) => household_id),
    ).toEqual(active);
  });

  it('answer every cause of a household by an item, or say why not', () => {
    const households = new Map(world.households.map((household) => [household.id, household]));
    const items = new Map<CopyValue, CopyValue[]>();
    for (const { plan_id, cause } of rows('plan_item'))
      items.set(plan_id ?? '', [...(items.get(plan_id ?? '') ?? []), cause ?? null]);
    for (const plan of rows('aid_plan').filter(({ status }) => status === 'ACTIVE')) {
      const household = households.get(String(plan['household_id']));
      const causes = household ? [household.primaryCause, ...household.secondaryCauses] : [];
      const all = causes.every((cause) => items.get(plan['id'] ?? '')?.includes(cause));
      expect(all).toBe(plan['unanswered_reason'] === null);
    }
  });

  it('keep goals within the programme and every day in its order', () => {
    for (const { goal_on, opened_on, closed_on } of rows('aid_plan')) {
      expect(String(goal_on) <= '2020-12-31' && String(goal_on) >= String(opened_on)).toBe(true);
      expect(String(opened_on) <= ASOF_ON && (closed_on === null || String(closed_on) >= String(opened_on))).toBe(true);
    }
    for (const { starts_on, ends_on } of rows('pairing')) {
      expect(String(starts_on) <= ASOF_ON && (ends_on === null || String(ends_on) >= String(starts_on))).toBe(true);
    }
    for (const { state, done_on, due_on } of rows('plan_item')) {
      expect((done_on !== null) === (state === 'DONE') && due_on !== null).toBe(true);
      expect(done_on === null || String(done_on) <= ASOF_ON).toBe(true);
    }
    expect(rows('pair_visit').every(({ visited_on }) => String(visited_on) <= ASOF_ON)).toBe(true);
  });

  it('pair leaders of Chuzhou with households of its own units alone, and leaders of the province with a few elsewhere', () => {
    const prefecture = rows('pairing').filter(({ helper_rank }) => String(helper_rank).startsWith('PREFECTURE'));
    const chuzhou = prefecture.filter(({ region_code }) => String(region_code).startsWith('3411'));
    expect(chuzhou).toHaveLength(Math.round(201 * 0.05));
    expect(chuzhou.every(({ region_code }) => region_code === '341100')).toBe(true);
    expect(rows('pairing').some(({ helper_rank }) => helper_rank === 'PROVINCE_LEADER')).toBe(true);
  });

  it('leave some visits overdue, but not many', () => {
    const last = new Map<CopyValue, string>();
    for (const { pairing_id, visited_on } of rows('pair_visit')) last.set(pairing_id ?? '', String(visited_on));
    const active = rows('pairing').filter(({ ends_on }) => ends_on === null);
    const overdue = active.filter(({ id }) => (last.get(id ?? '') ?? '') < '2016-07-20').length;
    expect(overdue / active.length).toBeGreaterThan(0.02);
    expect(overdue / active.length).toBeLessThan(0.25);
  });
});
