import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { FaultError } from '@nuan/errors';
import { runJobs } from '@nuan/facts';
import type { SubgraphDefinition } from '@nuan/federation';
import { type Clock, newId } from '@nuan/kernel';
import { executeSubgraph, testCipher, testClock, type TestDatabase, viewerWith } from '@nuan/testing';

import { assistanceOver } from '../assistance.subgraph';
import { aPayment, type Holding, post, raised } from '../ledger/money-builders';
import { type AnswerLine, encodeAnswer } from './answer-file';
import type { BankSettings } from './bank.config';
import { FileEncoding } from './file-encoding';
import { INBOX, OUTBOX } from './file-bank-adapter';

/** Payments of 800.00 yuan each that were handed over and wait for the bank, with their money set aside. */
export async function sentPayments(db: TestDatabase, count: number): Promise<{ holding: Holding; ids: string[] }> {
  const holding = await raised(db.owner, count * 80_000);
  await post(db.owner, 'RESERVED', holding, [
    ['AVAILABLE', holding.allocationId, -count * 80_000],
    ['RESERVED', holding.allocationId, count * 80_000],
  ]);
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) ids.push(await aPayment(db.owner, holding, SENT));
  return { holding, ids };
}

/** What differs between a payment that is paid and one that waits for the bank. */
export const SENT = {
  status: 'SENT',
  bank_ref: null,
  is_first_of_year: false,
  paid_by: null,
  paid_at: null,
  sent_by: 'cashier-1',
  sent_at: '2017-01-05 14:00+08',
};

/** Cashier of the province, whose word on payments of all counties counts. */
export const cashier = viewerWith({ role: 'cashier', read: ['340000'], subject: 'cashier-1' });

/** Assistance over a test database with a bank of its own: a directory that goes away with the tests. */
export class TestBank {
  readonly directory = mkdtempSync(join(tmpdir(), 'nuan-bank-'));
  readonly definition: SubgraphDefinition;

  /** @param directory where the bank is; null for assistance without a bank. */
  constructor(
    private readonly database: () => TestDatabase,
    directory?: null,
  ) {
    const settings: BankSettings = {
      directory: directory === null ? null : this.directory,
      encoding: FileEncoding.UTF_8,
      unknownAfterMs: 48 * 3_600_000,
    };
    this.definition = assistanceOver(settings);
  }

  /** Asks the API; an error fails the test. */
  async ask<T = Answer>(
    query: string,
    variables: Record<string, unknown> = {},
    viewer = cashier,
    clock: Clock = testClock,
  ): Promise<T> {
    const db = this.database().app;
    const { data, errors } = await executeSubgraph<Record<string, T>>(this.definition, {
      db,
      viewer,
      query,
      variables,
      clock,
    });
    if (errors.length > 0)
      throw new FaultError(errors.map(({ message }) => message).join('; '), { cause: errors[0]?.cause });
    const [value] = Object.values(data);
    return value as T;
  }

  /** Runs what is queued until nothing is. */
  run(clock: Clock = testClock): Promise<number> {
    const db = this.database().app;
    return runJobs(db, clock, this.definition.compose({ db, clock, cipher: testCipher }).jobs ?? []);
  }

  /** Sends the payments filed one by one in Hefei to the bank; returns the file. */
  async send(key = newId()): Promise<Answer> {
    const file = await this.ask<Answer>(
      `mutation($input: SendBankFileInput!) { sendBankFile(input: $input) { ...F ...R } } ${FILE} ${REFUSALS}`,
      { input: { idempotencyKey: key, regionCode: '340100' } },
    );
    await this.run();
    return file.id === undefined ? file : this.file(file.id);
  }

  file(id: string): Promise<Answer> {
    return this.ask<Answer>(`query($id: ID!) { bankFile(id: $id) { ...F } } ${FILE}`, { id });
  }

  answer(id: string): Promise<Answer> {
    return this.ask<Answer>(`query($id: ID!) { bankAnswer(id: $id) { ...A } } ${ANSWER}`, { id });
  }

