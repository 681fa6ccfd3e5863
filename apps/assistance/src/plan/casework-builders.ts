import { newId } from '@nuan/kernel';
import { insertRow, type Row } from '@nuan/testing';
import type { DataSource } from 'typeorm';

let serial = 0;
const next = (): number => (serial += 1);

/** A recorded household of a county in Hefei with illness as its primary cause. */
export const aHousehold = (db: DataSource, row: Row = {}): Promise<string> =>
  insertRow(db, 'household_projection', {
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

/** A person of a county in Hefei, without a home and a union unless said otherwise. */
export const aPerson = (db: DataSource, row: Row = {}): Promise<string> =>
  insertRow(db, 'worker_projection', { id: newId(), region_code: '340102', source_version: 1, ...row });

/** A pairing with a county cadre since January 2016. */
export const aPairing = (db: DataSource, row: Row = {}): Promise<string> =>
  insertRow(db, 'pairing', {
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
  insertRow(db, 'pair_visit', { id: newId(), pairing_id: pairing, visited_on: visitedOn, finding: '家庭基本稳定' });

/** A plan in force since March 2016. */
export const aPlan = (db: DataSource, row: Row = {}): Promise<string> =>
  insertRow(db, 'aid_plan', {
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
  insertRow(db, 'plan_item', {
    id: newId(),
    plan_id: plan,
    position,
    kind: 'MEDICAL_AID',
    cause: 'MAJOR_ILLNESS',
    state: 'PLANNED',
    ...row,
  });
