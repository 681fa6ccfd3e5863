import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandContext } from '@nuan/federation';
import { newId } from '@nuan/kernel';
import { testCipher, testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import {
  type Answer,
  aResult,
  aStatement,
  cashier,
  paidLine,
  REFUSALS,
  sentPayments,
  TestBank,
} from '../bank/bank-builders';
import { type Holding, post } from '../ledger/money-builders';
import { reconcile } from './reconcile.command';

describe('reconciliation', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const bank = new TestBank(() => db);
  afterAll(() => bank.dispose());
  let holding: Holding;
  let fileNo = '';

  const run = async (...args: string[]): Promise<{ isSound: boolean; lines: string[] }> => {
    const lines: string[] = [];
    const context: CommandContext = {
      ...{ name: 'assistance', db: db.owner, clock: testClock, cipher: testCipher, env: {}, args },
      print: (line) => lines.push(line),
    };
    return { isSound: await reconcile.run(context), lines };
  };
  const kinds = async (): Promise<string[]> => (await run()).lines.slice(0, -1).map((line) => line.split(' ')[0] ?? '');

  beforeAll(async () => {
    ({ holding } = await sentPayments(db, 4));
    fileNo = String((await bank.send()).fileNo);
    const lines = await bank.sentLines(fileNo);
    await bank.upload(aResult(lines.map((line) => paidLine(fileNo, line))));
  });

  it('I21: finds no difference where every payment is confirmed, and says what it compared', async () => {
    const { isSound, lines } = await run();
    expect(lines).toEqual(['4 payments, 3 postings, 4 bank lines: all sides agree']);
    expect(isSound).toBe(true);
  });

  it.each<[string, string, string[]]>([
    [
      'money that is reserved for no payment',
      `update allocation set reserved_fen = reserved_fen + 100, amount_fen = amount_fen + 100 where id = $1`,
      ['RESERVED_AND_LEDGER', 'RESERVED_AND_PAYMENTS'],
    ],
    [
      'a payment that the bank never had',
      `insert into disbursement select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'idempotency_key', 'never-sent',
         'household_id', gen_random_uuid(), 'is_first_of_year', false))).* from disbursement d where d.allocation_id = $1 limit 1`,
      ['PAID_WITHOUT_CONFIRMATION', 'SPENT_AND_PAYMENTS'],
    ],
    [
      'a confirmation without its payment',
      `update disbursement set version = version + 1, status = 'REVERSED', reversed_at = now(), reversed_by = 'b', reversal_requested_by = 'a',
         reversal_requested_at = now(), reversal_reason = 'x' where id = (select id from disbursement where allocation_id = $1 limit 1)`,
      ['SPENT_AND_PAYMENTS'],
    ],
    [
      'a file that says another sum than its lines',
      `update bank_file set total_fen = total_fen + 1 where id in (select l.file_id from bank_line l join disbursement d
         on d.id = l.disbursement_id where d.allocation_id = $1)`,
      ['FILE_AND_LINES'],
    ],
    [
      'a line that was confirmed under no name',
      `delete from bank_line where disbursement_id = (select id from disbursement where allocation_id = $1 limit 1)`,
      ['FILE_AND_LINES', 'PAID_WITHOUT_CONFIRMATION'],
    ],
  ])('I21: names %s', async (_what, change, expected) => {
    const found: string[] = [];
    const forced = db.owner.transaction(async (manager) => {
      await manager.query(change, [holding.allocationId]);
      const rows = await manager.query<{ kind: string }[]>('select kind from reconciliation_difference order by kind');
      found.push(...rows.map(({ kind }) => kind));
      throw new Error('taken back');
    });
    await expect(forced).rejects.toThrow('taken back');
    expect(found).toEqual(expected);
  });

  it('I21: names each line that the day’s statement does not show, until a statement shows it', async () => {
    const lines = await bank.sentLines(fileNo);
    const shown = lines.map((line) => ({ ...paidLine(fileNo, line), outcome: 'DEBIT' as const }));
    await bank.upload(aStatement(shown.slice(1)));
    expect(await kinds()).toEqual(['NOT_ON_STATEMENT']);
    const { isSound, lines: printed } = await run();
    expect(isSound).toBe(false);
    expect(printed[0]).toMatch(/^NOT_ON_STATEMENT [0-9a-f-]{36} 340102 expected 800\.00 found 0\.00$/);
    await bank.upload(aStatement(shown.slice(0, 1)));
    expect(await kinds()).toEqual([]);
  });

  it('keeps every look with what it found, also when it is gone', async () => {
    const [kept] = await db.app.query<{ differences: { kind: string }[] }[]>(
      'select differences from reconciliation_run where difference_count > 0 order by ran_at limit 1',
    );
    expect(kept?.differences.map(({ kind }) => kind)).toEqual(['NOT_ON_STATEMENT']);
    await expect(db.app.query('delete from reconciliation_run')).rejects.toThrow('permission denied');
  });

  it('is answered to those who pay and those who audit, within their regions, and to nobody else', async () => {
    const query = '{ reconciliation { totalCount nodes { kind expected found region { code } } } }';
    await bank.upload(aResult([{ ...paidLine(fileNo, { lineNo: 1, disbursementId: newId(), amountFen: 5n }) }]));
    const seen = await bank.ask<Answer>(query);
    expect(seen).toEqual({
      totalCount: 1,
      nodes: [{ kind: 'OPEN_ANOMALY', expected: '0.00', found: '0.05', region: { code: '340000' } }],
    });
    for (const viewer of [viewerWith({ role: 'auditor' }), viewerWith({ role: 'cashier', read: ['341100'] })]) {
      expect(await bank.ask(query, {}, viewer)).toMatchObject({ totalCount: viewer.role === 'auditor' ? 1 : 0 });
    }
    for (const role of ['maker', 'checker', 'analyst'] as const)
      await expect(bank.ask(query, {}, viewerWith({ role }))).rejects.toThrow('do not allow');
  });

  it('is all well again when an anomaly is cleared up with its reason, which another version may not', async () => {
    const [anomaly] = await db.app.query<{ id: string }[]>(`select id from bank_anomaly where status = 'OPEN'`);
    const resolve = (expectedVersion: number, reason: string) =>
      bank.ask<Answer>(
        `mutation($input: ResolveBankAnomalyInput!) { resolveBankAnomaly(input: $input) {
           ... on BankAnomaly { status resolution reason } ... on VersionConflict { currentVersion } ... on TransitionRefused { state } ...R } } ${REFUSALS}`,
        { input: { id: anomaly?.id, expectedVersion, resolution: 'BANK_CORRECTED', reason } },
      );
    expect(await resolve(7, '银行已更正')).toEqual({ currentVersion: 1 });
    await expect(resolve(1, ' ')).rejects.toThrow('2 to 500');
    expect(await resolve(1, '银行已更正')).toEqual({
      status: 'RESOLVED',
      resolution: 'BANK_CORRECTED',
      reason: '银行已更正',
    });
    expect(await resolve(2, '再次处理')).toEqual({ state: 'RESOLVED' });
    expect(await kinds()).toEqual([]);
  });

  it('I36: part of a payment that comes back is a linked counter-entry, no more than the payment, and once by its reference', async () => {
    const [payment] = await db.app.query<{ id: string; version: number }[]>(
      `select id, version from disbursement where allocation_id = $1 order by id limit 1`,
      [holding.allocationId],
    );
    const give = (amount: string, bankRef: string, expectedVersion = payment?.version) =>
      bank.ask<Answer>(
        `mutation($input: PostPaymentReturnInput!) { postPaymentReturn(input: $input) {
           ... on PaymentReturn { amount transactionId } ... on VersionConflict { currentVersion } ...R } } ${REFUSALS}`,
        {
          input: {
            idempotencyKey: newId(),
            id: payment?.id,
            expectedVersion,
            amount,
            bankRef,
            reason: '户名不符退回部分',
          },
        },
      );
    expect(await give('800.00', 'RET-1')).toMatchObject({ rule: 'WHOLE_RETURN_IS_A_REVERSAL', field: 'amount' });
    expect(await give('300.00', 'RET-1', 99)).toMatchObject({ currentVersion: payment?.version });
    expect(await give('300.00', 'RET-1')).toMatchObject({ amount: '300.00' });
    expect(await give('300.00', 'RET-1')).toMatchObject({ rule: 'RETURN_POSTED_ONCE', field: 'bankRef' });
    expect(await give('500.01', 'RET-2')).toMatchObject({ rule: 'RETURN_WITHIN_PAYMENT', field: 'amount' });
    expect(await kinds()).toEqual([]);
    const [balance] = await db.app.query<object[]>(
      'select available_fen::int as available, spent_fen::int as spent from allocation where id = $1',
      [holding.allocationId],
    );
    expect(balance).toEqual({ available: 30_000, spent: 290_000 });
    const reversed = db.owner.query(
      `update disbursement set version = version + 1, status = 'REVERSED', reversed_at = now(), reversed_by = 'b', reversal_requested_by = 'a',
         reversal_requested_at = now(), reversal_reason = 'x' where id = $1`,
      [payment?.id],
    );
    await expect(reversed).rejects.toMatchObject({ constraint: 'disbursement_reversed_without_returns' });
    const shown = await bank.ask<Answer>(
      'query($id: ID!) { disbursement(id: $id) { status returns { amount bankRef } } }',
      { id: payment?.id },
      cashier,
    );
    expect(shown).toEqual({ status: 'RECONCILED', returns: [{ amount: '300.00', bankRef: 'RET-1' }] });
    const line = (await bank.sentLines(fileNo)).find(({ disbursementId }) => disbursementId === payment?.id);
    if (!line) throw new Error('the payment was sent');
    const credit = { ...paidLine(fileNo, line), amountFen: 30_000n, outcome: 'CREDIT' as const };
    await bank.upload(
      aStatement([
        { ...credit, bankRef: 'RET-1' },
        { ...credit, bankRef: 'RET-3' },
      ]),
    );
    expect(await kinds()).toEqual(['OPEN_ANOMALY']);
  });

  it('takes payments that a bulk load brought as paid as confirmed by the load, once', async () => {
    await post(db.owner, 'RESERVED', holding, [
      ['AVAILABLE', holding.allocationId, -1],
      ['RESERVED', holding.allocationId, 1],
    ]);
    await db.owner.query('select rebuild_loaded_payment()');
    expect(await db.owner.query('select count(*)::int as count from loaded_payment')).toEqual([{ count: 0 }]);
    await expect(db.app.query('select rebuild_loaded_payment()')).rejects.toThrow('permission denied');
  });
});
