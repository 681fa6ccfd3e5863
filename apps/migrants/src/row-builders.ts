import { newId } from '@nuan/kernel';
import { insertRow, type Row } from '@nuan/testing';
import type { DataSource } from 'typeorm';

let serial = 0;
const next = (): number => (serial += 1);

/** An open happy station with everything its kind should hold. */
export const aStation = (db: DataSource, row: Row = {}): Promise<string> =>
  insertRow(db, 'service_station', {
    id: newId(),
    code: `T-${next()}`,
    kind: 'HAPPY_STATION',
    name: '幸福驿站',
    region_code: '340102',
    address: '某路1号',
    longitude: 117.3,
    latitude: 31.8,
    hours: JSON.stringify([{ weekday: 1, opensAt: '08:00', closesAt: '20:00' }]),
    amenities: ['WATER_DISPENSER', 'MICROWAVE', 'AIR_CONDITIONER', 'FRIDGE', 'BOOK_BAR', 'HEATING', 'TOILET'],
    services: ['HOT_WATER'],
    build_mode: 'CO_BUILT',
    responsible_name: '站长',
    state: 'OPEN',
    opened_on: '2016-05-01',
    ...row,
  });

/** A verified case of 10 workers and 100,000 yuan, due the day before Spring Festival 2017. */
export const aWageCase = (db: DataSource, row: Row = {}): Promise<string> =>
  insertRow(db, 'wage_case', {
    id: newId(),
    case_no: `W-${next()}`,
    enterprise_id: newId(),
    region_code: '340102',
    workers: 10,
    owed_fen: '10000000',
    recovered_fen: '0',
    state: 'VERIFIED',
    reported_on: '2016-12-27',
    deadline_on: '2017-01-27',
    ...row,
  });

/** A wage inspection of three days. */
export const anInspection = (db: DataSource, row: Row = {}): Promise<string> =>
  insertRow(db, 'inspection', {
    id: newId(),
    kind: 'WAGE_ARREARS',
    title: '工资清欠专项督查',
    region_code: '340102',
    starts_on: '2016-12-26',
    ends_on: '2016-12-28',
    ...row,
  });

/** An open finding of an inspection. */
export const aFinding = (db: DataSource, row: Row): Promise<string> =>
  insertRow(db, 'inspection_finding', {
    id: newId(),
    region_code: '340102',
    summary: '拖欠工资',
    state: 'OPEN',
    found_on: '2016-12-27',
    ...row,
  });

/** An insured construction project. */
export const anInsuranceProject = (db: DataSource, row: Row = {}): Promise<string> =>
  insertRow(db, 'insurance_project', {
    id: newId(),
    name: `项目${next()}`,
    enterprise_id: newId(),
    region_code: '340102',
    started_on: '2016-03-01',
    insured: true,
    insured_on: '2016-03-01',
    workers_covered: 50,
    ...row,
  });

/** A chartered bus that brought 40 workers home. */
export const aReturnService = (db: DataSource, row: Row = {}): Promise<string> =>
  insertRow(db, 'return_service', {
    id: newId(),
    kind: 'CHARTER_BUS',
    title: '返乡专车',
    region_code: '340102',
    campaign_code: 'CNY2017',
    served_on: '2017-01-20',
    seats: 45,
    served: 40,
    ...row,
  });

/** A batch of 100 checks of sanitation workers. */
export const aHealthCheckBatch = (db: DataSource, row: Row = {}): Promise<string> =>
  insertRow(db, 'health_check_batch', {
    id: newId(),
    title: '环卫工人体检',
    region_code: '340102',
    occupation: 'SANITATION',
    persons: 100,
    persons_precision: 'AT_LEAST',
    checked_on: '2016-09-10',
    ...row,
  });

/** An honour of the first edition. */
export const anHonour = (db: DataSource, row: Row = {}): Promise<string> =>
  insertRow(db, 'honour', {
    id: newId(),
    kind: 'MOST_BEAUTIFUL_MIGRANT_WORKER',
    edition: 1,
    name: '首届安徽省最美农民工',
    worker_id: newId(),
    region_code: '340102',
    awarded_on: '2016-02-25',
    labour_medal: true,
    rest_stay: false,
    ...row,
  });

/** Spring couplets written for 120 workers. */
export const aCultureEvent = (db: DataSource, row: Row = {}): Promise<string> =>
  insertRow(db, 'culture_event', {
    id: newId(),
    kind: 'SPRING_COUPLETS',
    title: '写春联',
    region_code: '340102',
    campaign_code: 'CNY2017',
    held_on: '2017-01-15',
    volunteers: 6,
    participants: 120,
    ...row,
  });

/** That a household used a service. */
export const aServiceRecord = (db: DataSource, row: Row): Promise<string> =>
  insertRow(db, 'service_record', {
    id: newId(),
    household_id: newId(),
    region_code: '340102',
    kind: 'RETURN_HOME',
    served_on: '2017-01-20',
    ...row,
  });

/** An enterprise as the projection knows it. */
export const anEnterprise = (db: DataSource, row: Row = {}): Promise<string> =>
  insertRow(db, 'enterprise_projection', {
    id: newId(),
    region_code: '340102',
    distress: null,
    industry: 'CONSTRUCTION',
    source_version: 1,
    ...row,
  });

/** A migrant worker as the projection knows them. */
export const aWorker = (db: DataSource, row: Row = {}): Promise<string> =>
  insertRow(db, 'worker_projection', {
    id: newId(),
    region_code: '340102',
    is_migrant: true,
    occupation: 'CONSTRUCTION',
    source_version: 1,
    ...row,
  });
