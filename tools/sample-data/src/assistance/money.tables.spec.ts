import { beforeAll, describe, expect, it } from '@jest/globals';
import { sampleId } from '../identifiers';
import { type LoadedRow, loadedRows, OPEN_TOOLS } from '../loaded-rows';
import type { CopyValue } from '../table-load';
import { ASOF_ON, buildWorld, type World } from '../world';
import { SAMPLE_STANDARDS } from './aid-caps';
import { moneyTables } from './money.tables';

const SCALE = 0.02;
const big = (value: CopyValue | undefined): bigint => BigInt(String(value ?? 0));
const sum = (rows: readonly LoadedRow[], column: string): bigint =>
  rows.reduce((all, row) => all + big(row[column]), 0n);
const isPaid = (row: LoadedRow): boolean => row['status'] === 'PAID' || row['status'] === 'RECONCILED';
const dayOf = (instant: CopyValue | undefined): string => String(instant).slice(0, 10);

describe('the money of the sample', () => {
  let world: World;
  let tables = new Map<string, LoadedRow[]>();
  const rows = (table: string): LoadedRow[] => tables.get(table) ?? [];
  const payments = (campaign: string | null): LoadedRow[] =>
    rows('disbursement').filter((row) => row['campaign_code'] === campaign);

  beforeAll(() => {
    world = buildWorld({ scale: SCALE });
    tables = loadedRows(moneyTables(world, OPEN_TOOLS));
  });

  it('distributes and raises the campaign’s total exactly, to everyone on its register', () => {
    const total = BigInt(16_800_000_000 * SCALE);
    const paid = payments('CNY2017');
    expect(paid.every(isPaid)).toBe(true);
    expect(sum(paid, 'amount_fen')).toBe(total);
    const raisings = new Set(
      rows('ledger_transaction')
        .filter((row) => row['kind'] === 'RAISED' && row['campaign_code'] === 'CNY2017')
        .map(({ id }) => id),
    );
    const given = rows('ledger_entry').filter(
      (row) => row['account'] === 'CONTRIBUTOR' && raisings.has(row['transaction_id'] ?? null),
    );
    expect(-sum(given, 'amount_fen')).toBe(total);
    const register = rows('campaign_beneficiary').filter((row) => row['campaign_code'] === 'CNY2017');
    expect(new Set(paid.map((row) => row['household_id'] ?? row['payee_id']))).toEqual(
      new Set(register.map((row) => row['beneficiary_id'])),
    );
    expect(new Set(register.map((row) => row['beneficiary_id'])).size).toBe(paid.length);
  });

  it('meets the published parts: dues of the province, donations of Chuzhou, the event and the goods of Bengbu', () => {
    const of = (source: string, level: string, region: string): bigint => {
      const fund = rows('fund').find(
        (row) =>
          row['source'] === source &&
          row['raised_by'] === level &&
          row['region_code'] === region &&
          row['year'] === 2017,
      );
      return sum(
        rows('allocation').filter((row) => row['fund_id'] === fund?.['id'] && row['parent_id'] === null),
        'amount_fen',
      );
    };
    expect(of('UNION_DUES', 'PROVINCE', '340000')).toBe(BigInt(476_000_000 * SCALE));
    expect(of('DONATION', 'PREFECTURE', '341100')).toBe(BigInt(501_000_000 * SCALE));
    expect(sum(rows('donation'), 'cash_fen')).toBe(BigInt(501_000_000 * SCALE));
    const event = payments('CNY2017').filter((row) => row['consolation_event_id'] === sampleId('consolation-event', 0));
    expect([event.length, sum(event, 'amount_fen')]).toEqual([1000 * SCALE, BigInt(30_000_000 * SCALE)]);
    expect([sum(rows('donation_lot'), 'recipients'), sum(rows('donation_lot'), 'value_fen')]).toEqual([
      BigInt(1000 * SCALE),
      BigInt(100_000_000 * SCALE),
    ]);
  });

  it('keeps every allocation equal to its payments, its children and its postings', () => {
    const spent = new Map<string, bigint>();
    const add = (key: string, fen: bigint): void => void spent.set(key, (spent.get(key) ?? 0n) + fen);
    for (const row of rows('disbursement'))
      add(`${String(row['allocation_id'])} ${isPaid(row) ? 'SPENT' : 'RESERVED'}`, big(row['amount_fen']));
    for (const row of rows('allocation'))
      if (row['parent_id'] !== null) add(`${String(row['parent_id'])} DOWN`, big(row['amount_fen']));
    for (const row of rows('ledger_entry'))
      if (row['allocation_id'] !== null)
        add(`${String(row['allocation_id'])} ${String(row['account'])} POSTED`, big(row['amount_fen']));
    for (const row of rows('allocation')) {
      const of = (part: string): bigint => spent.get(`${String(row['id'])} ${part}`) ?? 0n;
      const balances = ['spent_fen', 'reserved_fen', 'passed_down_fen', 'available_fen'].map((column) =>
        big(row[column]),
      );
      expect(balances).toEqual([of('SPENT'), of('RESERVED'), of('DOWN'), of('AVAILABLE POSTED')]);
      expect([of('SPENT POSTED'), of('RESERVED POSTED')]).toEqual([of('SPENT'), of('RESERVED')]);
      expect(balances.reduce((all, part) => all + part, 0n)).toBe(big(row['amount_fen']));
    }
    const provincial = rows('allocation').filter((row) => row['to_level'] === 'PROVINCE');
    expect(provincial.every((row) => row['available_fen'] === 0n && row['reserved_fen'] === 0n)).toBe(true);
  });

  it('pays only what the earmark admits, by account to filed households, within the caps, after recording and review', () => {
    const funds = new Map(rows('fund').map((row) => [row['id'], row]));
    for (const row of rows('disbursement')) {
      const fund = funds.get(row['fund_id'] ?? null);
      expect(fund?.['rule_groups']).toContain(row['target_group']);
      expect(fund?.['rule_purposes']).toContain(row['purpose']);
      expect(
        big(row['cap_used_fen']) <= big(row['cap_fen']) && big(row['amount_fen']) <= big(row['cap_used_fen']),
      ).toBe(true);
      if (row['target_group'] === 'FILED_HOUSEHOLD') expect(['BANK_CARD', 'PASSBOOK']).toContain(row['mode']);
      if (row['mode'] === 'CASH') expect([row['cash_reason'], row['second_approved_by']]).not.toContain(null);
      if (row['paid_at'] === null) continue;
      expect(dayOf(row['paid_at']) <= ASOF_ON).toBe(true);
      if (row['recorded_on'] != null)
        expect(
          dayOf(row['filed_at']) >= String(row['recorded_on']) &&
            dayOf(row['paid_at']) >= String(row['last_reviewed_on']),
        ).toBe(true);
    }
  });

  it('keeps the caps of the year and one payment per household, campaign and purpose', () => {
    const years = new Map<string, bigint>();
    const once = new Set<string>();
    for (const row of rows('disbursement')) {
      const beneficiary = row['student_id'] ?? row['household_id'] ?? row['payee_id'];
      const key = `${String(row['target_group'])} ${String(row['purpose'])} ${String(beneficiary)} ${dayOf(row['filed_at']).slice(0, 4)}`;
      years.set(key, (years.get(key) ?? 0n) + big(row['amount_fen']));
      const named = `${String(row['campaign_code'])} ${String(row['purpose'])} ${String(beneficiary)}`;
      expect(once.has(named)).toBe(false);
      once.add(named);
    }
    const caps = new Map(
      SAMPLE_STANDARDS.map(({ group, purpose, perYear }) => [`${group} ${purpose}`, BigInt(perYear * 100)]),
    );
    for (const [key, fen] of years) expect(fen <= (caps.get(key.split(' ').slice(0, 2).join(' ')) ?? 0n)).toBe(true);
  });

  it('opens each year of a beneficiary with exactly one payment', () => {
    const paid = rows('disbursement').filter(isPaid);
    const keyOf = (row: LoadedRow): string =>
      `${dayOf(row['paid_at']).slice(0, 4)} ${String(row['household_id'] ?? row['payee_id'])}`;
    const first = paid.filter((row) => row['is_first_of_year'] === true).map(keyOf);
    expect(new Set(first).size).toBe(first.length);
    expect(new Set(first)).toEqual(new Set(paid.map(keyOf)));
  });

  it('gives every scholarship of the world its payment, and leaves a gap in the open round', () => {
    const scholars = world.students.filter((student) => student.scholarship2016);
    expect(rows('scholarship_grant').map((row) => row['student_id'])).toEqual(scholars.map(({ id }) => id));
    const open = rows('campaign_beneficiary').filter(
      (row) => row['campaign_code'] === 'DAILY2017' && row['target_group'] === 'FILED_HOUSEHOLD',
    );
    const reached = open.filter((row) => row['reached_on'] !== null).length / open.length;
    expect(reached).toBeGreaterThan(0.57);
    expect(reached).toBeLessThan(0.63);
    expect(payments('DAILY2017').some((row) => row['status'] === 'RESERVED')).toBe(true);
  });

  it.each(['CNY2017', 'DAILY2017'])('has lawful cases of every audit flag in %s', (campaign) => {
    const paid = payments(campaign).filter(isPaid);
    const after = (date: CopyValue | undefined, days: number): string =>
      new Date(Date.parse(String(date)) + days * 86_400_000).toISOString().slice(0, 10);
    expect(paid.filter((row) => row['mode'] === 'CASH').length).toBeGreaterThan(0);
    expect(paid.filter((row) => big(row['cap_used_fen']) * 100n >= big(row['cap_fen']) * 95n).length).toBeGreaterThan(
      0,
    );
    expect(paid.filter((row) => row['head_id'] != null && row['head_id'] !== row['payee_id']).length).toBeGreaterThan(
      0,
    );
    expect(
      paid.filter((row) => row['recorded_on'] != null && dayOf(row['paid_at']) <= after(row['recorded_on'], 3)).length,
    ).toBeGreaterThan(0);
    expect(
      paid.filter(
        (row) => row['last_reviewed_on'] != null && dayOf(row['paid_at']) > after(row['last_reviewed_on'], 366),
      ).length,
    ).toBeGreaterThan(0);
  });
});