  /** The lines of a payment file as the bank reads them. */
  async sentLines(fileNo: string): Promise<{ lineNo: number; disbursementId: string; amountFen: bigint }[]> {
    const text = await readFile(join(this.directory, OUTBOX, `${fileNo}.pay`), 'utf8');
    return text
      .split('\n')
      .filter((line) => line.startsWith('P|'))
      .map((line) => line.split('|'))
      .map(([, lineNo, id = '', , , , amount = '0']) => ({
        lineNo: Number(lineNo),
        disbursementId: id,
        amountFen: BigInt(amount),
      }));
  }

  /** Uploads a file of the bank's in pieces, as a client does, and has it taken in. */
  async upload(content: Buffer, size = 1_000): Promise<Answer> {
    const id = await this.uploadOnly(content, size);
    await this.run();
    return this.answer(id);
  }

  /** Uploads without taking in. */
  async uploadOnly(content: Buffer, size = 100_000): Promise<string> {
    const { id = '' } = await this.ask<Answer>(
      `mutation($input: StartBankResultInput!) { startBankResult(input: $input) { ...A ...R } } ${ANSWER} ${REFUSALS}`,
      { input: { idempotencyKey: newId(), regionCode: '340000' } },
    );
    let version = 1;
    for (let at = 0; at < content.length; at += size) {
      const piece = content.subarray(at, at + size).toString('base64');
      const taken = await this.append(id, at, piece);
      version = taken.version ?? version;
    }
    await this.ask(
      `mutation($input: FinishBankResultInput!) { finishBankResult(input: $input) { ...A ...R } } ${ANSWER} ${REFUSALS}`,
      { input: { id, expectedVersion: version } },
    );
    return id;
  }

  append(id: string, startByte: number, content: string): Promise<Answer> {
    return this.ask<Answer>(
      `mutation($input: AppendBankResultInput!) { appendBankResult(input: $input) { ...A ...R } } ${ANSWER} ${REFUSALS}`,
      { input: { id, startByte, content } },
    );
  }

  /** Lays a file of the bank's into the inbox. */
  async deliver(name: string, content: Buffer): Promise<void> {
    await mkdir(join(this.directory, INBOX), { recursive: true });
    await writeFile(join(this.directory, INBOX, name), content);
  }

  dispose(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

let serial = 0;

/** A result of the bank's, under a number of its own. */
export const aResult = (lines: readonly AnswerLine[], answerNo = `R${(serial += 1)}`): Buffer =>
  encodeAnswer({ kind: 'RESULT', answerNo, encoding: FileEncoding.UTF_8, datedOn: '2017-01-23' }, lines);

/** A day's statement of the bank's. */
export const aStatement = (lines: readonly AnswerLine[], answerNo = `S${(serial += 1)}`): Buffer =>
  encodeAnswer({ kind: 'STATEMENT', answerNo, encoding: FileEncoding.UTF_8, datedOn: '2017-01-23' }, lines);

/** A line that says paid. */
export function paidLine(
  fileNo: string,
  line: { lineNo: number; disbursementId: string; amountFen: bigint },
): AnswerLine {
  const { lineNo, disbursementId, amountFen } = line;
  return {
    fileNo,
    lineNo,
    disbursementId,
    amountFen,
    outcome: 'PAID',
    bankRef: `B${disbursementId.slice(-12)}`,
    returnCode: null,
  };
}

/** A line that says not paid. */
export function failedLine(
  fileNo: string,
  line: { lineNo: number; disbursementId: string; amountFen: bigint },
): AnswerLine {
  return { ...paidLine(fileNo, line), outcome: 'FAILED', bankRef: null, returnCode: 'ACCOUNT_CLOSED' };
}

/** What the fragments below give. */
export interface Answer {
  readonly __typename?: string;
  readonly id?: string;
  readonly version?: number;
  readonly fileNo?: string;
  readonly status?: string;
  readonly rule?: string;
  readonly field?: string;
  readonly [field: string]: unknown;
}

export const FILE = `fragment F on BankFile { __typename id version fileNo status lineCount total linesSha256 writtenAt
  waitingCount unknownCount confirmedCount rejectedCount confirmedAmount progress { kind state done total failed message } }`;
export const ANSWER = `fragment A on BankAnswer { __typename id version status kind answerNo bytes lineCount appliedCount anomalyCount faultRule
  faultLine sameAsId progress { state done failed message } }`;
export const REFUSALS = `fragment R on RuleBroken { __typename rule field message facts { name value } }`;
