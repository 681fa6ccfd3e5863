import { newId } from '@nuan/kernel';
import { type Administrator, type KnownValues, ROW_REGIONS } from '@nuan/testing';

import { importProblems } from './import-problems';

type Seeds = Readonly<Record<string, KnownValues>>;

/** Rows of employment that hang on others by more than the name of a column; gives the seeds back with the keys that they add. */
export async function employmentRows(admin: Administrator, seeds: Seeds): Promise<Seeds> {
  await importProblems(admin);
  await moneyLent(admin);
  await yearCounted(admin);
  const found: [string, KnownValues][] = [];
  for (const [region, rows] of Object.entries(seeds))
    found.push([region, new Map([...rows, ['Household.id', await householdAtWork(admin, rows)]])]);
  return Object.fromEntries(found);
}

/** Every start-up was lent money, and paid a part of it back. */
async function moneyLent(admin: Administrator): Promise<void> {
  await admin.query(
    `update startup_project set amount_fen = 400, paid_fen = 300, material_fen = 0, loan_fen = 200, repaid_fen = 100,
       loan_due_on = '2018-01-03'
     where region_code = any($1)`,
    [Object.values(ROW_REGIONS)],
  );
}

/** Figures of the year that is asked about: a route into work, and money for a purpose. */
async function yearCounted(admin: Administrator): Promise<void> {
  await admin.query(
    `insert into rollup_counter (metric, region_code, campaign, year, key, n, amount_fen)
     select metric, region, '', 2016, key, 20, fen
     from unnest($1::text[]) region,
       (values ('placement.route', 'REFERRAL', 0), ('payment.purpose', 'TRAINING', 2000000)) cell (metric, key, fen)
     on conflict do nothing`,
    [Object.values(ROW_REGIONS)],
  );
}

/** A household whose member came into work by every route. */
async function householdAtWork(admin: Administrator, rows: KnownValues): Promise<string> {
  const worker = rows.get('Worker.id');
  const household = newId();
  await admin.query('update worker_projection set household_id = $2 where id = $1', [worker, household]);
  await admin.query('delete from person_year_outcome where person_id = $1', [worker]);
  await admin.query(
    `insert into person_year_outcome (person_id, year, trained_in, placed_in, startup_hired_in, employed_in, retained_6m_in, migrant_placed_in,
       retained_3m_in, employed_3m_in, employed_6m_in)
     select id, 2016, region_code, region_code, region_code, region_code, region_code, region_code, region_code, region_code, region_code
     from worker_projection where id = $1`,
    [worker],
  );
  return household;
}
