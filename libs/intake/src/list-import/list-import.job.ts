import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';
import type { DataSource } from 'typeorm';

import { FileRefused } from '../file-refused';
import { reportProblems } from '../problem-report';
import { RowCursor, type TakenRows } from '../row-cursor';
import { RowReader } from '../row-reader';
import { readRows } from '../table-rows';
import type { UploadStore } from '../upload-store';
import type { ImportedRow, ImportRun, ListImportRules, RowRefusal, SurveyedRows } from './list-import-rules';

/** Rows of one step. */
const PIECE = 300;

interface ReadRow<Row> {
  readonly reader: RowReader;
  readonly row: Row | null;
}

/**
 * Makes rows of the register of a file (批量导入), piece by piece: each row by itself, against the rest of the file and against
 * the register. Rows with an error are reported and left out. Killed between any two steps it goes on where the last committed one
 * ended.
 */
export class ListImportJob<Row extends ImportedRow, Run extends ImportRun = ImportRun> implements JobHandler {
  readonly kind: string;
  private readonly cursor = new RowCursor();

  constructor(
    private readonly rules: ListImportRules<Row, Run>,
    private readonly db: DataSource,
    private readonly store: UploadStore,
    private readonly piece = PIECE,
  ) {
    this.kind = rules.jobKind;
  }

  /** One piece. */
  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const { table, type } = this.rules;
    const [run] = await tx.query<Run[]>(`select * from ${table} where id = $1 for update`, [job.subjectId]);
    if (!run) return { cursor: null, done: 0, finished: true, message: 'The import is gone.' };
    tx.about(type, run.id);
    tx.within(run.region_code);
    try {
      return await this.take(tx, run, job);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      await reportProblems(tx, run.id, error.problems);
      await this.end(tx, run.id, 'REFUSED');
      return { ...job, cursor: null, finished: true, message: error.message };
    }
  }

  /** The import is refused when its job fails for good; what earlier steps wrote stays. */
  async failed(tx: ActTransaction, job: Job): Promise<void> {
    await this.end(tx, job.subjectId, 'REFUSED');
  }

  private async take(tx: ActTransaction, run: Run, job: Job): Promise<JobStep> {
    const afterLine = Number(job.cursor?.['after'] ?? 0);
    const { rows, isEnd } = await this.rowsAfter(tx, run, afterLine);
    const readRow = await this.rules.reader(tx, run);
    const read = rows.map((cells): ReadRow<Row> => {
      const reader = new RowReader(cells, this.rules.columns);
      return { reader, row: readRow(reader) };
    });
    const imported = await this.writeRows(tx, run, read);
    const barred = read.filter(({ reader }) => reader.isBarred).length;
    const problems = read.flatMap(({ reader }) => reader.problems);
    await reportProblems(tx, run.id, problems);
    await tx.query(
      `update ${this.rules.table} set row_count = row_count + $2, barred_count = barred_count + $3, imported_count = imported_count + $4
       where id = $1`,
      [run.id, rows.length, barred, imported],
    );
    if (isEnd) await this.end(tx, run.id, run.is_dry_run ? 'CHECKED' : 'DONE');
    const counts = { done: job.done + rows.length, failed: job.failed + barred };
    return isEnd
      ? { ...counts, cursor: null, total: counts.done, finished: true }
      : { ...counts, cursor: { after: rows.at(-1)?.line ?? afterLine }, finished: false };
  }

  private async rowsAfter(tx: ActTransaction, run: Run, afterLine: number): Promise<TakenRows> {
    const upload = await this.store.find(tx, run.upload_id);
    if (!upload) throw new FileRefused('CONTENT_GONE', 'The file is no longer there; send it again.');
    const options = { fileName: upload.fileName, columns: this.rules.columns };
    const begin = (): ReturnType<typeof readRows> => readRows(this.store.open(this.db, upload), options);
    return this.cursor.take(run.id, afterLine, this.piece, begin);
  }

  /** Writes the good rows, or in a dry run only sees whether they could be; returns how many were made. */
  private async writeRows(tx: ActTransaction, run: Run, read: readonly ReadRow<Row>[]): Promise<number> {
    const good = read.flatMap(({ row }) => (row === null ? [] : [row]));
    const surveyed = await this.rules.survey(tx, run, good);
    let made = 0;
    for (const { reader, row } of read) {
      if (row === null) continue;
      const refusal = await this.writeRow(tx, run, row, surveyed);
      if (refusal) reader.refuse(refusal.column, refusal.rule, refusal.message);
      else if (!run.is_dry_run) made += 1;
    }
    return made;
  }

  private async writeRow(
    tx: ActTransaction,
    run: Run,
    row: Row,
    surveyed: SurveyedRows<Row>,
  ): Promise<RowRefusal | null> {
    const { rows, rowKey, twice } = this.rules;
    const unfit = surveyed.unfit?.(row);
    if (unfit) return unfit;
    if (!(await this.isFirstInFile(tx, run, row))) return { ...twice, rule: 'TWICE_IN_FILE' };
    const held = surveyed.held?.(row);
    if (held) return held;
    if (run.is_dry_run) return null;
    const written = await surveyed.write(row);
    if (typeof written !== 'string') return written;
    await tx.query(`update ${rows.table} set ${rows.made} = $3 where import_id = $1 and ${rows.key} = $2`, [
      run.id,
      rowKey(row),
      written,
    ]);
    return null;
  }

  /** Notes which line named a key first; false for a later line. */
  private async isFirstInFile(tx: ActTransaction, run: Run, row: Row): Promise<boolean> {
    const { rows, rowKey } = this.rules;
    const noted = await tx.query<unknown[]>(
      `insert into ${rows.table} (import_id, ${rows.key}, line) values ($1, $2, $3) on conflict do nothing returning line`,
      [run.id, rowKey(row), row.line],
    );
    return noted.length > 0;
  }

  private async end(tx: ActTransaction, id: string, state: 'CHECKED' | 'DONE' | 'REFUSED'): Promise<void> {
    await tx.query(
      `update ${this.rules.table} set state = $2, finished_at = $3 where id = $1 and state not in ('CHECKED','DONE','REFUSED')`,
      [id, state, tx.now],
    );
    tx.note({ state });
  }
}
