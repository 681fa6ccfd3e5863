import type { FieldCipher } from '@nuan/database';
import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';
import type { RuleBroken } from '@nuan/federation';
import {
  FileRefused,
  namedLater,
  readRows,
  reportProblems,
  RowCursor,
  RowReader,
  type UploadStore,
} from '@nuan/intake';
import type { DataSource } from 'typeorm';

import { meet } from '../household/met-elsewhere';
import { checkGroups, filesOf, heldHashes, meetOf } from './import-check';
import { IMPORT_COLUMNS } from './import-columns';
import { ImportMode } from './import-mode';
import { problemAt } from './import-problem';
import { readImportRow } from './import-row';
import { ImportStaging, type StagedGroup } from './import-staging';
import { ImportWriting, type Written } from './import-write';

/** Kind of the job that reads, checks and writes an import. */
export const IMPORT_JOB = 'household.import';

/** How much one step does. */
export interface ImportPieces {
  /** Rows read. */
  readonly rows: number;
  /** Households checked or written. */
  readonly households: number;
}

const PIECES: ImportPieces = { rows: 1_000, households: 300 };

interface ImportRow {
  readonly id: string;
  readonly upload_id: string;
  readonly mode: ImportMode;
  readonly is_dry_run: boolean;
  readonly region_code: string;
  readonly union_id: string;
  readonly state: string;
  readonly row_count: number;
  readonly barred_count: number;
}

/**
 * Makes households of a file (批量导入) in three passes: READ, each row by itself, kept sealed; CHECK, each household against the rules,
 * the rest of the file and the register; WRITE. A dry run ends after the second. Killed between any two steps it goes on
 * where the last committed one ended, and no household is written twice.
 */
export class HouseholdImportJob implements JobHandler {
  readonly kind = IMPORT_JOB;
  private readonly cursor = new RowCursor();
  private readonly staging: ImportStaging;
  private readonly writing: ImportWriting;

  constructor(
    private readonly db: DataSource,
    cipher: FieldCipher,
    private readonly store: UploadStore,
    private readonly pieces: ImportPieces = PIECES,
  ) {
    this.staging = new ImportStaging(cipher);
    this.writing = new ImportWriting(cipher, this.staging);
  }

