import { ConflictError, FaultError } from '@nuan/errors';
import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';
import { regionPrefix } from '@nuan/kernel';

import type { BankAdapter } from './bank-adapter';
import { BankFileStatus } from './bank-file-status';
import { linePages, storedFile } from './bank-line.pages';
import type { FileEncoding } from './file-encoding';
import { type PaymentFileHead, sumLines } from './payment-file';

/** Payments collected in one act: a file of 128,000 is 26 acts. */
const LINES_AT_ONCE = 5_000;

/** Files are filled one act at a time, so that no two collect the same payment. */
const FILLING_LOCK = 7_364_071;

interface FileRow {
  readonly status: BankFileStatus;
  readonly fileNo: string;
  readonly batchId: string | null;
  readonly regionCode: string;
  readonly encoding: FileEncoding;
  readonly preparedOn: string;
  readonly lineCount: number;
  readonly totalFen: string;
  readonly linesSha256: string | null;
}

const FILE = `select status, file_no as "fileNo", batch_id as "batchId", region_code as "regionCode", encoding, prepared_on as "preparedOn",
  line_count as "lineCount", total_fen as "totalFen", lines_sha256 as "linesSha256" from bank_file where id = $1 for update`;

/** Payments of a batch, or of a region outside any batch, that were handed over and are in no file that may still pay them. */
export const SENDABLE = `d.status = 'SENT' and d.mode in ('BANK_CARD','PASSBOOK')
  and not exists (select from bank_line l where l.disbursement_id = d.id and l.state <> 'REJECTED')`;

const collect = (condition: string, order: string): string => `
with taken as (
  select d.id, d.payee_id, d.account_token, d.mode, d.amount_fen, d.purpose, d.region_code, d.position,
    row_number() over (order by ${order}) as place
  from disbursement d where ${SENDABLE} and ${condition} order by ${order} limit $5
), kept as (
  insert into bank_line (file_id, line_no, disbursement_id, payee_id, account_token, mode, amount_fen, purpose, region_code, state)
  select $1, $2 + place, id, payee_id, account_token, mode, amount_fen, purpose, region_code, 'SENT' from taken
)
select count(*)::int as count, coalesce(sum(amount_fen), 0)::text as fen, max(position) as "lastPosition",
  (array_agg(id order by place desc))[1] as "lastId" from taken`;

const OF_BATCH = collect('d.batch_id = $3 and d.position > $4', 'd.position');
const OF_REGION = collect('d.batch_id is null and d.region_code like $3 and d.id > $4', 'd.id');

const BEFORE_ALL_IDS = '00000000-0000-0000-0000-000000000000';

/**
 * Makes a payment file and hands it over: collects its payments piece by piece, settles count, total and checksum, and only
 * when these are committed lets the adapter write. Killed between the two, it writes the same bytes again (I20).
 */
export class BankFileHandler implements JobHandler {
  readonly kind = 'bank.file';

  constructor(
    private readonly bank: BankAdapter,
    private readonly linesAtOnce = LINES_AT_ONCE,
  ) {}

  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const [file] = await tx.query<FileRow[]>(FILE, [job.subjectId]);
    if (!file) throw new FaultError('a job names a payment file that is not there');
    tx.about('BankFile', job.subjectId);
    tx.note({ fileNo: file.fileNo });
    if (file.status !== BankFileStatus.PREPARING) return this.write(tx, job, file);
    return job.cursor?.['isCollected'] === true ? settleLines(tx, job, file) : this.collect(tx, job, file);
  }

  async failed(tx: ActTransaction, job: Job): Promise<void> {
    await tx.query(
      `update bank_file set status = 'ABANDONED', version = version + 1 where id = $1 and status = 'PREPARING' and line_count = 0`,
      [job.subjectId],
    );
  }

  private async collect(tx: ActTransaction, job: Job, { batchId, regionCode, lineCount }: FileRow): Promise<JobStep> {
    await tx.query('select pg_advisory_xact_lock($1)', [FILLING_LOCK]);
    const place = [job.subjectId, lineCount];
    const after = job.cursor?.['after'];
    const region = `${regionPrefix(regionCode)}%`;
    const [taken] = await tx.query<
      { count: number; fen: string; lastPosition: number | null; lastId: string | null }[]
    >(
      batchId === null ? OF_REGION : OF_BATCH,
      batchId === null
        ? [...place, region, after ?? BEFORE_ALL_IDS, this.linesAtOnce]
        : [...place, batchId, after ?? 0, this.linesAtOnce],
    );
    if (!taken) throw new FaultError('collecting payments gave no count');
    await tx.query('update bank_file set line_count = line_count + $2, total_fen = total_fen + $3 where id = $1', [
      ...[job.subjectId, taken.count, taken.fen],
    ]);
    const isCollected = taken.count < this.linesAtOnce;
    const last = batchId === null ? taken.lastId : taken.lastPosition;
    return { cursor: { isCollected, after: last ?? after ?? null }, done: lineCount + taken.count, finished: false };
  }

  private async write(tx: ActTransaction, job: Job, file: FileRow): Promise<JobStep> {
    await this.bank.send(storedFile(tx.query, job.subjectId, headOf(file)));
    await tx.query(
      `update bank_file set status = 'WRITTEN', written_at = $2, version = version + 1 where id = $1 and status = 'PREPARED'`,
      [job.subjectId, tx.now],
    );
    tx.note({ lines: file.lineCount, fen: file.totalFen, sha256: file.linesSha256 });
    return { cursor: null, done: file.lineCount, total: file.lineCount, finished: true };
  }
}

async function settleLines(tx: ActTransaction, job: Job, file: FileRow): Promise<JobStep> {
  if (file.lineCount === 0)
    throw new ConflictError(
      'NOTHING_TO_SEND',
      'No payment waits to be sent: another file has taken them, or none was handed over.',
    );
  const { lineCount, totalFen, linesSha256 } = await sumLines(linePages(tx.query, job.subjectId), file.encoding);
  if (lineCount !== file.lineCount || String(totalFen) !== file.totalFen)
    throw new FaultError(`payment file ${file.fileNo} does not add up to what was collected`);
  await tx.query(`update bank_file set status = 'PREPARED', lines_sha256 = $2, version = version + 1 where id = $1`, [
    job.subjectId,
    linesSha256,
  ]);
  return { cursor: job.cursor, done: job.done, total: lineCount, finished: false };
}

function headOf({ fileNo, encoding, preparedOn, lineCount, totalFen, linesSha256 }: FileRow): PaymentFileHead {
  if (linesSha256 === null) throw new FaultError(`payment file ${fileNo} has no checksum`);
  return { fileNo, encoding, preparedOn, lineCount, totalFen: BigInt(totalFen), linesSha256 };
}
