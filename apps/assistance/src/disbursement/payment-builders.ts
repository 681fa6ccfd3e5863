import type { Viewer } from '@nuan/auth';
import { Acts, type ActTransaction } from '@nuan/facts';
import { type Clock, newId } from '@nuan/kernel';
import { insertRow, type Row, testClock, type TestDatabase, viewerWith } from '@nuan/testing';
import type { DataSource } from 'typeorm';

import { aCampaign, type Holding, passedDown, raised } from '../ledger/money-builders';

/** Where tests pay: an open campaign, money of a county of Hefei for its filed households, and the standards that hold. */
export interface Ground {
  readonly db: TestDatabase;
  readonly campaign: string;
  readonly holding: Holding;
}

/** What a test says of its ground. */
export interface GroundOptions {
  /** Fen at the county; default 100,000.00 yuan. */
  readonly fen?: number;
  readonly campaign?: Row;
  readonly fund?: Row;
  readonly regionCode?: string;
}

let serial = 0;
const next = (): number => (serial += 1);

/** Standards of the province for the groups that the tests pay: 3,000.00 yuan a payment, 6,000.00 a year. */
export async function standards(db: TestDatabase, row: Row = {}): Promise<void> {
  const kinds = [
    ['FILED_HOUSEHOLD', 'LIVING', 'HOUSEHOLD_YEAR'],
    ['FILED_HOUSEHOLD', 'MEDICAL', 'HOUSEHOLD_YEAR'],
    ['FILED_HOUSEHOLD', 'TEMPORARY', 'HOUSEHOLD_YEAR'],
    ['DISTRESSED_ENTERPRISE_WORKER', 'CONSOLATION', 'PERSON_YEAR'],
  ];
  for (const [group, purpose, scope] of kinds) {
    const facts = { target_group: group, purpose, cap_scope: scope, per_payment_fen: 300_000, per_year_fen: 600_000 };
    await insertRow(db.owner, 'aid_standard', {
      id: newId(),
      region_code: '340000',
      ...facts,
      valid_from: '2016-01-01',
      basis: '测试',
      ...row,
    });
  }
}

/** An open campaign with money at a county. */
export async function payingGround(db: TestDatabase, options: GroundOptions = {}): Promise<Ground> {
  const { fen = 10_000_000, regionCode = '340102' } = options;
  const campaign = await aCampaign(db.owner, options.campaign);
  const root = await raised(db.owner, fen, {
    campaign_code: campaign,
    rule_groups: ['FILED_HOUSEHOLD', 'DISTRESSED_ENTERPRISE_WORKER'],
    rule_purposes: ['LIVING', 'MEDICAL', 'TEMPORARY', 'CONSOLATION'],
    ...options.fund,
  });
  return { db, campaign, holding: await passedDown(db.owner, root, regionCode, fen) };
}

/** A household with a recorded file, an account, and a place on the register of the campaign; the row is its projection. */
export async function aHousehold(ground: Ground, row: Row = {}): Promise<{ id: string; headId: string }> {
  const [id, headId] = [newId(), newId()];
  const file = {
    id,
    region_code: '340102',
    union_id: ground.holding.unionId,
    head_worker_id: headId,
    category: 'MIN_LIVING',
    tier: 'NATIONAL',
    status: 'RECORDED',
    is_migrant: false,
    primary_cause: 'MAJOR_ILLNESS',
    secondary_causes: [],
    recorded_on: '2015-05-04',
    last_reviewed_on: '2016-06-01',
    next_review_due_on: '2017-06-01',
    account_token: `account-${next()}`,
    source_version: 1,
    ...row,
  };
  await insertRow(ground.db.owner, 'household_projection', file);
  await aRegistration(ground, id, { region_code: file.region_code });
  return { id, headId };
}

/** A line of the campaign's register that nothing has reached yet. */
export async function aRegistration(ground: Ground, beneficiaryId: string, row: Row = {}): Promise<void> {
  await insertRow(ground.db.owner, 'campaign_beneficiary', {
    campaign_code: ground.campaign,
    beneficiary_id: beneficiaryId,
    target_group: 'FILED_HOUSEHOLD',
    region_code: '340102',
    is_migrant: false,
    ...row,
  });
}