  /** One piece. */
  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const [run] = await tx.query<ImportRow[]>('select * from household_import where id = $1 for update', [
      job.subjectId,
    ]);
    if (!run) return { cursor: null, done: 0, finished: true, message: 'The import is gone.' };
    tx.about('HouseholdImport', run.id);
    const after = String(job.cursor?.['after'] ?? '');
    switch (job.cursor?.['phase']) {
      case 'CHECK':
        return this.check(tx, run, job, after);
      case 'WRITE':
        return run.mode === ImportMode.PER_ROW ? this.writePiece(tx, run, job, after) : this.writeWhole(tx, run, job);
      default:
        return this.read(tx, run, job, Number(after));
    }
  }

  /** The import is refused when its job fails for good; what earlier steps wrote stays. */
  async failed(tx: ActTransaction, job: Job): Promise<void> {
    await this.end(tx, job.subjectId, 'REFUSED');
  }

  private async read(tx: ActTransaction, run: ImportRow, job: Job, afterLine: number): Promise<JobStep> {
    const upload = await this.store.find(tx, run.upload_id);
    if (!upload) throw new FileRefused('CONTENT_GONE', 'The file is no longer there; send it again.');
    const options = { fileName: upload.fileName, columns: IMPORT_COLUMNS };
    const begin = () => readRows(this.store.open(this.db, upload), options);
    try {
      const { rows, isEnd } = await this.cursor.take(run.id, afterLine, this.pieces.rows, begin);
      const read = rows.map((row) => {
        const reader = new RowReader(row, IMPORT_COLUMNS);
        return { reader, row: readImportRow(reader, tx.today) };
      });
      await this.staging.put(
        tx,
        run.id,
        read.map(({ reader, row }) => ({ line: reader.line, householdNo: reader.text('householdNo', 40) ?? '', row })),
      );
      await reportProblems(
        tx,
        run.id,
        read.flatMap(({ reader }) => reader.problems),
      );
      await tx.query('update household_import set row_count = row_count + $2 where id = $1', [run.id, rows.length]);
      const total = isEnd ? run.row_count + rows.length : null;
      if (!isEnd) return { ...job, total, cursor: { phase: 'READ', after: rows.at(-1)?.line ?? 0 }, finished: false };
      return { ...job, total, cursor: { phase: 'CHECK', after: '' }, finished: false };
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      await reportProblems(tx, run.id, error.problems);
      await this.end(tx, run.id, 'REFUSED');
      return { ...job, cursor: null, finished: true, message: error.message };
    }
  }

  private async check(tx: ActTransaction, run: ImportRow, job: Job, afterNo: string): Promise<JobStep> {
    const wanted = { importId: run.id, afterNo, count: this.pieces.households, isToWrite: false };
    const groups = await this.staging.groups(tx, wanted);
    const checked = await checkGroups(tx, this.staging, run.id, groups, targetOf(run));
    const limit = await meetOf(tx, checked);
    if (limit) return this.breakOff(tx, run, job, limit);
    await reportProblems(
      tx,
      run.id,
      checked.flatMap(({ problems }) => problems),
    );
    const barred = checked.filter(({ file }) => file === null).map(({ group }) => group.householdNo);
    await this.staging.bar(tx, run.id, barred);
    await tx.query(
      'update household_import set household_count = household_count + $2, barred_count = barred_count + $3 where id = $1',
      [run.id, groups.length, barred.length],
    );
    const last = groups.at(-1);
    if (last && groups.length === this.pieces.households)
      return { ...job, cursor: { phase: 'CHECK', after: last.householdNo }, finished: false };
    return this.afterCheck(tx, run, job, run.barred_count + barred.length);
  }

  /** Everything is known: a dry run ends, all-or-nothing with an error ends, and the rest is written. */
  private async afterCheck(tx: ActTransaction, run: ImportRow, job: Job, barred: number): Promise<JobStep> {
    const { rows, barredRows } = await this.staging.count(tx, run.id);
    const counted = { ...job, cursor: null, total: rows, failed: barredRows };
    if (run.is_dry_run) {
      await this.end(tx, run.id, 'CHECKED');
      return { ...counted, done: rows, finished: true };
    }
    if (run.mode === ImportMode.ALL_OR_NOTHING && barred > 0) {
      await this.end(tx, run.id, 'REFUSED');
      return { ...counted, done: rows, finished: true, message: NOTHING_IMPORTED };
    }
    await tx.query(`update household_import set state = 'WRITING' where id = $1`, [run.id]);
    return { ...counted, cursor: { phase: 'WRITE', after: '' }, done: barredRows, finished: false };
  }

  /** As many persons of other regions were met as a day allows: whom this piece met isn't told. */
  private async breakOff(
    tx: ActTransaction,
    run: ImportRow,
    job: Job,
    { rule, message }: RuleBroken,
  ): Promise<JobStep> {
    await reportProblems(tx, run.id, [problemAt(1, null, rule, message)]);
    await this.end(tx, run.id, 'REFUSED');
    return { ...job, cursor: null, finished: true, message };
  }

  private async writePiece(tx: ActTransaction, run: ImportRow, job: Job, afterNo: string): Promise<JobStep> {
    const groups = await this.staging.groups(tx, {
      importId: run.id,
      afterNo,
      count: this.pieces.households,
      isToWrite: true,
    });
    const written = await this.writing.writeEach(tx, run.id, groups, targetOf(run));
    await this.count(tx, run.id, written);
    tx.note({ ...written });
    const done = job.done + groups.reduce((sum, { rows }) => sum + rows.length, 0);
    const last = groups.at(-1);
    if (last && groups.length === this.pieces.households)
      return { ...job, done, cursor: { phase: 'WRITE', after: last.householdNo }, finished: false };
    const { barredRows } = await this.staging.count(tx, run.id);
    await this.writing.noteSharedAccounts(tx, run.id);
    await this.end(tx, run.id, 'DONE');
    return { ...job, done, failed: barredRows, cursor: null, finished: true };
  }

  /** All households in one transaction, piece by piece so that memory stays flat; or none of them. */
  private async writeWhole(tx: ActTransaction, run: ImportRow, job: Job): Promise<JobStep> {
    await tx.query('savepoint import_whole');
    const { quiet, tell } = namedLater(tx);
    for (let afterNo = ''; ;) {
      const groups = await this.staging.groups(tx, {
        importId: run.id,
        afterNo,
        count: this.pieces.households,
        isToWrite: true,
      });
      const written = await this.writing.writeAll(quiet, run.id, groups, targetOf(run));
      if (!written) return this.giveUp(tx, run, job, groups);
      await this.count(tx, run.id, written);
      afterNo = groups.at(-1)?.householdNo ?? '';
      if (groups.length < this.pieces.households) break;
    }
    tell();
    await this.writing.noteSharedAccounts(tx, run.id);
    await this.end(tx, run.id, 'DONE');
    return { ...job, done: job.total ?? job.done, cursor: null, finished: true };
  }

  /** Somebody was filed, or the rules changed, between the check and the writing: nothing is imported, and the report says what stood in the way. */
  private async giveUp(tx: ActTransaction, run: ImportRow, job: Job, groups: readonly StagedGroup[]): Promise<JobStep> {
    await tx.query('rollback to savepoint import_whole');
    const held = await heldHashes(tx, groups);
    const inTheWay = groups.flatMap(({ rows, hashes }) =>
      rows.flatMap(({ line }, at) => {
        const hash = hashes[at];
        return hash && held.has(hash.toString('hex')) ? [{ line, hash }] : [];
      }),
    );
    await meet(
      tx,
      inTheWay.map(({ hash }) => hash),
      'id',
    );
    await reportProblems(
      tx,
      run.id,
      inTheWay.map(({ line }) =>
        problemAt(line, 'idNumber', 'ONE_HOUSEHOLD_ONE_FILE', 'This person was filed while the import ran.'),
      ),
    );
    const checked = await filesOf(tx, groups, targetOf(run));
    await reportProblems(
      tx,
      run.id,
      checked.flatMap(({ problems }) => problems),
    );
    await this.end(tx, run.id, 'REFUSED');
    return { ...job, done: job.total ?? job.done, cursor: null, finished: true, message: NOTHING_IMPORTED };
  }

  private async count(tx: ActTransaction, importId: string, { households, persons, barred }: Written): Promise<void> {
    await tx.query(
      `update household_import set imported_count = imported_count + $2, imported_persons = imported_persons + $3,
         barred_count = barred_count + $4 where id = $1`,
      [importId, households, persons, barred],
    );
  }

  private async end(tx: ActTransaction, importId: string, state: 'CHECKED' | 'DONE' | 'REFUSED'): Promise<void> {
    await this.staging.clear(tx, importId);
    await tx.query(
      `update household_import set state = $2, finished_at = $3 where id = $1 and state not in ('CHECKED','DONE','REFUSED')`,
      [importId, state, tx.now],
    );
    tx.note({ state });
  }
}

const NOTHING_IMPORTED = 'Nothing was imported: mend the reported rows and send the file again.';

const targetOf = (run: ImportRow): { regionCode: string; unionId: string } => ({
  regionCode: run.region_code,
  unionId: run.union_id,
});
