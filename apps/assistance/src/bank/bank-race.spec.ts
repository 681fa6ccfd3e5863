import { afterAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { type Answer, aResult, FILE, paidLine, REFUSALS, sentPayments, TestBank } from './bank-builders';

describe('two at the same time', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const bank = new TestBank(() => db);
  afterAll(() => bank.dispose());

  it('I20: two payment files of one region share the payments, and none is in both', async () => {
    const { ids } = await sentPayments(db, 8);
    const open = () =>
      bank.ask<Answer>(
        `mutation($input: SendBankFileInput!) { sendBankFile(input: $input) { ...F ...R } } ${FILE} ${REFUSALS}`,
        { input: { idempotencyKey: newId(), regionCode: '340100' } },
      );
    const opened = await Promise.all([open(), open()]);
    await Promise.all([bank.run(), bank.run()]).catch(() => undefined);
    const files = await Promise.all(opened.map(({ id }) => bank.file(String(id))));
    expect(files.map(({ status }) => status).sort()).toEqual(['ABANDONED', 'WRITTEN']);
    const written = files.find(({ status }) => status === 'WRITTEN');
    const lines = await bank.sentLines(String(written?.fileNo));
    expect(lines.map(({ disbursementId }) => disbursementId).sort()).toEqual([...ids].sort());
  });

  it('I20: the same key twice is one file, and the same file of the bank twice is applied once', async () => {
    const { holding } = await sentPayments(db, 5);
    const key = newId();
    const [one, other] = await Promise.all([bank.send(key), bank.send(key)]);
    expect(one?.id).toBe(other?.id);
    const fileNo = String(one?.fileNo);
    const result = aResult((await bank.sentLines(fileNo)).map((line) => paidLine(fileNo, line)));
    const uploads = await Promise.all([bank.uploadOnly(result), bank.uploadOnly(result)]);
    await Promise.all([bank.run(), bank.run()]);
    const answers = await Promise.all(uploads.map((id) => bank.answer(id)));
    expect(answers.map(({ status }) => status).sort()).toEqual(['APPLIED', 'REFUSED']);
    expect(answers.find(({ status }) => status === 'REFUSED')).toMatchObject({
      faultRule: 'SAME_FILE',
      appliedCount: 0,
    });
    const [balance] = await db.app.query<object[]>(
      'select reserved_fen::int as reserved, spent_fen::int as spent from allocation where id = $1',
      [holding.allocationId],
    );
    expect(balance).toEqual({ reserved: 0, spent: 400_000 });
  });
});
