import { newId } from '@nuan/kernel';
import { asFixture, insertRow, type Row } from '@nuan/testing';
import type { DataSource } from 'typeorm';

let serial = 0;
const next = (): number => (serial += 1);

const LATER_STATES = ['OPEN', 'CLOSING', 'CLOSED'];

/** An open campaign that names filed households and workers of distressed enterprises; the second as a lower bound. */
export async function aCampaign(db: DataSource, row: Row = {}): Promise<string> {
  const code = `TEST${next()}`;
  const { status = 'OPEN', ...own } = row;
  const facts = { id: newId(), code, name: '测试活动', starts_on: '2016-12-20', ends_on: '2017-01-27' };
  await insertRow(db, 'campaign', { ...facts, ...own, status: 'PLANNED' });
  const campaign = row['code'] ?? code;
  await asFixture(db, async (manager) => {
    await manager.query(
      `insert into campaign_target_group (campaign_code, target_group, unit, count_precision, position) values
      ($1, 'FILED_HOUSEHOLD', 'HOUSEHOLD', 'EXACT', 1), ($1, 'DISTRESSED_ENTERPRISE_WORKER', 'PERSON', 'AT_LEAST', 2)`,
      [campaign],
    );
    // Step by step, as the guard of its states wants it.
    for (const step of LATER_STATES.slice(0, LATER_STATES.indexOf(String(status)) + 1)) {
      await manager.query(
        `update campaign set status = $2, version = version + 1, figures_as_of = case when $2 = 'CLOSED' then now() end where code = $1`,
        [campaign, step],
      );
    }
  });
  return String(campaign);
}

/** The id of the campaign of a code. */
export async function campaignIdOf(db: Pick<DataSource, 'query'>, code: string): Promise<string> {
  const [row] = await db.query<{ id: string }[]>('select id from campaign where code = $1', [code]);
  return row?.id ?? '';
}

/** A line of a campaign's register: reached and paid on 5 January 2017. */
export const aBeneficiary = (db: DataSource, campaign: string, row: Row = {}): Promise<string> =>
  insertRow(db, 'campaign_beneficiary', {
    campaign_code: campaign,
    beneficiary_id: newId(),
    target_group: 'FILED_HOUSEHOLD',
    region_code: '340102',
    is_migrant: false,
    reached_on: '2017-01-05',
    paid_on: '2017-01-05',
    ...row,
  });

/** Money of a fund at a union, as the tests pass it on. */
export interface Holding {
  readonly fundId: string;
  readonly allocationId: string;
  readonly unionId: string;
  readonly level: string;
  readonly source: string;
  readonly campaign: string | null;
}

/** One line of a posting. */
export type Line = readonly [account: string, allocationId: string | null, amountFen: number | bigint];

/** Posts a transaction to the ledger, its lines in one statement, as the application does. */
export async function post(
  db: DataSource,
  kind: string,
  holding: Holding,
  lines: readonly Line[],
  at = '2017-01-03 09:00+08',
): Promise<string> {
  const id = newId();
  await asFixture(db, async (manager) => {
    await manager.query(
      'insert into ledger_transaction (id, kind, fund_id, campaign_code, posted_at, posted_by) values ($1, $2, $3, $4, $5, $6)',
      [id, kind, holding.fundId, holding.campaign, at, 'cashier-1'],
    );
    await manager.query(
      `insert into ledger_entry (transaction_id, line, account, allocation_id, amount_fen)
       select $1, l.line, l.account, l.allocation_id, l.amount_fen
       from unnest($2::text[], $3::uuid[], $4::bigint[]) with ordinality l (account, allocation_id, amount_fen, line)`,
      [
        id,
        lines.map(([account]) => account),
        lines.map(([, allocation]) => allocation),
        lines.map(([, , fen]) => String(fen)),
      ],
    );
  });
  return id;
}

async function anAllocation(db: DataSource, holding: Holding, region: string, parent: Holding | null): Promise<void> {
  await insertRow(db, 'allocation', {
    id: holding.allocationId,
    fund_id: holding.fundId,
    source: holding.source,
    parent_id: parent?.allocationId ?? null,
    from_union_id: parent?.unionId ?? null,
    from_level: parent?.level ?? null,
    to_union_id: holding.unionId,
    to_level: holding.level,
    region_code: region,
    status: 'CONFIRMED',
    issued_on: '2017-01-03',
    confirmed_on: '2017-01-03',
  });
}

