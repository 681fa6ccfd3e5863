import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandContext } from '@nuan/federation';
import { fixedClock, newId } from '@nuan/kernel';
import { testCipher, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aSentBatch } from '../disbursement/payment-builders';
import { bankRound } from './bank-round.command';
import { aPayment, type Holding, post } from '../ledger/money-builders';
import {
  type Answer,
  aResult,
  failedLine,
  FILE,
  paidLine,
  REFUSALS,
  SENT,
  sentPayments,
  TestBank,
} from './bank-builders';

describe('a batch and the bank', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const bank = new TestBank(() => db);
  afterAll(() => bank.dispose());
  const batchId = newId();
  const ids: string[] = [];

  beforeAll(async () => {
    const { holding } = await sentPayments(db, 4);
    await db.owner.query(`update disbursement set version = version + 1, mode = 'PASSBOOK'`);
    const sums = { line_count: 4, total_fen: 320_000 };
    await aSentBatch(db.owner, holding, { id: batchId, region_code: '340100', union_id: newId(), ...sums });
    await reserved(holding, 4);
    for (const position of [4, 2, 3, 1])
      ids[position - 1] = await aPayment(db.owner, holding, { ...SENT, batch_id: batchId, position });
  });

  /** As much money again as so many payments need, set aside. */
  const reserved = async (at: Holding, count: number): Promise<void> => {
    const fen = count * 80_000;
    await post(db.owner, 'RAISED', at, [
      ['CONTRIBUTOR', null, -fen],
      ['AVAILABLE', at.allocationId, fen],
    ]);
    await post(db.owner, 'RESERVED', at, [
      ['AVAILABLE', at.allocationId, -fen],
      ['RESERVED', at.allocationId, fen],
    ]);
  };

  const send = (input: object, viewer?: Parameters<typeof bank.ask>[2]) =>
    bank.ask<Answer>(
      `mutation($input: SendBankFileInput!) { sendBankFile(input: $input) { ...F ...R } } ${FILE} ${REFUSALS}`,
      { input },
      viewer,
    );
  const step = (mutation: string, result: string, input: object, role: 'maker' | 'checker') =>
    bank.ask<Answer>(
      `mutation($input: ${result}!) { ${mutation}(input: $input) { ... on Disbursement { status } ... on TransitionRefused { state } ...R } } ${REFUSALS}`,
      { input },
      viewerWith({ role, read: ['340000'], subject: `${role}-1` }),
    );
  const payment = async (id: string | undefined): Promise<{ status: string; version: number }> => {
    const [row] = await db.app.query<{ status: string; version: number }[]>(
      'select status, version from disbursement where id = $1',
      [id],
    );
    if (!row) throw new Error('no such payment');
    return row;
  };

  it('is sent in one file in the order of its lines, and what is filed outside it is not', async () => {
    const opened = await send({ idempotencyKey: 'send-the-batch', batchId });
    expect(opened).toMatchObject({ status: 'PREPARING', lineCount: 0 });
    expect(await send({ idempotencyKey: 'send-it-again', batchId })).toMatchObject({
      rule: 'FILE_UNDER_WAY',
      field: 'batchId',
    });
    expect(await send({ idempotencyKey: 'send-the-batch', batchId })).toMatchObject({ id: opened.id });
    await bank.run();
    const file = await bank.file(String(opened.id));
    expect(file).toMatchObject({ status: 'WRITTEN', lineCount: 4, total: '3200.00' });
    expect((await bank.sentLines(String(file.fileNo))).map(({ disbursementId }) => disbursementId)).toEqual(ids);
    expect(await send({ idempotencyKey: 'send-a-third', batchId })).toMatchObject({ rule: 'NOTHING_TO_SEND' });
  });

  it('is found within the regions of the cashier alone, and named or its region is, not both', async () => {
    const elsewhere = viewerWith({ role: 'cashier', read: ['341100'], subject: 'cashier-2' });
    await expect(send({ idempotencyKey: 'elsewhere', batchId }, elsewhere)).rejects.toThrow('No PaymentBatch');
    await expect(send({ idempotencyKey: 'both-of-them', batchId, regionCode: '340100' })).rejects.toThrow(
      'Name a batch',
    );
    await expect(send({ idempotencyKey: 'send-the-batch', batchId: newId() })).rejects.toThrow(
      'used for another request',
    );
  });

  it('is settled when every line is answered; what failed waits for its maker, who may not act while the bank contradicts itself', async () => {
    const { fileNo } = await bank
      .ask<Answer>(`query { bankFiles(first: 1) { nodes { fileNo } } }`)
      .then((page) => (page['nodes'] as Answer[])[0] ?? {});
    const lines = await bank.sentLines(String(fileNo));
    const [first, second, ...rest] = lines;
    if (!first || !second) throw new Error('four lines');
    const name = String(fileNo);
    await bank.upload(
      aResult([failedLine(name, first), failedLine(name, second), ...rest.map((line) => paidLine(name, line))]),
    );
    expect(await db.app.query('select status from payment_batch where id = $1', [batchId])).toEqual([
      { status: 'SETTLED' },
    ]);
    await bank.upload(aResult([paidLine(name, first)]));
    const { version, status } = await payment(first.disbursementId);
    expect(status).toBe('FAILED');
    const input = { id: first.disbursementId, expectedVersion: version };
    expect(await step('retryDisbursement', 'RetryDisbursementInput', input, 'maker')).toMatchObject({
      rule: 'BANK_CONTRADICTION',
      field: 'id',
    });
    const release = { ...input, reason: '放弃发放' };
    expect(await step('releaseDisbursement', 'ReleaseDisbursementInput', release, 'checker')).toMatchObject({
      rule: 'BANK_CONTRADICTION',
    });
  });

  it('I21: a word that comes when the payment was given up is LATE, and moves nothing', async () => {
    const second = ids[1];
    const { version } = await payment(second);
    const input = { id: second, expectedVersion: version, reason: '放弃发放' };
    expect(await step('releaseDisbursement', 'ReleaseDisbursementInput', input, 'checker')).toEqual({
      status: 'RELEASED',
    });
    const [sent] = await db.app.query<{ fileNo: string; lineNo: number }[]>(
      `select f.file_no as "fileNo", l.line_no as "lineNo" from bank_line l join bank_file f on f.id = l.file_id where l.disbursement_id = $1`,
      [second],
    );
    const late = { lineNo: sent?.lineNo ?? 0, disbursementId: second ?? '', amountFen: 80_000n };
    const answer = await bank.upload(aResult([paidLine(sent?.fileNo ?? '', late)]));
    expect(answer).toMatchObject({ appliedCount: 0, anomalyCount: 1 });
    expect(await db.app.query('select kind, status from bank_anomaly where answer_id = $1', [answer.id])).toEqual([
      { kind: 'LATE', status: 'OPEN' },
    ]);
    expect(await payment(second)).toMatchObject({ status: 'RELEASED' });
  });

  it('is asked about by a timer: the command fetches what waits and asks about what is overdue', async () => {
    const { ids: others } = await sentPayments(db, 2);
    const fileNo = String((await bank.send()).fileNo);
    const lines = await bank.sentLines(fileNo);
    await bank.deliver(
      'round.res',
      aResult(lines.filter((line) => line.disbursementId === others[0]).map((line) => paidLine(fileNo, line))),
    );
    const clock = fixedClock(new Date('2017-01-27T18:00:00+08:00'));
    const printed: string[] = [];
    const context = (env: CommandContext['env']): CommandContext => ({
      ...{ name: 'assistance', db: db.owner, clock, cipher: testCipher, env, args: [] },
      print: (line) => printed.push(line),
    });
    expect(await bankRound.run(context({}))).toBe(false);
    expect(await bankRound.run(context({ NUAN_BANK_DIR: bank.directory }))).toBe(true);
    expect(printed[1]).toContain('1 payment files');
    await bank.run(clock);
    const states = await db.app.query<{ state: string }[]>(
      'select state from bank_line where disbursement_id = any($1::uuid[]) order by state',
      [others],
    );
    expect(states.map(({ state }) => state)).toEqual(['CONFIRMED', 'UNKNOWN']);
  });

  it('I20: work that ended before its end goes on where it ended, and not twice', async () => {
    const { holding } = await sentPayments(db, 1);
    const unfunded = await aPayment(db.owner, holding, SENT);
    const fileNo = String((await bank.send()).fileNo);
    const lines = (await bank.sentLines(fileNo)).map((line) => paidLine(fileNo, line));
    const answer = await bank.upload(aResult(lines));
    expect(answer).toMatchObject({ status: 'APPLYING', appliedCount: 0, progress: { state: 'FAILED' } });
    await reserved(holding, 1);
    const resume = (expectedVersion: unknown) =>
      bank.ask<Answer>(
        `mutation($input: ResumeBankResultInput!) { resumeBankResult(input: $input) {
           ... on BankAnswer { status } ... on TransitionRefused { state } ...R } } ${REFUSALS}`,
        { input: { id: answer.id, expectedVersion } },
      );
    expect(await resume(answer.version)).toEqual({ status: 'APPLYING' });
    expect(await resume(answer.version)).toMatchObject({ rule: 'WORK_UNDER_WAY' });
    await bank.run();
    expect(await bank.answer(String(answer.id))).toMatchObject({
      status: 'APPLIED',
      appliedCount: lines.length,
      anomalyCount: 0,
    });
    expect(await payment(unfunded)).toMatchObject({ status: 'PAID' });
    const done = await bank.answer(String(answer.id));
    expect(await resume(done.version)).toEqual({ state: 'APPLIED' });
  });
});
