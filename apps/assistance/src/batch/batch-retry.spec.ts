import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { newId } from '@nuan/kernel';
import { useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { type Answer, aResult, failedLine, FILE, paidLine, REFUSALS, TestBank } from '../bank/bank-builders';
import { aHousehold, type Ground, officer, payingGround, standards } from '../disbursement/payment-builders';

describe('what the bank could not pay of a batch', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const bank = new TestBank(() => db);
  afterAll(() => bank.dispose());
  let ground: Ground;
  let id = '';

  const step = async (name: string, viewer: Viewer = officer('maker'), more: object = {}): Promise<Answer> => {
    const [row] = await db.app.query<{ version: number }[]>('select version from payment_batch where id = $1', [id]);
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await bank.ask<Answer>(
      `mutation($input: ${type}!) { ${name}(input: $input) { ... on PaymentBatch { status } ... on TransitionRefused { state } ...R } } ${REFUSALS}`,
      { input: { id, expectedVersion: row?.version, ...more } },
      viewer,
    );
    await bank.run();
    return answer;
  };
  const status = async (): Promise<unknown> => {
    const [row] = await db.app.query<{ status: string }[]>('select status from payment_batch where id = $1', [id]);
    return row?.status;
  };
  const states = async (): Promise<string[]> => {
    const rows = await db.app.query<{ status: string }[]>(
      'select status from disbursement where batch_id = $1 order by position',
      [id],
    );
    return rows.map((row) => row.status);
  };
  const sendFile = async (): Promise<{ fileNo: string; lines: Awaited<ReturnType<typeof bank.sentLines>> }> => {
    const opened = await bank.ask<Answer>(
      `mutation($input: SendBankFileInput!) { sendBankFile(input: $input) { ...F ...R } } ${FILE} ${REFUSALS}`,
      { input: { idempotencyKey: newId(), batchId: id } },
      officer('cashier'),
    );
    await bank.run();
    return { fileNo: String(opened.fileNo), lines: await bank.sentLines(String(opened.fileNo)) };
  };

  beforeAll(async () => {
    await standards(db);
    ground = await payingGround(db);
    for (let at = 0; at < 4; at += 1) await aHousehold(ground);
    const batch = await bank.ask<Answer>(
      `mutation($input: CreatePaymentBatchInput!) { createPaymentBatch(input: $input) { ... on PaymentBatch { id } ...R } } ${REFUSALS}`,
      {
        input: {
          ...{
            title: '两节慰问第一批',
            campaign: ground.campaign,
            regionCode: '340102',
            group: 'FILED_HOUSEHOLD',
            purpose: 'LIVING',
          },
          ...{
            mode: 'BANK_CARD',
            fundId: ground.holding.fundId,
            idempotencyKey: 'batch-to-retry',
            amounts: [{ amount: '800.00' }],
          },
        },
      },
      officer('maker'),
    );
    id = String(batch.id);
    await bank.run();
    for (const [name, viewer] of [
      ['validateBatch', officer('maker')],
      ['reserveBatch', officer('maker')],
      ['approveBatch', officer('checker')],
      ['sendBatch', officer('cashier')],
    ] as const)
      await step(name, viewer);
  });

  it('is paid by a second file that holds it alone, approved anew, and nobody is paid twice', async () => {
    expect(await step('retryBatch')).toMatchObject({ state: 'SENT' });
    const first = await sendFile();
    const [a, b, ...rest] = first.lines;
    if (!a || !b) throw new Error('four lines');
    const failed = [failedLine(first.fileNo, a), failedLine(first.fileNo, b)];
    await bank.upload(aResult([...failed, ...rest.map((line) => paidLine(first.fileNo, line))]));
    expect(await states()).toEqual(['FAILED', 'FAILED', 'PAID', 'PAID']);
    // The bank takes one of its failures back: that one waits for the cashier.
    await bank.upload(aResult([paidLine(first.fileNo, b)]));
    expect(await step('retryBatch')).toMatchObject({ status: 'RESERVING' });
    expect(await status()).toBe('RESERVED');
    expect(await states()).toEqual(['RESERVED', 'FAILED', 'PAID', 'PAID']);
    expect(await step('cancelBatch', officer('maker'), { reason: '不再发放' })).toMatchObject({ rule: 'PARTLY_PAID' });
    expect(await step('approveBatch', officer('checker'))).toMatchObject({ status: 'APPROVING' });
    expect(await step('sendBatch', officer('cashier'))).toMatchObject({ status: 'SENDING' });
    const second = await sendFile();
    expect(second.lines.map(({ disbursementId }) => disbursementId)).toEqual([a.disbursementId]);
    await bank.upload(aResult([paidLine(second.fileNo, { ...a, lineNo: 1 })]));
    expect([await status(), await states()]).toEqual(['SETTLED', ['PAID', 'FAILED', 'PAID', 'PAID']]);
    const [sums] = await db.app.query<object[]>(
      `select spent_fen::int as spent, (select sum(amount_fen)::int from bank_line where state = 'CONFIRMED') as confirmed from allocation where id = $1`,
      [ground.holding.allocationId],
    );
    expect(sums).toEqual({ spent: 240_000, confirmed: 240_000 });
  });

  it('leaves the batch settled when nothing of it may be retried, and is refused when nothing failed', async () => {
    expect(await step('retryBatch')).toMatchObject({ status: 'RESERVING' });
    expect([await status(), await states()]).toEqual(['SETTLED', ['PAID', 'FAILED', 'PAID', 'PAID']]);
    await db.owner.query(
      `update bank_anomaly set status = 'RESOLVED', resolution = 'BANK_CORRECTED', reason = '银行已更正', resolved_by = 'x', resolved_at = now() where status = 'OPEN'`,
    );
    expect(await step('retryBatch')).toMatchObject({ status: 'RESERVING' });
    expect(await states()).toEqual(['PAID', 'RESERVED', 'PAID', 'PAID']);
    await step('approveBatch', officer('checker'));
    await step('sendBatch', officer('cashier'));
    const third = await sendFile();
    await bank.upload(aResult(third.lines.map((line) => paidLine(third.fileNo, line))));
    expect([await status(), await states()]).toEqual(['SETTLED', Array(4).fill('PAID')]);
    expect(await step('retryBatch')).toMatchObject({ rule: 'NOTHING_FAILED', field: 'id' });
  });
});