/** A fund with money on its root: the province's central earmark for filed households unless said otherwise. */
export async function raised(db: DataSource, amountFen: number, row: Row = {}): Promise<Holding> {
  const fund = {
    id: newId(),
    source: 'CENTRAL_FISCAL_AID',
    name: `测试资金${next()}`,
    year: 2017,
    raised_by: 'PROVINCE',
    union_id: newId(),
    region_code: '340000',
    campaign_code: null,
    rule_groups: ['FILED_HOUSEHOLD'],
    rule_purposes: ['LIVING'],
    ...row,
  };
  await insertRow(db, 'fund', fund);
  const { id: fundId, union_id: unionId, raised_by: level, source, campaign_code: campaign } = fund;
  const holding = { fundId, allocationId: newId(), unionId, level, source, campaign };
  await anAllocation(db, holding, fund.region_code, null);
  await post(db, 'RAISED', holding, [
    ['CONTRIBUTOR', null, -amountFen],
    ['AVAILABLE', holding.allocationId, amountFen],
  ]);
  return holding;
}

/** Passes money down to a union of a region. */
export async function passedDown(
  db: DataSource,
  from: Holding,
  region: string,
  amountFen: number,
  unionId = newId(),
): Promise<Holding> {
  const level = region.endsWith('00') ? 'PREFECTURE' : 'COUNTY';
  const holding = { ...from, allocationId: newId(), unionId, level };
  await anAllocation(db, holding, region, from);
  await post(db, 'PASSED_DOWN', holding, [
    ['AVAILABLE', from.allocationId, -amountFen],
    ['AVAILABLE', holding.allocationId, amountFen],
  ]);
  return holding;
}

/**
 * A payment of 800.00 yuan for living, to a filed household of a county in Hefei, paid on 5 January 2017. As the owner, since
 * the application may begin a payment as a draft only.
 */
export function aPayment(owner: DataSource, holding: Holding, row: Row = {}): Promise<string> {
  const head = newId();
  return insertRow(owner, 'disbursement', {
    id: newId(),
    status: 'PAID',
    campaign_code: holding.campaign,
    target_group: 'FILED_HOUSEHOLD',
    purpose: 'LIVING',
    mode: 'BANK_CARD',
    amount_fen: 80_000,
    payee_id: head,
    household_id: newId(),
    union_id: holding.unionId,
    region_code: '340102',
    fund_id: holding.fundId,
    allocation_id: holding.allocationId,
    source: holding.source,
    is_first_of_year: true,
    head_id: head,
    category: 'MIN_LIVING',
    tier: 'NATIONAL',
    file_status: 'RECORDED',
    recorded_on: '2015-05-04',
    last_reviewed_on: '2016-06-01',
    cap_fen: 300_000,
    cap_used_fen: row['amount_fen'] ?? 80_000,
    idempotency_key: `key-${next()}`,
    bank_ref: 'B1',
    filed_by: 'maker-1',
    filed_at: '2017-01-04 10:00+08',
    approved_by: 'checker-1',
    approved_at: '2017-01-05 09:00+08',
    paid_by: 'cashier-1',
    paid_at: '2017-01-05 15:00+08',
    ...row,
  });
}

/** A payment in cash to a worker of a distressed enterprise, with a reason and a second approver; otherwise as {@link aPayment}. */
export const aCashPayment = (owner: DataSource, holding: Holding, row: Row = {}): Promise<string> =>
  aPayment(owner, holding, {
    target_group: 'DISTRESSED_ENTERPRISE_WORKER',
    purpose: 'CONSOLATION',
    mode: 'CASH',
    cash_reason: '无银行账户',
    second_approved_by: 'chair-1',
    second_approved_at: '2017-01-05 09:30+08',
    bank_ref: null,
    household_id: null,
    ...{ head_id: null, category: null, tier: null, file_status: null, recorded_on: null, last_reviewed_on: null },
    ...row,
  });
