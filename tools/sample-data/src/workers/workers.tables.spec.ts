import { beforeAll, describe, expect, it } from '@jest/globals';
import { isWorkingDay } from '@nuan/kernel';

import { type LoadedRow, loadedRows, OPEN_TOOLS } from '../loaded-rows';
import { ASOF_ON, buildWorld, type World } from '../world';
import { workersTables } from './workers.tables';

describe('the rows of workers in the sample', () => {
  let tables = new Map<string, LoadedRow[]>();
  const rows = (table: string): LoadedRow[] => tables.get(table) ?? [];
  let world: World;

  beforeAll(() => {
    world = buildWorld({ scale: 0.02 });
    tables = loadedRows(workersTables(world, OPEN_TOOLS));
  });

  it('give every row of a table its own id', () => {
    for (const [table, own] of tables) {
      const ids = own.map(
        (row) =>
          row['id'] ??
          row['household_id'] ??
          row['source'] ??
          `${String(row['region_code'])} ${String(row['valid_from'])}`,
      );
      expect([table, new Set(ids).size]).toEqual([table, ids.length]);
    }
  });

  it('hold every person of the world once, the head of each household among them', () => {
    const people = new Map(rows('worker').map((row) => [row['id'], row]));
    expect(people.size).toBe(world.persons.length);
    for (const { id, head_id, size, region_code } of rows('household')) {
      expect(people.get(head_id)).toMatchObject({ household_id: id, relation: 'HEAD', region_code });
      expect(Number(size)).toBeGreaterThan(0);
    }
    const filed = rows('worker').filter(({ household_id }) => household_id !== null);
    expect(filed).toHaveLength(rows('household').reduce((sum, { size }) => sum + Number(size), 0));
  });

  it('seal what identifies a person so that the application opens it and finds it by its hash', () => {
    for (const [at, row] of rows('worker').slice(0, 300).entries()) {
      const idNumber = world.persons[at]?.idNumber ?? '';
      expect(OPEN_TOOLS.cipher.open(row['id_number_sealed'] as Buffer)).toBe(idNumber);
      expect(row['id_number_hash']).toEqual(OPEN_TOOLS.cipher.hash('id-number', idNumber));
      expect(row['id_number_mask']).toBe(`349***********${idNumber.slice(-4)}`);
      const health = row['health_sealed'] === null ? 'GOOD' : OPEN_TOOLS.cipher.open(row['health_sealed'] as Buffer);
      expect(health).toBe(world.persons[at]?.health);
    }
    const hashes = rows('worker').map(({ id_number_hash }) => (id_number_hash as Buffer).toString('hex'));
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('tell the cause OTHER in words, and nothing else', () => {
    for (const { primary_cause, other_cause } of rows('household')) {
      expect(other_cause !== null).toBe(primary_cause === 'OTHER');
    }
  });

  it('let every notice stand five full working days before it is closed, and close before the household is recorded', () => {
    const recordedAt = new Map(rows('filing_application').map(({ id, recorded_at }) => [id, recorded_at]));
    for (const { application_id, posted_on, earliest_end_on, closed_on } of rows('publicity_notice')) {
      const days = daysAfter(String(posted_on), String(earliest_end_on)).filter(isWorkingDay);
      expect(days).toHaveLength(5);
      if (closed_on === null) continue;
      expect(String(closed_on) > String(earliest_end_on)).toBe(true);
      const recorded = recordedAt.get(application_id ?? null);
      if (typeof recorded === 'string') expect(String(closed_on) <= recorded.slice(0, 10)).toBe(true);
    }
  });

  it('are decided by nobody who filed them, and nothing lies after the as-of date', () => {
    for (const { decided_by, decided_at } of rows('decision')) {
      expect(String(decided_by)).not.toContain(':maker:');
      expect(String(decided_at).slice(0, 10) <= ASOF_ON).toBe(true);
    }
  });

  it('give each household that left one approved exit review with its reason', () => {
    const left = rows('household').filter(({ exited_on }) => exited_on !== null);
    expect(rows('exit_review').map(({ household_id, reason, closed_on }) => [household_id, reason, closed_on])).toEqual(
      left.map(({ id, exit_reason, exited_on }) => [id, exit_reason, exited_on]),
    );
  });

  it('know of every union that keeps a file', () => {
    const unions = new Set(rows('union_projection').map(({ id }) => id));
    expect(rows('household').filter(({ union_id }) => !unions.has(union_id ?? null))).toEqual([]);
  });

  it('know of a plan for each active household and of a payment for each', () => {
    const aid = rows('aid_projection');
    expect(aid.filter(({ has_active_plan }) => has_active_plan === true)).toHaveLength(2560);
    expect(aid.every(({ last_aid_on }) => last_aid_on !== null && String(last_aid_on) <= ASOF_ON)).toBe(true);
  });
});

/** The days after `from` up to and including `to`. */
function daysAfter(from: string, to: string): string[] {
  const days: string[] = [];
  for (let ms = Date.parse(from) + 86_400_000; ms <= Date.parse(to); ms += 86_400_000) {
    days.push(new Date(ms).toISOString().slice(0, 10));
  }
  return days;
}
