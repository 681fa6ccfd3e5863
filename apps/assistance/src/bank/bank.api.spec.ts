import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { fixedClock, newId } from '@nuan/kernel';
import { testTransitions, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { bankAnomalyMachine, bankAnswerMachine } from './bank-answer.machine';
import { type Answer, aResult, aStatement, failedLine, paidLine, sentPayments, TestBank } from './bank-builders';
import { bankFileMachine, bankLineMachine } from './bank-file.machine';

const db = useTestDatabase(assistanceSubgraph.database);
const bank = new TestBank(() => db);
afterAll(() => bank.dispose());

const statuses = async (ids: readonly string[]): Promise<string[]> => {
  const rows = await db.app.query<{ id: string; status: string }[]>(
    'select id, status from disbursement where id = any($1::uuid[])',
    [ids],
  );
  return ids.map((id) => rows.find((row) => row.id === id)?.status ?? 'none');
};
const balances = async (allocation: string): Promise<unknown> => {
  const [row] = await db.app.query<object[]>(
    `select available_fen::int as available, reserved_fen::int as reserved, spent_fen::int as spent from allocation where id = $1`,
    [allocation],
  );
  return row;
};
const anomalies = (answerId: string): Promise<{ kind: string; status: string }[]> =>
  db.app.query('select kind, status from bank_anomaly where answer_id = $1 order by line_no, kind', [answerId]);

describe('payments to the bank and back', () => {
  it('go out in one file, come back line by line, and are reconciled by the statement of the day', async () => {
    const { ids, holding } = await sentPayments(db, 5);
    const file = await bank.send();
    expect(file).toMatchObject({ status: 'WRITTEN', lineCount: 5, total: '4000.00', waitingCount: 5 });
    const sent = await bank.sentLines(String(file.fileNo));
    expect(sent.map(({ disbursementId }) => disbursementId).sort()).toEqual([...ids].sort());
    const [first, ...rest] = sent;
    if (!first) throw new Error('no line');
    const fileNo = String(file.fileNo);
    const answer = await bank.upload(
      aResult([failedLine(fileNo, first), ...rest.map((line) => paidLine(fileNo, line))]),
    );
    expect(answer).toMatchObject({ status: 'APPLIED', kind: 'RESULT', lineCount: 5, appliedCount: 5, anomalyCount: 0 });
    expect(await statuses(sent.map((line) => line.disbursementId))).toEqual(['FAILED', 'PAID', 'PAID', 'PAID', 'PAID']);
    expect(await balances(holding.allocationId)).toEqual({ available: 80_000, reserved: 0, spent: 320_000 });
    expect(await bank.file(String(file.id))).toMatchObject({
      ...{ status: 'ANSWERED', confirmedCount: 4, rejectedCount: 1, confirmedAmount: '3200.00' },
    });
    const shown = rest.map((line) => ({ ...paidLine(fileNo, line), outcome: 'DEBIT' as const }));
    expect(await bank.upload(aStatement(shown))).toMatchObject({ kind: 'STATEMENT', appliedCount: 4, anomalyCount: 0 });
    expect(await statuses(rest.map((line) => line.disbursementId))).toEqual(Array(4).fill('RECONCILED'));
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });

  it('I21: are PAID for exactly what the bank confirmed, and everything else it says is a named record', async () => {
    const { ids, holding } = await sentPayments(db, 6);
    const fileNo = String((await bank.send()).fileNo);
    const sent = await bank.sentLines(fileNo);
    const [a, b, c, d, e, f] = sent;
    if (!a || !b || !c || !d || !e || !f) throw new Error('six lines');
    const answer = await bank.upload(
      aResult([
        paidLine(fileNo, f),
        paidLine(fileNo, a),
        paidLine(fileNo, a),
        failedLine(fileNo, a),
        failedLine(fileNo, b),
        paidLine(fileNo, b),
        paidLine(fileNo, { ...c, amountFen: 80_001n }),
        paidLine('N20170101-NOFILE', d),
        paidLine(fileNo, { ...e, disbursementId: newId() }),
        { ...paidLine(fileNo, f), bankRef: 'ANOTHER' },
      ]),
    );
    expect(await anomalies(String(answer.id))).toEqual([
      { kind: 'CONFLICTING_RESULT', status: 'OPEN' },
      { kind: 'DUPLICATE_LINE', status: 'NOTED' },
      { kind: 'CONFLICTING_RESULT', status: 'OPEN' },
      { kind: 'AMOUNT_MISMATCH', status: 'OPEN' },
      { kind: 'WRONG_FILE', status: 'OPEN' },
      { kind: 'UNKNOWN_PAYMENT', status: 'OPEN' },
      { kind: 'CONFLICTING_RESULT', status: 'OPEN' },
    ]);
    expect(answer).toMatchObject({ appliedCount: 3, anomalyCount: 7 });
    expect(await statuses([a, b, c, d, e, f].map((line) => line.disbursementId))).toEqual([
      ...['PAID', 'FAILED', 'SENT', 'SENT', 'SENT', 'PAID'],
    ]);
    const [sum] = await db.app.query<{ same: boolean }[]>(
      `select (select sum(amount_fen) from disbursement where id = any($1::uuid[]) and status in ('PAID','RECONCILED'))
         = (select sum(amount_fen) from bank_line where disbursement_id = any($1::uuid[]) and state = 'CONFIRMED') as same`,
      [ids],
    );
    expect(sum?.same).toBe(true);
    expect(await balances(holding.allocationId)).toEqual({ available: 80_000, reserved: 240_000, spent: 160_000 });
    const blocked = db.owner.query(
      `update disbursement set version = version + 1, status = 'RELEASED', released_at = now(), released_by = 'x', release_reason = 'x' where id = $1`,
      [b.disbursementId],
    );
    await expect(blocked).rejects.toMatchObject({ constraint: 'disbursement_bank_contradiction' });
  });

  it('I20: are not paid again by the same file, nor by another file under its number', async () => {
    await sentPayments(db, 2);
    const fileNo = String((await bank.send()).fileNo);
    const lines = (await bank.sentLines(fileNo)).map((line) => paidLine(fileNo, line));
    const result = aResult(lines, `AGAIN-${fileNo}`);
    const first = await bank.upload(result);
    expect(first).toMatchObject({ status: 'APPLIED', appliedCount: 2 });
    expect(await bank.upload(result)).toMatchObject({ status: 'REFUSED', faultRule: 'SAME_FILE', sameAsId: first.id });
    const other = aResult(lines.slice(0, 1), `AGAIN-${fileNo}`);
    expect(await bank.upload(other)).toMatchObject({ status: 'REFUSED', faultRule: 'ANSWER_NUMBER_REUSED' });
    expect(await bank.upload(aResult(lines))).toMatchObject({ status: 'APPLIED', appliedCount: 0, anomalyCount: 2 });
  });

  it('I20: come back in two files at once, and each line is applied by one of them', async () => {
    const { holding } = await sentPayments(db, 6);
    const fileNo = String((await bank.send()).fileNo);
    const lines = (await bank.sentLines(fileNo)).map((line) => paidLine(fileNo, line));
    const both = [await bank.uploadOnly(aResult(lines)), await bank.uploadOnly(aResult([...lines].reverse()))];
    await Promise.all([bank.run(), bank.run()]);
    const answers = await Promise.all(both.map((id) => bank.answer(id)));
    expect(answers.map(({ status }) => status)).toEqual(['APPLIED', 'APPLIED']);
    expect(answers.reduce((sum, answer) => sum + Number(answer['appliedCount']), 0)).toBe(6);
    expect(answers.reduce((sum, answer) => sum + Number(answer['anomalyCount']), 0)).toBe(6);
    expect(await balances(holding.allocationId)).toEqual({ available: 0, reserved: 0, spent: 480_000 });
  });

  it('I36: a file of the bank and what was sent stay as they are: the application can delete and change neither', async () => {
    for (const table of [
      'bank_file',
      'bank_line',
      'bank_answer',
      'bank_answer_piece',
      'bank_anomaly',
      'payment_return',
    ]) {
      await expect(db.app.query(`delete from ${table}`)).rejects.toThrow(`permission denied for table ${table}`);
    }
    for (const change of [
      'bank_line set amount_fen = 1',
      'bank_line set disbursement_id = null',
      'bank_answer_piece set content = null',
      `bank_file set file_no = 'X'`,
    ]) {
      await expect(db.app.query(`update ${change}`)).rejects.toThrow('permission denied');
    }
  });
});

describe('a payment that is with the bank', () => {
  it('is refused every step until the bank has answered its line, by the database', async () => {
    const { ids } = await sentPayments(db, 1);
    await bank.send();
    for (const status of ['FAILED', 'PAID']) {
      const moved = db.owner.query(
        `update disbursement set version = version + 1, status = $2, paid_by = case $2 when 'PAID' then 'x' end, paid_at = case $2 when 'PAID' then now() end,
           bank_ref = 'B', failed_at = now(), failure_code = 'X' where id = $1`,
        [ids[0], status],
      );
      await expect(moved).rejects.toMatchObject({ constraint: 'disbursement_bank_answered' });
    }
  });

  it('is in no second file: what another file holds is passed over, and nothing left is refused', async () => {
    expect(await bank.send()).toMatchObject({ __typename: 'RuleBroken', rule: 'NOTHING_TO_SEND', field: 'regionCode' });
    const [line] = await db.owner.query<Record<string, unknown>[]>(
      `select * from bank_line where state = 'SENT' limit 1`,
    );
    const [file] = await db.owner.query<{ id: string }[]>(
      `insert into bank_file (id, file_no, status, region_code, encoding, prepared_on, opened_by, opened_at)
       values ($1, 'SECOND', 'PREPARING', '340100', 'UTF_8', '2017-01-23', 'x', now()) returning id`,
      [newId()],
    );
    const again = db.owner.query(
      `insert into bank_line (file_id, line_no, disbursement_id, payee_id, mode, amount_fen, purpose, region_code, state)
       values ($1, 1, $2, $2, 'BANK_CARD', 1, 'LIVING', '340102', 'SENT')`,
      [file?.id, line?.['disbursement_id']],
    );
    await expect(again).rejects.toMatchObject({ constraint: 'bank_line_disbursement_id_open_unique' });
  });

  it('is asked about when its answer is overdue, and stays UNKNOWN until the bank says paid or not paid', async () => {
    await sentPayments(db, 3);
    const file = await bank.send();
    const fileNo = String(file.fileNo);
    const ask = (expectedVersion: unknown, at: Date) =>
      bank.ask<Answer>(
        `mutation($input: QueryBankFileInput!) { queryBankFile(input: $input) { ... on BankFile { id version } ... on RuleBroken { rule } } }`,
        { input: { id: file.id, expectedVersion } },
        undefined,
        fixedClock(at),
      );
    expect(await ask(file.version, new Date('2017-01-25T17:00:00+08:00'))).toEqual({ rule: 'NOTHING_OVERDUE' });
    const later = new Date('2017-01-25T19:00:00+08:00');
    const [a, b, c] = await bank.sentLines(fileNo);
    if (!a || !b || !c) throw new Error('three lines');
    await bank.deliver('q1.stm', aStatement([{ ...paidLine(fileNo, a), outcome: 'DEBIT' }]));
    await bank.deliver('q2.res', aResult([failedLine(fileNo, b)]));
    expect(await ask(file.version, later)).toMatchObject({ id: file.id });
    await bank.run(fixedClock(later));
    expect(await bank.file(String(file.id))).toMatchObject({
      unknownCount: 1,
      confirmedCount: 1,
      rejectedCount: 1,
      status: 'WRITTEN',
    });
    expect(await statuses([a, b, c].map((line) => line.disbursementId))).toEqual(['PAID', 'FAILED', 'SENT']);
    const line = await bank.ask<{ bankLines: object[] }>(
      `query($id: ID!) { disbursement(id: $id) { bankLines { fileNo state queryAttempts isOnStatement } } }`,
      { id: c.disbursementId },
    );
    expect(line.bankLines).toEqual([{ fileNo, state: 'UNKNOWN', queryAttempts: 1, isOnStatement: false }]);
    await expect(
      db.owner.query(
        `update disbursement set version = version + 1, status = 'FAILED', failed_at = now(), failure_code = 'X' where id = $1`,
        [c.disbursementId],
      ),
    ).rejects.toMatchObject({ constraint: 'disbursement_bank_answered' });
    await bank.upload(aResult([paidLine(fileNo, c)]));
    expect(await statuses([c.disbursementId])).toEqual(['PAID']);
  });
});

describe('files of the bank', () => {
  it('are fetched from its directory, each once, and one that was still being written again when it is whole', async () => {
    await sentPayments(db, 2);
    const fileNo = String((await bank.send()).fileNo);
    const lines = (await bank.sentLines(fileNo)).map((line) => paidLine(fileNo, line));
    await bank.deliver('fetch-1.res', aResult(lines));
    await bank.deliver('fetch-2.res', Buffer.from('=cmd|calc'));
    const half = aResult(lines, 'WRITTEN-SLOWLY');
    await bank.deliver('fetch-3.res', half.subarray(0, half.length - 10));
    const fetch = () =>
      bank.ask<Answer>(
        `mutation { fetchBankFiles(input: { regionCode: "340000" }) { ... on BankFetch { id progress { kind state done } } } }`,
      );
    expect(await fetch()).toMatchObject({ progress: { kind: 'bank.pickup', state: 'QUEUED', done: 0 } });
    await bank.run();
    await bank.deliver('fetch-3.res', half);
    await fetch();
    await bank.run();
    const rows = await db.app.query<object[]>(
      `select source, status, applied_count::int as applied, fault_rule from bank_answer where source like 'fetch%' order by source, received_at, id`,
    );
    expect(rows).toEqual([
      { source: 'fetch-1.res', status: 'APPLIED', applied: 2, fault_rule: null },
      { source: 'fetch-2.res', status: 'REFUSED', applied: 0, fault_rule: 'HEAD_MALFORMED' },
      { source: 'fetch-3.res', status: 'REFUSED', applied: 0, fault_rule: 'LINE_MALFORMED' },
      { source: 'fetch-3.res', status: 'APPLIED', applied: 0, fault_rule: null },
    ]);
  });

  it('are refused whole when one byte is wrong, and none of their lines is applied', async () => {
    const { ids } = await sentPayments(db, 2);
    const fileNo = String((await bank.send()).fileNo);
    const lines = (await bank.sentLines(fileNo)).map((line) => paidLine(fileNo, line));
    const good = aResult(lines);
    const bad: [Buffer, string][] = [
      [Buffer.from(good.toString().replace('|160000|CNY', '|160001|CNY')), 'CONTROL_TOTAL'],
      [Buffer.from(good.toString().replace(/B([0-9a-f]{12})/, 'C$1')), 'CHECKSUM'],
      [Buffer.from(good.toString().replace(/\|PAID\|B[0-9a-f]{12}\|/, '|PAID|=1+1|')), 'LINE_MALFORMED'],
    ];
    for (const [content, rule] of bad) {
      expect(await bank.upload(content)).toMatchObject({ status: 'REFUSED', faultRule: rule, appliedCount: 0 });
    }
    expect(await statuses(ids)).toEqual(['SENT', 'SENT']);
    expect(await bank.upload(good)).toMatchObject({ status: 'APPLIED', appliedCount: 2 });
  });

  it('come in pieces: one sent twice changes nothing, one out of turn is refused with where to go on', async () => {
    const { id = '' } = await bank.ask<Answer>(
      `mutation { startBankResult(input: { idempotencyKey: "pieces-1", regionCode: "340100" }) { ... on BankAnswer { id } } }`,
    );
    const piece = Buffer.from('H|NUANRES').toString('base64');
    expect(await bank.append(id, 0, piece)).toMatchObject({ bytes: 9 });
    expect(await bank.append(id, 0, piece)).toMatchObject({ bytes: 9 });
    expect(await bank.append(id, 5, piece)).toMatchObject({
      rule: 'PIECE_ORDER',
      facts: [{ name: 'received', value: '9' }],
    });
    await expect(bank.append(id, 9, 'not base64!')).rejects.toThrow('base64');
  });

  it('may be handed in by cashiers alone, and answer their own regions alone', async () => {
    const start = `mutation { startBankResult(input: { idempotencyKey: "rights-1", regionCode: "340100" }) { ... on BankAnswer { id } } }`;
    for (const role of ['maker', 'checker', 'county', 'auditor'] as const)
      await expect(bank.ask(start, {}, viewerWith({ role }))).rejects.toThrow('do not allow');
    await expect(bank.ask(start, {}, viewerWith({ role: 'cashier', read: ['341100'] }))).rejects.toThrow('outside');
    const elsewhere = viewerWith({ role: 'cashier', read: ['341100'], subject: 'cashier-2' });
    const seen = await bank.ask<{ totalCount: number }>('{ bankFiles { totalCount } }', {}, elsewhere);
    expect(seen.totalCount).toBe(0);
  });

  it('are sent again with the same bytes under the same number', async () => {
    await sentPayments(db, 2);
    const file = await bank.send();
    const path = join(bank.directory, 'outbox', `${String(file.fileNo)}.pay`);
    const before = await readFile(path);
    await bank.ask(
      `mutation($input: ResendBankFileInput!) { resendBankFile(input: $input) { ... on BankFile { id } ... on VersionConflict { currentVersion } } }`,
      { input: { id: file.id, expectedVersion: file.version } },
    );
    await bank.run();
    expect(await readFile(path)).toEqual(before);
    expect((await bank.file(String(file.id))).progress).toMatchObject({ state: 'DONE' });
  });
});

testTransitions({ machine: bankFileMachine, database: db, table: 'bank_file' });
testTransitions({ machine: bankLineMachine, database: db, table: 'bank_line', column: 'state' });
testTransitions({ machine: bankAnswerMachine, database: db, table: 'bank_answer' });
testTransitions({ machine: bankAnomalyMachine, database: db, table: 'bank_anomaly' });
