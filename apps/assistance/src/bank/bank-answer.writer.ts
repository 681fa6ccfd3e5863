import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { ForbiddenError, InvalidInputError } from '@nuan/errors';
import { type ActTransaction, type Acts, startJob } from '@nuan/facts';
import {
  assertWritesForRegion,
  lockRow,
  moveState,
  type Refusal,
  RuleBroken,
  TransitionRefused,
} from '@nuan/federation';
import { newId } from '@nuan/kernel';

import type { AnomalyResolution, BankAnomaly } from './bank-anomaly.entity';
import type { BankAnswer } from './bank-answer.entity';
import { bankAnomalyMachine, bankAnswerMachine } from './bank-answer.machine';
import { keepPiece, MAX_ANSWER_BYTES, MAX_PIECE_BYTES } from './bank-answer.pieces';
import type { BankAnomalyService, BankAnswerService } from './bank-answer.service';
import { BankAnswerStatus } from './bank-answer-status';
import { noBank } from './bank-file.writer';
import { resumeWork } from './bank-work';
import type { BankSettings } from './bank.config';
import { BankFetch } from './bank.results';

/** A piece of a file of the bank's. */
export interface AnswerPiece {
  readonly id: string;
  /** Where it belongs: the bytes received before it. */
  readonly startByte: number;
  /** Its bytes in base64. */
  readonly content: string;
}

/** The end of an upload. */
export interface FinishedAnswer {
  readonly id: string;
  readonly expectedVersion: number;
}

/** How an anomaly was cleared up. */
export interface ResolvedAnomaly {
  readonly id: string;
  readonly expectedVersion: number;
  readonly resolution: AnomalyResolution;
  readonly reason: string;
}

/**
 * Takes in files of the bank's and clears up what could not be applied (回盘). Such a file answers payments of a whole region: who writes
 * for some of its unions hands in none.
 */
export class BankAnswerWriter {
  constructor(
    private readonly acts: Acts,
    private readonly answers: BankAnswerService,
    private readonly anomalies: BankAnomalyService,
    private readonly settings: BankSettings,
  ) {}

  /** Begins the upload of a file of the bank's, which may answer the payments of one region and below. */
  async start(viewer: Viewer, input: { idempotencyKey: string; regionCode: string }): Promise<BankAnswer | Refusal> {
    const { idempotencyKey: key, regionCode } = input;
    assertMayWrite(viewer, regionCode, 'batch:pay');
    assertWritesForRegion(viewer, 'batch:pay');
    return this.acts.once<BankAnswer, Refusal>(
      viewer,
      'bank.answer.start',
      { key, request: { regionCode } },
      async (tx) => {
        const id = newId();
        await tx.query(
          `insert into bank_answer (id, status, source, region_code, received_by, received_at)
           values ($1, 'RECEIVING', 'UPLOAD', $2, $3, $4)`,
          [id, regionCode, viewer.subject, tx.now],
        );
        tx.about('BankAnswer', id);
        tx.within(regionCode);
        return id;
      },
      (id) => this.answers.get(viewer, id),
    );
  }

  /** Appends a piece where the last one ended; the same piece sent again changes nothing. */
  async append(viewer: Viewer, { id, startByte, content }: AnswerPiece): Promise<BankAnswer | Refusal> {
    assertCan(viewer, 'batch:pay');
    assertWritesForRegion(viewer, 'batch:pay');
    const bytes = bytesOf(content);
    const outcome = await this.acts.perform<null, Refusal>(viewer, 'bank.answer.append', async (tx) => {
      const answer = await this.receiving(tx, id, null);
      const received = Number(answer.byte_count);
      if (startByte < received && (await isKept(tx, id, startByte, bytes))) return null;
      if (startByte !== received)
        return tx.refuse(
          new RuleBroken('PIECE_ORDER', 'startByte', 'Send the piece that follows what was received.', { received }),
        );
      if (received + bytes.length > MAX_ANSWER_BYTES)
        return tx.refuse(
          new RuleBroken('FILE_SIZE', 'content', 'A file of the bank’s is smaller than this: split it.', {
            max: MAX_ANSWER_BYTES,
          }),
        );
      await keepPiece(tx, id, startByte, bytes);
      await tx.query('update bank_answer set byte_count = $2, version = version + 1 where id = $1', [
        id,
        received + bytes.length,
      ]);
      tx.note({ startByte, bytes: bytes.length });
      return null;
    });
    return outcome ?? this.answers.get(viewer, id);
  }

  /** Ends the upload; the file is checked and applied by a job. */
  async finish(viewer: Viewer, { id, expectedVersion }: FinishedAnswer): Promise<BankAnswer | Refusal> {
    assertCan(viewer, 'batch:pay');
    assertWritesForRegion(viewer, 'batch:pay');
    const outcome = await this.acts.perform<null, Refusal>(viewer, 'bank.answer.finish', async (tx) => {
      const answer = await this.receiving(tx, id, expectedVersion);
      if (Number(answer.byte_count) === 0)
        return tx.refuse(new RuleBroken('FILE_EMPTY', 'id', 'Nothing was received: send the pieces first.'));
      await tx.query(`update bank_answer set status = 'CHECKING', version = version + 1 where id = $1`, [id]);
      await startJob(tx, { kind: 'bank.answer', subjectId: id, regionCode: answer.region_code });
      return null;
    });
    return outcome ?? this.answers.get(viewer, id);
  }

