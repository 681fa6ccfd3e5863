import { newId } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

/** Column values of one row, by SQL name. */
export type Row = Readonly<Record<string, unknown>>;

/** Inserts a row and returns its id; the tests' way to state only what matters. */
async function insert(db: DataSource, table: string, row: Row): Promise<string> {
  const columns = Object.keys(row);
  const places = columns.map((_column, index) => `$${index + 1}`);
  await db.query(`insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`, Object.values(row));
  return String(row['id']);
}

let serial = 0;
const next = (): number => (serial += 1);

/** A recorded household of a county in Hefei with illness as its primary cause. */
export const aHousehold = (db: DataSource, row: Row = {}): Promise<string> =>
  insert(db, 'household_projection', {
    id: newId(),
    region_code: '340102',
    union_id: newId(),
    head_worker_id: newId(),
    category: 'NEAR_MIN',
    tier: 'NATIONAL',
    status: 'RECORDED',
    is_migrant: false,
    primary_cause: 'MAJOR_ILLNESS',
    secondary_causes: ['SCHOOLING'],
    recorded_on: '2016-03-01',
    source_version: 1,
    ...row,
  });

/** A pairing with a county cadre since January 2016. */
export const aPairing = (db: DataSource, row: Row = {}): Promise<string> =>
  insert(db, 'pairing', {
    id: newId(),
    household_id: newId(),
    region_code: '340102',
    helper_name: '安禾',
    helper_rank: 'COUNTY_CADRE',
    unit_name: '县总工会',
    starts_on: '2016-01-10',
    ...row,
  });

/** A visit of a pairing. */
export const aVisit = (db: DataSource, pairing: string, visitedOn: string): Promise<string> =>
  insert(db, 'pair_visit', { id: newId(), pairing_id: pairing, visited_on: visitedOn, finding: '家庭基本稳定' });

/** A plan in force since March 2016. */
export const aPlan = (db: DataSource, row: Row = {}): Promise<string> =>
  insert(db, 'aid_plan', {
    id: newId(),
    card_no: `C-${next()}`,
    household_id: newId(),
    region_code: '340102',
    status: 'ACTIVE',
    goal_on: '2018-12-31',
    causes_answered: ['MAJOR_ILLNESS'],
    opened_on: '2016-03-10',
    ...row,
  });

/** A measure of a plan, planned. */
export const anItem = (db: DataSource, plan: string, position: number, row: Row = {}): Promise<string> =>
  insert(db, 'plan_item', {
    id: newId(),
    plan_id: plan,
    position,
    kind: 'MEDICAL_AID',
    cause: 'MAJOR_ILLNESS',
    state: 'PLANNED',
    ...row,
  });
