import { FaultError } from '@nuan/errors';
import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';

import type { BankAdapter, BankAnswer, BankReference } from './bank-adapter';
import { closeFiles, type LinePlace, settle } from './bank-settlement';
import type { PaymentSettlement } from './payment-settlement';

/** Lines asked about in one act. */
const LINES_AT_ONCE = 500;

type OpenLine = BankReference & LinePlace;

const MISS = `
update bank_line l set state = 'UNKNOWN' from bank_file f
where f.id = $1 and l.file_id = f.id and l.state = 'SENT' and f.written_at < $2`;

const OPEN = `
select l.file_id as "fileId", f.file_no as "fileNo", l.line_no as "lineNo", l.disbursement_id as "disbursementId", l.amount_fen as "amountFen"
from bank_line l join bank_file f on f.id = l.file_id
where l.file_id = $1 and l.state = 'UNKNOWN' and l.line_no > $2 order by l.line_no limit ${LINES_AT_ONCE} for no key update of l`;

const ASKED = `
update bank_line l set query_attempts = query_attempts + 1, queried_at = $3
where l.file_id = $1 and l.line_no = any($2::int[])`;

/**
 * Asks the bank about lines of a file that have no answer in time. Such a line is UNKNOWN, and its payment is neither retried
 * nor given up, until the bank says paid or not paid: the database refuses both.
 */
export class BankQueryHandler implements JobHandler {
  readonly kind = 'bank.query';

  constructor(
    private readonly bank: BankAdapter,
    private readonly payments: PaymentSettlement,
    /** How long a line may wait for its answer, milliseconds. */
    private readonly unknownAfterMs: number,
  ) {}

  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    tx.about('BankFile', job.subjectId);
    await tx.query(MISS, [job.subjectId, overdueBefore(tx.now, this.unknownAfterMs)]);
    const rows = await tx.query<(Omit<OpenLine, 'amountFen'> & { amountFen: string })[]>(OPEN, [
      job.subjectId,
      job.cursor?.['after'] ?? 0,
    ]);
    const lines = rows.map((row): OpenLine => ({ ...row, amountFen: BigInt(row.amountFen) }));
    const answers = await this.bank.query(lines);
    const { confirmed, rejected } = sorted(lines, answers);
    await tx.query(ASKED, [job.subjectId, lines.map(({ lineNo }) => lineNo), tx.now]);
    await settle(tx, this.payments, null, { confirmed, rejected, onStatement: [] });
    if (lines.length < LINES_AT_ONCE) await closeFiles(tx, [job.subjectId]);
    const stillUnknown = lines.length - confirmed.length - rejected.length;
    tx.note({ asked: lines.length, confirmed: confirmed.length, rejected: rejected.length, stillUnknown });
    return {
      cursor: { after: lines.at(-1)?.lineNo ?? 0 },
      done: job.done + lines.length,
      failed: job.failed + stillUnknown,
      finished: lines.length < LINES_AT_ONCE,
    };
  }
}

/** The instant before which a file must have been handed over for its open lines to be overdue. */
export function overdueBefore(now: Date, unknownAfterMs: number): Date {
  return new Date(now.getTime() - unknownAfterMs);
}

function sorted(
  lines: readonly OpenLine[],
  answers: readonly BankAnswer[],
): { confirmed: (OpenLine & { bankRef: string })[]; rejected: (OpenLine & { returnCode: string })[] } {
  if (answers.length !== lines.length)
    throw new FaultError('the bank adapter answers other lines than it was asked about');
  const confirmed: (OpenLine & { bankRef: string })[] = [];
  const rejected: (OpenLine & { returnCode: string })[] = [];
  lines.forEach((line, at) => {
    const answer = answers[at];
    if (answer?.outcome === 'PAID') confirmed.push({ ...line, bankRef: answer.bankRef });
    if (answer?.outcome === 'FAILED') rejected.push({ ...line, returnCode: answer.returnCode });
  });
  return { confirmed, rejected };
}
