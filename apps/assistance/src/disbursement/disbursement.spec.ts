import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { type Row, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aCampaign, aCashPayment, aPayment, type Holding, raised } from '../ledger/money-builders';

const REVERSED = {
  ...{ status: 'REVERSED', is_first_of_year: false, reversed_by: 'cashier-2', reversed_at: '2017-01-20 09:00+08' },
  ...{ reversal_requested_by: 'cashier-2', reversal_requested_at: '2017-01-19 09:00+08', reversal_reason: '付错' },
};
const UNASKED = { ...REVERSED, reversal_requested_by: null, reversal_requested_at: null, reversal_reason: null };

describe('the rules of a payment that the database keeps', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  let holding: Holding;
  const [household, head] = [newId(), newId()];

  beforeAll(async () => {
    const campaign = await aCampaign(db.app);
    holding = await raised(db.app, 1_000_000, { campaign_code: campaign });
    await aPayment(db.owner, holding, { household_id: household, payee_id: head, idempotency_key: 'taken' });
  });

  it('admit an ordinary payment, and cash with a reason and a second approver', async () => {
    await aPayment(db.owner, holding);
    await aCashPayment(db.owner, holding);
  });

  it.each<[string, Row, string]>([
    ['I15: goods to a filed household', { mode: 'GOODS' }, 'disbursement_filed_household_by_account'],
    ['I15: a voucher to a filed household', { mode: 'VOUCHER' }, 'disbursement_filed_household_by_account'],
    ['I16: a reason for cash where there is none', { cash_reason: 'x' }, 'disbursement_cash_with_reason'],
    ['a maker who approves', { approved_by: 'maker-1' }, 'disbursement_approver_is_another'],
    ['I19: a payment beyond its cap', { cap_used_fen: 300_001 }, 'disbursement_cap_used_fen_within_cap'],
    ['a cashier who filed', { paid_by: 'maker-1' }, 'disbursement_payer_is_another'],
    ['a cashier who approved', { paid_by: 'checker-1' }, 'disbursement_payer_is_another'],
    ['whoever asked for a reversal and agrees to it', REVERSED, 'disbursement_reverser_is_another'],
    ['I36: a reversal that nobody asked for', UNASKED, 'disbursement_reversed_whole'],
    ['a payment that is not approved', { approved_by: null, approved_at: null }, 'disbursement_approved_before_paid'],
    ['a payment by account without the bank’s word', { bank_ref: null }, 'disbursement_bank_ref_when_by_account'],
    ['I17: a file that is out of hardship', { file_status: 'EXITED' }, 'disbursement_file_active'],
    ['an amount of nothing', { amount_fen: 0 }, 'disbursement_amount_fen_positive'],
    ['the province as the beneficiary’s region', { region_code: '340000' }, 'disbursement_region_code_form'],
    [
      'I14: another source than its allocation’s',
      { source: 'UNION_DUES' },
      'disbursement_allocation_id_fund_id_source_fk',
    ],
    ['I20: a key twice', { idempotency_key: 'taken' }, 'disbursement_idempotency_key_unique'],
    [
      'I18: a second payment of a household for one purpose in a campaign',
      { household_id: household, is_first_of_year: false },
      'disbursement_household_id_campaign_code_purpose_unique',
    ],
    [
      'a second first payment of the year',
      { household_id: household, campaign_code: null },
      'disbursement_first_of_year_unique',
    ],
  ])('%s is refused', async (_what, row, constraint) => {
    await expect(aPayment(db.owner, holding, row)).rejects.toThrow(constraint);
  });

  it.each<[string, Row, string]>([
    ['I16: no reason', { cash_reason: null }, 'disbursement_cash_with_reason'],
    [
      'I16: no second approver',
      { second_approved_by: null, second_approved_at: null },
      'disbursement_cash_with_second_approver',
    ],
    ['I16: the first approver twice', { second_approved_by: 'checker-1' }, 'disbursement_approver_is_another'],
  ])('%s for cash is refused', async (_what, row, constraint) => {
    await expect(aCashPayment(db.owner, holding, row)).rejects.toThrow(constraint);
  });

  it('count the year in Asia/Shanghai: the first payment of 2017 may follow one of 2016 by minutes', async () => {
    const id = newId();
    const late = { approved_at: '2016-12-30 09:00+08', filed_at: '2016-12-29 09:00+08' };
    await aPayment(db.owner, holding, { household_id: id, ...late, paid_at: '2016-12-31 15:59Z', campaign_code: null });
    await aPayment(db.owner, holding, { household_id: id, ...late, paid_at: '2016-12-31 16:00Z', campaign_code: null });
  });

  it('let a top-up follow the first payment of a household for a purpose', async () => {
    const id = newId();
    const first = await aPayment(db.owner, holding, { household_id: id });
    await aPayment(db.owner, holding, { household_id: id, top_up_of_id: first, is_first_of_year: false });
  });
});
