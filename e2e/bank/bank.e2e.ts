import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOptions } from '@nuan/database';
import { runJobs } from '@nuan/facts';
import { fixedClock } from '@nuan/kernel';
import { executeSubgraph, testCipher, viewerWith } from '@nuan/testing';
import { DataSource } from 'typeorm';
import { assistanceOver } from '../../apps/assistance/src/assistance.subgraph';
import { type AnswerKind, type AnswerLine, encodeAnswer } from '../../apps/assistance/src/bank/answer-file';
import { FileEncoding } from '../../apps/assistance/src/bank/file-encoding';
import { rowOf } from '../testkit/rows';
import { copySampleDatabase, type SampleDatabaseCopy } from '../testkit/sample-databases';

/** After the days for which the sample's open round has approved its payments. */
const clock = fixedClock(new Date('2017-02-20T10:00:00+08:00'));

/** Payments of the sample's open round that were handed over go to the bank and come back, over the bank's directory alone. */
describe('the sample’s payments and the bank', () => {
  const directory = mkdtempSync(join(tmpdir(), 'nuan-bank-'));
  const definition = assistanceOver({ directory, encoding: FileEncoding.GB18030, unknownAfterMs: 1000 });
  const cashier = viewerWith({ role: 'cashier', read: ['340000'], subject: 'bank-cashier' });
  let copy: SampleDatabaseCopy;
  let db: DataSource;

  beforeAll(async () => {
    copy = await copySampleDatabase('assistance');
    const options = {
      entities: definition.database.entities,
      url: copy.url,
      applicationName: 'story bank',
      poolSize: 4,
    };
    db = await new DataSource(databaseOptions(options)).initialize();
  });
  afterAll(async () => {
    await db.destroy();
    await copy.drop();
    rmSync(directory, { recursive: true });
  });

  const ask = async <T>(query: string): Promise<T> => {
    const { data, errors } = await executeSubgraph<Record<string, T>>(definition, {
      db,
      viewer: cashier,
      query,
      clock,
    });
    expect(errors).toEqual([]);
    return Object.values(data)[0] as T;
  };
  const run = () => runJobs(db, clock, definition.compose({ db, clock, cipher: testCipher }).jobs ?? []);
  const reconcile = async (): Promise<{ isSound: boolean; lines: string[] }> => {
    const lines: string[] = [];
    const context = {
      name: 'assistance',
      db: copy.owner,
      clock,
      cipher: testCipher,
      env: {},
      args: [],
      print: (line: string) => lines.push(line),
    };
    return { isSound: (await definition.commands?.['reconcile']?.run(context)) ?? false, lines };
  };
  const deliver = async (kind: AnswerKind, name: string, lines: readonly AnswerLine[]): Promise<void> => {
    mkdirSync(join(directory, 'inbox'), { recursive: true });
    const head = { kind, answerNo: name.replace('.', '-'), encoding: FileEncoding.GB18030, datedOn: '2017-02-20' };
    writeFileSync(join(directory, 'inbox', name), encodeAnswer(head, lines));
    await ask('mutation { fetchBankFiles(input: { regionCode: "340000" }) { ... on BankFetch { id } } }');
    await run();
  };

  it('I21: agree on all sides as they were loaded', async () => {
    expect(await reconcile()).toMatchObject({ isSound: true });
  });

  it('go out, are answered, are shown on the statement, and agree again', async () => {
    const { sent } = await rowOf<{ sent: number }>(
      copy.owner,
      `select count(*)::int as sent from disbursement where status = 'SENT'`,
    );
    expect(sent).toBeGreaterThan(0);
    const { fileNo } = await ask<{ fileNo: string }>(
      'mutation { sendBankFile(input: { idempotencyKey: "story-of-the-bank", regionCode: "340000" }) { ... on BankFile { fileNo } } }',
    );
    await run();
    const text = new TextDecoder('gb18030', { fatal: true }).decode(
      readFileSync(join(directory, 'outbox', `${fileNo}.pay`)),
    );
    const fields = text
      .split('\n')
      .filter((line) => line.startsWith('P|'))
      .map((line) => line.split('|'));
    const lines = fields.map(([, lineNo, disbursementId = '', , , , amount = '0']): AnswerLine => {
      const place = { fileNo, lineNo: Number(lineNo), disbursementId, amountFen: BigInt(amount) };
      return { ...place, outcome: 'PAID', bankRef: `B${lineNo}`, returnCode: null };
    });
    const [first, ...rest] = lines;
    if (!first) throw new Error('nothing was sent');
    await deliver('RESULT', 'day.res', [
      { ...first, outcome: 'FAILED', bankRef: null, returnCode: 'ACCOUNT_CLOSED' },
      ...rest,
    ]);
    await deliver(
      'STATEMENT',
      'day.stm',
      rest.map((line) => ({ ...line, outcome: 'DEBIT' })),
    );
    const states = await rowOf<object>(
      copy.owner,
      `select count(*) filter (where d.status = 'RECONCILED')::int as reconciled, count(*) filter (where d.status = 'FAILED')::int as failed
       from bank_line l join disbursement d on d.id = l.disbursement_id`,
    );
    expect(states).toEqual({ reconciled: lines.length - 1, failed: 1 });
    const { isSound, lines: printed } = await reconcile();
    expect(printed).toHaveLength(1);
    expect(isSound).toBe(true);
  });
});