/** A draft of 800.00 yuan for living to a household of the ground, made for it unless one is named. */
export async function aDraft(ground: Ground, row: Row = {}): Promise<string> {
  const { holding } = ground;
  const named = row['household_id'] === undefined && row['target_group'] === undefined;
  const household = named ? await aHousehold(ground) : null;
  return insertRow(ground.db.app, 'disbursement', {
    id: newId(),
    status: 'DRAFT',
    campaign_code: ground.campaign,
    target_group: 'FILED_HOUSEHOLD',
    purpose: 'LIVING',
    mode: 'BANK_CARD',
    amount_fen: 80_000,
    payee_id: household?.headId ?? newId(),
    household_id: household?.id ?? null,
    union_id: holding.unionId,
    region_code: '340102',
    fund_id: holding.fundId,
    allocation_id: holding.allocationId,
    source: holding.source,
    idempotency_key: `draft-${next()}`,
    filed_by: 'maker-1',
    filed_at: '2017-01-23 10:00+08',
    ...row,
  });
}

/** A batch of a county's payments to filed households by account, handed over on 5 January 2017; its lines are the test's. */
export const aSentBatch = (owner: DataSource, holding: Holding, row: Row = {}): Promise<string> =>
  insertRow(owner, 'payment_batch', {
    id: newId(),
    status: 'SENT',
    title: '测试批次',
    target_group: 'FILED_HOUSEHOLD',
    purpose: 'LIVING',
    mode: 'BANK_CARD',
    region_code: '340102',
    union_id: holding.unionId,
    fund_id: holding.fundId,
    idempotency_key: `batch-${next()}`,
    filed_by: 'maker-1',
    filed_at: '2017-01-04 10:00+08',
    approved_by: 'checker-1',
    approved_at: '2017-01-05 09:00+08',
    sent_by: 'cashier-1',
    sent_at: '2017-01-05 14:00+08',
    ...row,
  });

/** Performs an act over the ground's database as the application does. */
export function act<T>(
  { db }: Pick<Ground, 'db'>,
  work: (tx: ActTransaction) => Promise<T>,
  viewer: Viewer = officer('cashier'),
  clock: Clock = testClock,
): Promise<T> {
  return new Acts(db.app, clock).perform<T>(viewer, 'test.act', work);
}

/** An officer of a county of Hefei: the subject is the role and a number. */
export const officer = (
  role: 'maker' | 'checker' | 'cashier',
  number = 1,
  read: readonly string[] = ['340102'],
): Viewer => viewerWith({ role, read, subject: `${role}-${number}` });

/** What a payment says of itself. */
export async function paymentRow({ db }: Pick<Ground, 'db'>, id: string): Promise<Record<string, unknown>> {
  const [row] = await db.app.query<Record<string, unknown>[]>('select * from disbursement where id = $1', [id]);
  return row ?? {};
}

/** Rules that payments are found to break now, in the order of ids and rules. */
export async function openProblems({ db }: Pick<Ground, 'db'>, ids: readonly string[]): Promise<string[]> {
  const rows = await db.app.query<{ rule: string }[]>(
    `select rule from disbursement_problem where disbursement_id = any($1::uuid[]) and resolved_at is null order by disbursement_id, rule`,
    [ids],
  );
  return rows.map(({ rule }) => rule);
}

/** Balances of an allocation, fen: available, reserved, spent. */
export async function balancesOf({ db }: Pick<Ground, 'db'>, allocationId: string): Promise<[number, number, number]> {
  const [row] = await db.app.query<{ a: number; r: number; s: number }[]>(
    'select available_fen::int as a, reserved_fen::int as r, spent_fen::int as s from allocation where id = $1',
    [allocationId],
  );
  return [row?.a ?? 0, row?.r ?? 0, row?.s ?? 0];
}
