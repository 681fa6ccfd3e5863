import { newId } from '@nuan/kernel';
import { insertRow } from '@nuan/testing';
import type { DataSource } from 'typeorm';

type Value = string | number | boolean | null | readonly string[];
type Row = Readonly<Record<string, Value>>;

const HEFEI_YAOHAI = '340102';

/** Builders for specs: each inserts one lawful row as the owner and says only what the case is about. */
class RecordBuilders {
  constructor(private readonly ownerOf: () => DataSource) {}

  readonly worker = (own: Row = {}) =>
    this.add('worker_projection', {
      id: newId(),
      region_code: HEFEI_YAOHAI,
      union_id: newId(),
      household_id: null,
      employer_id: null,
      is_migrant: false,
      diversion: null,
      source_version: 1,
      ...own,
    });

  readonly enterprise = (own: Row = {}) =>
    this.add('enterprise_projection', {
      id: newId(),
      region_code: HEFEI_YAOHAI,
      industry: 'TRADE',
      distress: null,
      is_demonstration: false,
      source_version: 1,
      ...own,
    });

  /** A payment of assistance for a start-up, made unless the case says otherwise. */
  readonly programmePayment = (own: Row = {}) =>
    this.add('programme_payment_projection', {
      id: newId(),
      region_code: HEFEI_YAOHAI,
      status: 'PAID',
      purpose: 'STARTUP',
      amount_fen: '3000000',
      payee_id: newId(),
      source_version: 1,
      ...own,
    });

  readonly program = (own: Row = {}) =>
    this.add('training_program', {
      id: newId(),
      name: '转岗培训',
      kind: 'OVERCAPACITY',
      year: 2016,
      region_code: '340100',
      union_id: null,
      budget_fen: '100000',
      ...own,
    });

  readonly session = (programId: string, own: Row = {}) =>
    this.add('training_session', {
      id: newId(),
      program_id: programId,
      region_code: '340100',
      name: '第一期',
      provider: '技工学校',
      starts_on: '2016-03-01',
      ends_on: '2016-03-31',
      capacity: 50,
      ...own,
    });

  readonly enrollment = (sessionId: string, own: Row = {}) =>
    this.add('enrollment', {
      id: newId(),
      session_id: sessionId,
      person_id: newId(),
      region_code: HEFEI_YAOHAI,
      state: 'COMPLETED',
      enrolled_on: '2016-02-20',
      completed_on: '2016-03-31',
      certificate_no: null,
      ...own,
    });

  readonly placement = (own: Row = {}) =>
    this.add('placement', {
      id: newId(),
      person_id: newId(),
      employer_id: newId(),
      startup_project_id: null,
      region_code: HEFEI_YAOHAI,
      is_migrant: false,
      placed_on: '2016-05-01',
      routes: ['REFERRAL'],
      contract_ref: 'HT-1',
      ...('retained_3m' in own ? { retained_3m_on: '2016-12-31', retained_3m_proof: 'GZ-3' } : {}),
      ...('retained_6m' in own ? { retained_6m_on: '2016-12-31', retained_6m_proof: 'GZ-6' } : {}),
      ...own,
    });

  readonly vacancy = (own: Row = {}) =>
    this.add('job_vacancy', {
      id: newId(),
      enterprise_id: newId(),
      region_code: HEFEI_YAOHAI,
      title: '保洁员',
      openings: 5,
      posted_on: '2016-10-01',
      ...own,
    });

  readonly referral = (own: Row = {}) =>
    this.add('job_referral', {
      id: newId(),
      person_id: newId(),
      employer_id: newId(),
      region_code: HEFEI_YAOHAI,
      position: '保洁员',
      state: 'OFFERED',
      offered_on: '2016-10-10',
      ...own,
    });

  readonly project = (own: Row = {}) =>
    this.add('startup_project', {
      id: newId(),
      name: '早点铺',
      leader_id: newId(),
      enterprise_id: null,
      region_code: HEFEI_YAOHAI,
      year: 2016,
      support: ['GRANT'],
      amount_fen: '3000000',
      state: 'OPERATING',
      applied_on: '2016-03-01',
      funded_on: '2016-05-10',
      jobs_planned: 20,
      ...own,
    });

  /** An instalment of a loan, unless the case says otherwise. */
  readonly startupEntry = (projectId: string, own: Row = {}) =>
    this.add('startup_entry', {
      id: newId(),
      startup_project_id: projectId,
      region_code: HEFEI_YAOHAI,
      kind: 'REPAYMENT',
      made_on: '2017-01-20',
      amount_fen: '100000',
      proof_no: 'HK-1',
      ...own,
    });

  readonly pilot = (own: Row = {}) =>
    this.add('pilot', {
      id: newId(),
      name: '援助行动',
      year: 2016,
      starts_on: '2016-06-01',
      selection_rule: '测试',
      ...own,
    });

  readonly pilotCity = (pilotId: string, own: Row = {}) =>
    this.add('pilot_city', { pilot_id: pilotId, region_code: '340100', budget_fen: '50000', ...own });

  readonly asset = (own: Row = {}) =>
    this.add('asset_grant', {
      id: newId(),
      person_id: newId(),
      pilot_id: null,
      region_code: HEFEI_YAOHAI,
      asset: '早餐车',
      serial_no: newId(),
      value_fen: '800000',
      given_on: '2016-12-30',
      state: 'GIVEN',
      ...own,
    });

  readonly payment = (own: Row) =>
    this.add('employment_payment', {
      id: newId(),
      purpose: 'TRAINING',
      region_code: '340100',
      paid_on: '2016-04-01',
      amount_fen: '10000',
      ...own,
    });

  private async add<R extends Row>(table: string, row: R): Promise<R> {
    await insertRow(this.ownerOf(), table, row);
    return row;
  }
}

/** Builders over the owner of a spec's database, which is asked for only when a row is made. */
export const recordBuilders = (ownerOf: () => DataSource): RecordBuilders => new RecordBuilders(ownerOf);
