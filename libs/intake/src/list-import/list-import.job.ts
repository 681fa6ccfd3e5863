import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';
import type { DataSource } from 'typeorm';

import { FileRefused } from '../file-refused';
import { namedLater } from '../named-later';
import { reportProblems } from '../problem-report';
import { RowCursor } from '../row-cursor';
import type { UploadStore } from '../upload-store';
import { openRows } from './import-file';
import { ListImportMode } from './list-import-mode';
import type { ImportedRow, ImportRun, ListImportRules } from './list-import-rules';
import { RowWriting } from './row-writing';

/** Rows of one piece. */
const PIECE = 300;

const NOTHING_IMPORTED = 'Nothing was imported: mend the reported rows and send the file again.';

/**
 * Makes rows of the register of a file (批量导入), piece by piece: each row by itself, against the rest of the file and against
 * the register. Rows with an error are reported and left out; an import of all or nothing first looks at all of them, and then writes
 * all in one step or none. Killed between any two steps it goes on where the last committed one ended.
 */
export class ListImportJob<Row extends ImportedRow, Run extends ImportRun = ImportRun> implements JobHandler {
  readonly kind: string;
  private readonly cursor = new RowCursor();
  private readonly writing: RowWriting<Row, Run>;

  constructor(
    private readonly rules: ListImportRules<Row, Run>,
    private readonly db: DataSource,
    private readonly store: UploadStore,
    private readonly piece = PIECE,
  ) {
    this.kind = rules.jobKind;
    this.writing = new RowWriting(rules, store.cipher);
  }

  /** One piece; of an import of all or nothing the last step writes everything. */
  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const { table, type } = this.rules;
    const [run] = await tx.query<Run[]>(`select * from ${table} where id = $1 for update`, [job.subjectId]);
    if (!run) return { cursor: null, done: 0, finished: true, message: 'The import is gone.' };
    tx.about(type, run.id);
    tx.within(run.region_code);
    try {
      return job.cursor?.['phase'] === 'WRITE' ? await this.writeWhole(tx, run, job) : await this.take(tx, run, job);
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
    const isWhole = run.mode === ListImportMode.ALL_OR_NOTHING && !run.is_dry_run;
    const afterLine = Number(job.cursor?.['after'] ?? 0);
    const begin = await this.opened(tx, run);
    const { rows, isEnd } = await this.cursor.take(run.id, afterLine, this.piece, begin);
    const taken = await this.writing.take(tx, run, rows, isWhole || run.is_dry_run ? 'CHECK' : 'WRITE');
    await reportProblems(tx, run.id, taken.problems);
    await this.count(tx, run, { rows: rows.length, barred: taken.barred, imported: taken.imported });
    const counts = { done: job.done + rows.length, failed: job.failed + taken.barred };
    if (!isEnd) return { ...counts, cursor: { after: rows.at(-1)?.line ?? afterLine }, finished: false };
    const total = counts.done;
    if (!isWhole) await this.end(tx, run.id, run.is_dry_run ? 'CHECKED' : 'DONE');
    else if (counts.failed > 0) return this.refuse(tx, run, { ...counts, total });
    else return { ...counts, total, cursor: { phase: 'WRITE' }, finished: false };
    return { ...counts, cursor: null, total, finished: true };
  }

  /** All rows in one transaction, piece by piece so that memory stays flat; or none of them. */
  private async writeWhole(tx: ActTransaction, run: Run, job: Job): Promise<JobStep> {
    await tx.query('savepoint import_whole');
    const { quiet, tell } = namedLater(tx);
    const begin = await this.opened(tx, run);
    const cursor = new RowCursor();
    let imported = 0;
    for (let [afterLine, isEnd] = [0, false]; !isEnd;) {
      const taken = await cursor.take(run.id, afterLine, this.piece, begin);
      const written = await this.writing.take(quiet, run, taken.rows, 'WRITE');
      if (written.barred > 0) {
        // The register changed since the rows were checked: what stands in the way is reported, and nothing of the import stays.
        await tx.query('rollback to savepoint import_whole');
        await reportProblems(
          tx,
          run.id,
          written.problems.filter(({ weight }) => weight === 'ERROR'),
        );
        await this.count(tx, run, { rows: 0, barred: written.barred, imported: 0 });
        return this.refuse(tx, run, { done: job.done, failed: written.barred, total: job.total });
      }
      imported += written.imported;
      ({ isEnd } = taken);
      afterLine = taken.rows.at(-1)?.line ?? afterLine;
    }
    tell();
    await this.count(tx, run, { rows: 0, barred: 0, imported });
    await this.end(tx, run.id, 'DONE');
    return { done: job.done, total: job.total, failed: 0, cursor: null, finished: true };
  }

  private opened(tx: ActTransaction, run: Run): ReturnType<typeof openRows> {
    const { db, store, rules } = this;
    return openRows(tx, { uploadId: run.upload_id, columns: rules.columns, db, store });
  }

  private async refuse(tx: ActTransaction, run: Run, counts: Pick<Job, 'done' | 'failed' | 'total'>): Promise<JobStep> {
    await this.end(tx, run.id, 'REFUSED');
    return { ...counts, cursor: null, finished: true, message: NOTHING_IMPORTED };
  }

  private async count(
    tx: ActTransaction,
    run: Run,
    { rows, barred, imported }: { readonly rows: number; readonly barred: number; readonly imported: number },
  ): Promise<void> {
    await tx.query(
      `update ${this.rules.table} set row_count = row_count + $2, barred_count = barred_count + $3, imported_count = imported_count + $4
       where id = $1`,
      [run.id, rows, barred, imported],
    );
  }

  private async end(tx: ActTransaction, id: string, state: 'CHECKED' | 'DONE' | 'REFUSED'): Promise<void> {
    await tx.query(
      `update ${this.rules.table} set state = $2, finished_at = $3 where id = $1 and state not in ('CHECKED','DONE','REFUSED')`,
      [id, state, tx.now],
    );
    tx.note({ state });
  }
}
