import { beyondRegions } from '@nuan/database';
import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';
import { FaultError } from '@nuan/errors';
import { regionPrefix } from '@nuan/kernel';

import { AnswerFileFault, type AnswerKind, type AnswerLine, checkAnswer, parseLine, splitLines } from './answer-file';
import { keptBytes } from './bank-answer.pieces';
import { BankAnswerStatus } from './bank-answer-status';
import { keepAnomalies, matchLines } from './bank-matching';
import { closeFiles, filesAnsweredBy, settle } from './bank-settlement';
import type { PaymentSettlement } from './payment-settlement';

/** Lines matched in one act: a result of 128,000 lines is 64 acts. */
const LINES_AT_ONCE = 2_000;

interface AnswerRow {
  readonly status: BankAnswerStatus;
  readonly kind: AnswerKind | null;
  readonly region_code: string;
  readonly line_count: number | null;
  readonly lines_start_at: string | null;
  /** Lines matched so far. */
  readonly matched: number;
}

interface NextPiece {
  readonly id: string;
  /** Byte at which it begins. */
  readonly from: number;
  readonly kind: AnswerKind;
  /** Lines before it. */
  readonly before: number;
}

/**
 * Takes in a file of the bank's: first the whole of it is held against its head, then its lines are matched piece by piece. A
 * piece with its postings, anomalies and the place in the file is one act, so it is done or not, wherever the process dies.
 */
export class BankAnswerHandler implements JobHandler {
  readonly kind = 'bank.answer';

  constructor(
    private readonly payments: PaymentSettlement,
    private readonly linesAtOnce = LINES_AT_ONCE,
  ) {}

  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const [answer] = await tx.query<AnswerRow[]>(
      'select status, kind, region_code, line_count, lines_start_at, applied_count + anomaly_count as matched from bank_answer where id = $1 for update',
      [job.subjectId],
    );
    if (!answer) throw new FaultError('a job names a file of the bank that is not there');
    tx.about('BankAnswer', job.subjectId);
    if (answer.status === BankAnswerStatus.CHECKING) return this.check(tx, job);
    if (answer.status === BankAnswerStatus.APPLYING) return this.apply(tx, job, answer);
    return { cursor: job.cursor, done: job.done, finished: true };
  }

  private async check(tx: ActTransaction, job: Job): Promise<JobStep> {
    const id = job.subjectId;
    try {
      const { head, linesStartAt, fileSha256 } = await checkAnswer(keptBytes(tx.query, id));
      const same = await knownUnder(tx, head.kind, head.answerNo);
      if (same !== null) {
        const rule = same.sha256 === fileSha256 ? 'SAME_FILE' : 'ANSWER_NUMBER_REUSED';
        return await refuse(tx, job, { rule, line: 1, sameAsId: same.id });
      }
      await tx.query(
        `update bank_answer set status = 'APPLYING', version = version + 1, kind = $2, answer_no = $3, encoding = $4, dated_on = $5,
           line_count = $6, total_fen = $7, lines_start_at = $8, file_sha256 = $9 where id = $1`,
        [
          ...[id, head.kind, head.answerNo, head.encoding, head.datedOn, head.lineCount, String(head.totalFen)],
          ...[linesStartAt, fileSha256],
        ],
      );
      tx.note({ answer: head.answerNo, lines: head.lineCount, fen: String(head.totalFen) });
      return { cursor: { byte: linesStartAt }, done: 0, total: head.lineCount, finished: false };
    } catch (error) {
      if (error instanceof AnswerFileFault)
        return refuse(tx, job, { rule: error.rule, line: error.fileLine, sameAsId: null });
      throw error;
    }
  }

  private async apply(tx: ActTransaction, job: Job, answer: AnswerRow): Promise<JobStep> {
    const id = job.subjectId;
    const from = Number(job.cursor?.['byte'] ?? answer.lines_start_at);
    const { lines, endByte } = await this.nextLines(tx, {
      id,
      from,
      kind: answer.kind ?? 'RESULT',
      before: answer.matched,
    });
    const patterns = [`${regionPrefix(answer.region_code)}%`];
    const { word, anomalies } = await matchLines(tx, lines, { regionCode: answer.region_code, patterns });
    await settle(tx, this.payments, id, word);
    await keepAnomalies(tx, id, anomalies);
    const done = answer.matched + lines.length;
    const finished = lines.length < this.linesAtOnce || done === answer.line_count;
    if (finished) await closeFiles(tx, await filesAnsweredBy(tx, id));
    await tx.query(
      `update bank_answer set applied_count = applied_count + $2, anomaly_count = anomaly_count + $3, version = version + 1,
         status = $4, applied_at = $5 where id = $1`,
      [
        ...[id, lines.length - anomalies.length, anomalies.length],
        ...(finished ? [BankAnswerStatus.APPLIED, tx.now] : [BankAnswerStatus.APPLYING, null]),
      ],
    );
    tx.note({ confirmed: word.confirmed.length, rejected: word.rejected.length, anomalies: anomalies.length });
    return { cursor: { byte: endByte }, done, failed: job.failed + anomalies.length, finished };
  }

  private async nextLines(
    tx: ActTransaction,
    { id, from, kind, before }: NextPiece,
  ): Promise<{ lines: AnswerLine[]; endByte: number }> {
    const lines: AnswerLine[] = [];
    let endByte = from;
    for await (const { text, endByte: end } of splitLines(keptBytes(tx.query, id, from), from)) {
      lines.push(parseLine(text, kind, before + lines.length + 3));
      endByte = end;
      if (lines.length === this.linesAtOnce) break;
    }
    return { lines, endByte };
  }
}

/** The file that was taken in under a number before; two at once take turns, and the unique index has the last word. */
async function knownUnder(
  tx: ActTransaction,
  kind: AnswerKind,
  answerNo: string,
): Promise<{ readonly id: string; readonly sha256: string } | null> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`bank_answer ${kind} ${answerNo}`]);
  const [row] = await beyondRegions('the bank numbers its files for the province', () =>
    tx.query<{ id: string; sha256: string }[]>(
      `select id, file_sha256 as sha256 from bank_answer where kind = $1 and answer_no = $2 and status in ('APPLYING','APPLIED')`,
      [kind, answerNo],
    ),
  );
  return row ?? null;
}

interface AnswerFault {
  readonly rule: string;
  readonly line: number;
  readonly sameAsId: string | null;
}

/** A refused file ends its job as done: that it was refused, and why, stands on the file. */
async function refuse(tx: ActTransaction, job: Job, { rule, line, sameAsId }: AnswerFault): Promise<JobStep> {
  await tx.query(
    `update bank_answer set status = 'REFUSED', version = version + 1, fault_rule = $2, fault_line = $3, same_as_id = $4 where id = $1`,
    [job.subjectId, rule, line, sameAsId],
  );
  tx.note({ refused: rule, line });
  return { cursor: null, done: 0, finished: true, message: rule };
}
