import { beforeAll, describe, expect, it } from '@jest/globals';

import { type LoadedRow, loadedRows, OPEN_TOOLS } from '../loaded-rows';
import { ASOF_ON, buildWorld, type World } from '../world';
import { employmentTables } from './employment.tables';

const SCALE = 0.05;

const distinct = (rows: readonly LoadedRow[], column: string): number => new Set(rows.map((row) => row[column])).size;

const fen = (rows: readonly LoadedRow[], column: string): bigint =>
  rows.reduce((sum, row) => sum + BigInt(String(row[column])), 0n);

describe('the rows of employment in the sample', () => {
  let world: World;
  let tables: Map<string, LoadedRow[]>;
  const rows = (table: string): LoadedRow[] => tables.get(table) ?? [];
  const withRoute = (...routes: string[]): LoadedRow[] =>
    rows('placement').filter((row) => routes.some((route) => (row['routes'] as readonly string[]).includes(route)));

  beforeAll(() => {
    world = buildWorld({ scale: SCALE });
    tables = loadedRows(employmentTables(world, OPEN_TOOLS));
  });

  it('give every row of a table its own id', () => {
    for (const [table, own] of tables) {
      const ids = own.map(({ id }) => id).filter((id) => id != null);
      expect([table, new Set(ids).size]).toEqual([table, ids.length]);
    }
  });

  it('hold the published numbers of distinct persons', () => {
    const completed = rows('enrollment').filter(({ state }) => state === 'COMPLETED');
    expect(distinct(completed, 'person_id')).toBe(Math.round(6852 * SCALE));
    expect(distinct(withRoute('TRAINING', 'REFERRAL', 'DEMONSTRATION_UNIT'), 'person_id')).toBe(
      Math.round(6974 * SCALE),
    );
    expect(distinct(withRoute('STARTUP_HIRE'), 'person_id')).toBe(Math.round(4917 * SCALE));
    const migrants = rows('placement').filter(({ is_migrant }) => is_migrant === true);
    expect(distinct(migrants, 'person_id')).toBe(Math.round(4129 * SCALE));
    expect(rows('asset_grant').filter(({ region_code }) => String(region_code).startsWith('3401'))).toHaveLength(5);
    expect(rows('enrollment').some(({ state }) => state === 'DROPPED')).toBe(true);
  });

  it('pay the published sums, and show on every target what was paid on it', () => {
    const payments = rows('employment_payment');
    const of = (purpose: string): bigint =>
      fen(
        payments.filter((row) => row['purpose'] === purpose),
        'amount_fen',
      );
    expect([of('TRAINING'), of('STARTUP'), of('PILOT')]).toEqual([18_900_000n, 15_000_000n, 50_000_000n]);
    for (const { id, spent_fen } of rows('training_program')) {
      expect(
        fen(
          payments.filter((row) => row['training_program_id'] === id),
          'amount_fen',
        ),
      ).toBe(spent_fen);
    }
    for (const { id, paid_fen } of rows('startup_project')) {
      expect(
        fen(
          payments.filter((row) => row['startup_project_id'] === id),
          'amount_fen',
        ),
      ).toBe(paid_fen);
    }
    expect(fen(rows('pilot_city'), 'spent_fen')).toBe(50_000_000n);
    expect(rows('pilot_city')).toHaveLength(8);
  });

  it('train before they place, within the year, and ask about retention only when it is time', () => {
    const completedOn = new Map(rows('enrollment').map((row) => [row['person_id'], row['completed_on']]));
    for (const row of rows('placement')) {
      const placedOn = String(row['placed_on']);
      expect(placedOn.slice(0, 4)).toBe('2016');
      if ((row['routes'] as string[]).includes('TRAINING')) {
        expect(placedOn > String(completedOn.get(row['person_id'] ?? null))).toBe(true);
      }
      if (placedOn > '2016-07-23') expect(row['retained_6m']).toBeNull();
      expect(row['ended_on'] === null || String(row['ended_on']) <= ASOF_ON).toBe(true);
    }
  });

  it('carry the outcomes that the triggers would make', () => {
    const outcomes = rows('person_year_outcome');
    const count = (column: string): number => outcomes.filter((row) => row[column] !== null).length;
    expect(distinct(outcomes, 'person_id')).toBe(outcomes.length);
    expect(count('trained_in')).toBe(Math.round(6852 * SCALE));
    expect(count('placed_in')).toBe(Math.round(6974 * SCALE));
    expect(count('startup_hired_in')).toBe(Math.round(4917 * SCALE));
    expect(count('migrant_placed_in')).toBe(Math.round(4129 * SCALE));
    expect(count('employed_in')).toBe(distinct(rows('placement'), 'person_id'));
    const kept = withRoute('TRAINING', 'REFERRAL', 'DEMONSTRATION_UNIT').filter((row) => row['retained_6m'] === true);
    expect(count('retained_6m_in')).toBe(kept.length);
    const lasting = (term: string): number => rows('placement').filter((row) => row[term] === true).length;
    expect([count('employed_3m_in'), count('employed_6m_in')]).toEqual([
      lasting('retained_3m'),
      lasting('retained_6m'),
    ]);
    expect(count('retained_3m_in')).toBeGreaterThan(kept.length);
  });
});