  /** Goes on taking a file in where that ended before its end. */
  async resume(viewer: Viewer, { id, expectedVersion }: FinishedAnswer): Promise<BankAnswer | Refusal> {
    assertCan(viewer, 'batch:pay');
    assertWritesForRegion(viewer, 'batch:pay');
    const outcome = await this.acts.perform<null, Refusal>(viewer, 'bank.answer.resume', async (tx) => {
      const columns = 'status, region_code, version';
      const target = { table: 'bank_answer', entity: 'BankAnswer', id, expectedVersion, columns };
      const answer = await lockRow<Pick<ReceivingRow, 'status' | 'region_code'>>(tx, target);
      if (answer.status !== BankAnswerStatus.CHECKING && answer.status !== BankAnswerStatus.APPLYING)
        return tx.refuse(new TransitionRefused(bankAnswerMachine, answer.status, 'COMPLETE'));
      await resumeWork(tx, { kind: 'bank.answer', subjectId: id, regionCode: answer.region_code });
      return null;
    });
    return outcome ?? this.answers.get(viewer, id);
  }

  /** Has the bank's directory looked through for files that were not fetched yet, and tells how far that is. */
  async collect(viewer: Viewer, { regionCode }: { regionCode: string }): Promise<BankFetch | Refusal> {
    assertMayWrite(viewer, regionCode, 'batch:pay');
    assertWritesForRegion(viewer, 'batch:pay');
    if (!/^\d{2}0000$/.test(regionCode))
      throw new InvalidInputError(
        'regionCode',
        'WHOLE_PROVINCE',
        'The bank’s directory holds answers for the whole province: name it, or upload the file of your region.',
      );
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'bank.answer.collect', async (tx) => {
      if (this.settings.directory === null) return tx.refuse(noBank());
      const subjectId = newId();
      await startJob(tx, { kind: 'bank.pickup', subjectId, regionCode });
      tx.within(regionCode);
      return subjectId;
    });
    if (typeof outcome !== 'string') return outcome;
    const [progress] = await this.answers.loadProgress(viewer, [outcome], undefined);
    return new BankFetch(outcome, progress ?? null);
  }

  /** Clears an anomaly up, with the reason; the payment itself is not moved by it. */
  async resolve(
    viewer: Viewer,
    { id, expectedVersion, resolution, reason }: ResolvedAnomaly,
  ): Promise<BankAnomaly | Refusal> {
    assertCan(viewer, 'batch:pay');
    const text = reason.trim();
    if (text.length < 2 || text.length > 500)
      throw new InvalidInputError(
        'reason',
        'REASON_LENGTH',
        'Say in 2 to 500 characters what was found out with the bank.',
      );
    const outcome = await this.acts.perform<null, Refusal>(viewer, 'bank.anomaly.resolve', async (tx) => {
      const { to } = await moveState<{ kind: string }, string, string>(tx, {
        ...{ table: 'bank_anomaly', id, machine: bankAnomalyMachine, event: 'RESOLVE', expectedVersion },
        columns: 'kind, status, version, region_code',
      });
      await tx.query(
        `update bank_anomaly set status = $2, resolution = $3, reason = $4, resolved_by = $5, resolved_at = $6, version = version + 1
         where id = $1`,
        [id, to, resolution, text, viewer.subject, tx.now],
      );
      tx.note({ resolution });
      return null;
    });
    return outcome ?? this.anomalies.get(viewer, id);
  }

  /** Locks a file whose upload is under way; another's upload is refused. */
  private async receiving(tx: ActTransaction, id: string, expectedVersion: number | null): Promise<ReceivingRow> {
    const { row } = await moveState<ReceivingRow, string, string>(tx, {
      ...{ table: 'bank_answer', id, machine: bankAnswerMachine, event: 'FINISH', expectedVersion },
      columns: 'status, byte_count, region_code, received_by, version',
    });
    if (row.received_by !== tx.viewer.subject) throw new ForbiddenError('batch:pay', 'Another user began this upload.');
    return row;
  }
}

interface ReceivingRow {
  readonly status: BankAnswerStatus;
  readonly byte_count: string;
  readonly region_code: string;
  readonly received_by: string;
}

async function isKept(tx: ActTransaction, id: string, startByte: number, bytes: Buffer): Promise<boolean> {
  const [row] = await tx.query<{ same: boolean }[]>(
    'select content = $3 as same from bank_answer_piece where answer_id = $1 and start_byte = $2',
    [id, startByte, bytes],
  );
  return row?.same ?? false;
}

function bytesOf(content: string): Buffer {
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length === 0 || bytes.length > MAX_PIECE_BYTES || bytes.toString('base64') !== content)
    throw new InvalidInputError('content', 'PIECE', `Send 1 to ${MAX_PIECE_BYTES} bytes in base64.`, {
      max: MAX_PIECE_BYTES,
    });
  return bytes;
}
