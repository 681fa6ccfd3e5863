import { beforeAll, describe, expect, it } from '@jest/globals';
import { fixedClock } from '@nuan/kernel';
import { type Row, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { approveDisbursements } from './disbursement-approval';
import { reserveDisbursements } from './disbursement-reservation';
import { reverseDisbursements } from './disbursement-reversal';
import { sendDisbursements } from './disbursement-sending';
import { DisbursementSettlement } from './disbursement-settlement';
import { validateDisbursements } from './disbursement-validation';
import { PayStatus } from './pay-status';
import {
  act,
  aDraft,
  aHousehold,
  balancesOf,
  type Ground,
  officer,
  openProblems,
  payingGround,
  paymentRow,
  standards,
} from './payment-builders';

describe('paying', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const settlement = new DisbursementSettlement();
  beforeAll(() => standards(db));

  const approved = async (ground: Ground, row: Row = {}): Promise<string> => {
    const id = await aDraft(ground, row);
    await act(ground, (tx) => validateDisbursements(tx, [id]));
    await act(ground, (tx) => reserveDisbursements(tx, [id]));
    await approve(ground, id);
    return id;
  };
  const approve = (ground: Ground, id: string) =>
    act(ground, (tx) =>
      approveDisbursements(tx, [id], {
        approvedBy: 'checker-1',
        approvedAt: tx.now,
        secondApprovedBy: null,
        secondApprovedAt: null,
      }),
    );
  const send = (ground: Ground, ids: readonly string[]) => act(ground, (tx) => sendDisbursements(tx, ids));
  const sent = async (ground: Ground, row: Row = {}): Promise<string> => {
    const id = await approved(ground, row);
    await send(ground, [id]);
    return id;
  };
  const pay = (ground: Ground, ids: readonly string[], clock?: ReturnType<typeof fixedClock>) =>
    act(
      ground,
      (tx) =>
        settlement.markPaid(
          tx,
          ids.map((disbursementId, at) => ({ disbursementId, bankRef: `B${at}` })),
        ),
      officer('cashier'),
      clock,
    );

  it('moves reserved money to spent, marks the register, and pays nothing twice', async () => {
    const ground = await payingGround(db, { fen: 100_000 });
    const { id, headId } = await aHousehold(ground);
    const payment = await sent(ground, { household_id: id, payee_id: headId });
    expect(await pay(ground, [payment, payment])).toEqual([payment]);
    expect(await pay(ground, [payment])).toEqual([]);
    expect(await balancesOf(ground, ground.holding.allocationId)).toEqual([20_000, 0, 80_000]);
    expect(await paymentRow(ground, payment)).toMatchObject({
      status: 'PAID',
      paid_by: 'cashier-1',
      is_first_of_year: true,
    });
    const register = await db.app.query(
      'select reached_on, paid_on from campaign_beneficiary where beneficiary_id = $1',
      [id],
    );
    expect(register).toEqual([{ reached_on: '2017-01-23', paid_on: '2017-01-23' }]);
  });

  it('takes the bank’s word from whoever hands it in, and counts as paid by who sent it', async () => {
    const ground = await payingGround(db);
    const payment = await sent(ground);
    const word = [{ disbursementId: payment, bankRef: 'B1' }];
    const former = { ...officer('cashier'), subject: 'maker-1' };
    expect(await act(ground, (tx) => settlement.markPaid(tx, word), former)).toEqual([payment]);
    expect(await paymentRow(ground, payment)).toMatchObject({ status: 'PAID', paid_by: 'cashier-1' });
  });

  it('opens each year of a beneficiary once, whoever pays at the same time', async () => {
    const ground = await payingGround(db);
    const { id, headId } = await aHousehold(ground);
    const own = { household_id: id, payee_id: headId, campaign_code: null };
    const ids = await Promise.all(Array.from({ length: 4 }, () => sent(ground, own)));
    await Promise.all(ids.map((payment) => pay(ground, [payment])));
    const firsts = (await Promise.all(ids.map((payment) => paymentRow(ground, payment)))).filter(
      (row) => row['is_first_of_year'],
    );
    expect(firsts).toHaveLength(1);
  });

  it('gives the money of a failed payment back, and sets it aside again on a retry that must be approved anew', async () => {
    const ground = await payingGround(db, { fen: 100_000 });
    const payment = await sent(ground);
    const fail = () => act(ground, (tx) => settlement.markFailed(tx, [{ disbursementId: payment, returnCode: 'E03' }]));
    expect(await fail()).toEqual([payment]);
    expect(await fail()).toEqual([]);
    expect(await balancesOf(ground, ground.holding.allocationId)).toEqual([100_000, 0, 0]);
    expect(await paymentRow(ground, payment)).toMatchObject({ status: 'FAILED', failure_code: 'E03' });
    await act(ground, (tx) => reserveDisbursements(tx, [payment], PayStatus.FAILED));
    expect(await paymentRow(ground, payment)).toMatchObject({ status: 'RESERVED', approved_by: null, sent_by: null });
    expect(await balancesOf(ground, ground.holding.allocationId)).toEqual([20_000, 80_000, 0]);
  });

  it('holds a payment whose account changed after the approval, names both officers, and pays it once it is approved anew', async () => {
    const ground = await payingGround(db);
    const { id, headId } = await aHousehold(ground);
    const payment = await approved(ground, { household_id: id, payee_id: headId });
    await db.owner.query(`update household_projection set account_token = 'another' where id = $1`, [id]);
    expect(await send(ground, [payment])).toEqual({ sent: 0, held: 1 });
    expect(await openProblems(ground, [payment])).toEqual(['APPROVED_CONTENT_CHANGED']);
    expect(await paymentRow(ground, payment)).toMatchObject({ status: 'RESERVED', approved_by: null });
    const [audit] = await db.app.query<{ detail: unknown }[]>(
      'select detail from audit_entry order by seq desc limit 1',
    );
    expect(audit?.detail).toMatchObject({ officers: ['maker-1 → checker-1'] });
    await approve(ground, payment);
    expect(await send(ground, [payment])).toEqual({ sent: 1, held: 0 });
  });

  it('I17: holds a payment whose household left the register after the approval', async () => {
    const ground = await payingGround(db);
    const { id, headId } = await aHousehold(ground);
    const payment = await approved(ground, { household_id: id, payee_id: headId });
    await db.owner.query(`update household_projection set status = 'EXITED' where id = $1`, [id]);
    expect(await send(ground, [payment])).toEqual({ sent: 0, held: 1 });
  });

  it.each<[string, string, string]>([
    ['I26: its review has fallen due', `next_review_due_on = '2017-01-22'`, 'FILE_STALE'],
    ['I14: its file is of another tier than the earmark’s', `tier = 'COUNTY'`, 'EARMARK_NOT_ADMITTED'],
    ['I14: its file has moved to another county', `region_code = '340103'`, 'HOUSEHOLD_ELSEWHERE'],
  ])('holds a payment of a household when, after the approval, %s', async (_what, change, rule) => {
    const ground = await payingGround(db, { fund: { rule_tiers: ['NATIONAL'] } });
    const { id, headId } = await aHousehold(ground);
    const payment = await approved(ground, { household_id: id, payee_id: headId });
    await db.owner.query(`update household_projection set ${change} where id = $1`, [id]);
    expect(await send(ground, [payment])).toEqual({ sent: 0, held: 1 });
    expect(await openProblems(ground, [payment])).toEqual([rule]);
    expect(await paymentRow(ground, payment)).toMatchObject({ status: 'RESERVED', tier: 'NATIONAL' });
  });

  it('keeps the household as it was when the money left, and no problem of what went', async () => {
    const ground = await payingGround(db);
    const { id, headId } = await aHousehold(ground);
    const payment = await approved(ground, { household_id: id, payee_id: headId });
    await db.owner.query(`update household_projection set next_review_due_on = '2017-01-22' where id = $1`, [id]);
    expect(await send(ground, [payment])).toEqual({ sent: 0, held: 1 });
    await db.owner.query(
      `update household_projection set category = 'DEEP', tier = 'PROVINCIAL', status = 'UNDER_REVIEW', last_reviewed_on = '2017-01-23',
         next_review_due_on = '2018-01-23' where id = $1`,
      [id],
    );
    await approve(ground, payment);
    expect(await send(ground, [payment])).toEqual({ sent: 1, held: 0 });
    expect(await openProblems(ground, [payment])).toEqual([]);
    const then = { category: 'DEEP', tier: 'PROVINCIAL', file_status: 'UNDER_REVIEW', last_reviewed_on: '2017-01-23' };
    await db.owner.query(`update household_projection set category = 'EDGE', status = 'EXITED' where id = $1`, [id]);
    await pay(ground, [payment]);
    expect(await paymentRow(ground, payment)).toMatchObject({ status: 'PAID', ...then, head_id: headId });
  });

  it('I36: a reversal is a counter-entry: money, caps and counts come back, the payment stays', async () => {
    const ground = await payingGround(db, { fen: 300_000 });
    const { id, headId } = await aHousehold(ground);
    const own = { household_id: id, payee_id: headId };
    const [first, second] = [await sent(ground, own), await sent(ground, { ...own, campaign_code: null })];
    await pay(ground, [first]);
    await pay(ground, [second], fixedClock(new Date('2017-01-24T09:00+08:00')));
    await db.owner.query(
      `update disbursement set reversal_reason = '重复', reversal_requested_by = 'cashier-1', reversal_requested_at = now() where id = $1`,
      [first],
    );
    const reverse = () => act(ground, (tx) => reverseDisbursements(tx, [first]), officer('cashier', 2));
    expect(await reverse()).toEqual([first]);
    expect(await reverse()).toEqual([]);
    expect(await balancesOf(ground, ground.holding.allocationId)).toEqual([220_000, 0, 80_000]);
    expect(await paymentRow(ground, first)).toMatchObject({ status: 'REVERSED', is_first_of_year: false });
    expect(await paymentRow(ground, second)).toMatchObject({ is_first_of_year: true });
    const [usage] = await db.app.query<{ used_fen: string }[]>('select used_fen from cap_usage where subject_id = $1', [
      id,
    ]);
    expect(usage?.used_fen).toBe('80000');
    const register = await db.app.query(
      'select reached_on, paid_on from campaign_beneficiary where beneficiary_id = $1',
      [id],
    );
    expect(register).toEqual([{ reached_on: null, paid_on: null }]);
    await expect(db.app.query('delete from disbursement where id = $1', [first])).rejects.toThrow('permission denied');
  });
});
