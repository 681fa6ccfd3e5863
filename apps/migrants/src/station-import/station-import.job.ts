import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';
import { FileRefused, readRows, reportProblems, RowCursor, RowReader, type UploadStore } from '@nuan/intake';
import type { DataSource } from 'typeorm';

import { addStation } from '../station/station.writer';
import { STATION_COLUMNS, type ImportedStation, readStationRow } from './import-row';

/** Kind of the job that reads, checks and writes an import. */
export const STATION_IMPORT_JOB = 'station.import';

/** Rows of one step. */
const PIECE = 300;

interface ImportRun {
  readonly id: string;
  readonly upload_id: string;
  readonly is_dry_run: boolean;
  readonly region_code: string;
}

interface ReadRow {
  readonly reader: RowReader;
  readonly row: ImportedStation | null;
}

/**
 * Makes stations of a file (批量导入), piece by piece: each row by itself, against the rest of the file and against the register.
 * Rows with an error are reported and left out. Killed between any two steps it goes on where the last committed one ended.
 */
export class StationImportJob implements JobHandler {
  readonly kind = STATION_IMPORT_JOB;
  private readonly cursor = new RowCursor();

  constructor(
    private readonly db: DataSource,
    private readonly store: UploadStore,
    private readonly piece = PIECE,
  ) {}

  /** One piece. */
  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const [run] = await tx.query<ImportRun[]>('select * from station_import where id = $1 for update', [job.subjectId]);
    if (!run) return { cursor: null, done: 0, finished: true, message: 'The import is gone.' };
    tx.about('StationImport', run.id);
    tx.within(run.region_code);
    try {
      return await this.take(tx, run, job);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      await reportProblems(tx, run.id, error.problems);
      await end(tx, run.id, 'REFUSED');
      return { ...job, cursor: null, finished: true, message: error.message };
    }
  }

  /** The import is refused when its job fails for good; what earlier steps wrote stays. */
  async failed(tx: ActTransaction, job: Job): Promise<void> {
    await end(tx, job.subjectId, 'REFUSED');
  }

  private async take(tx: ActTransaction, run: ImportRun, job: Job): Promise<JobStep> {
    const upload = await this.store.find(tx, run.upload_id);
    if (!upload) throw new FileRefused('CONTENT_GONE', 'The file is no longer there; send it again.');
    const options = { fileName: upload.fileName, columns: STATION_COLUMNS };
    const begin = (): ReturnType<typeof readRows> => readRows(this.store.open(this.db, upload), options);
    const afterLine = Number(job.cursor?.['after'] ?? 0);
    const { rows, isEnd } = await this.cursor.take(run.id, afterLine, this.piece, begin);
    const place = { region: run.region_code, today: tx.today };
    const read = rows.map((cells): ReadRow => {
      const reader = new RowReader(cells, STATION_COLUMNS);
      return { reader, row: readStationRow(reader, place) };
    });
    const imported = await writeRows(tx, run, read);
    const barred = read.filter(({ reader }) => reader.isBarred).length;
    await reportProblems(
      tx,
      run.id,
      read.flatMap(({ reader }) => reader.problems),
    );
    await tx.query(
      `update station_import set row_count = row_count + $2, barred_count = barred_count + $3, imported_count = imported_count + $4
       where id = $1`,
      [run.id, rows.length, barred, imported],
    );
    if (isEnd) await end(tx, run.id, run.is_dry_run ? 'CHECKED' : 'DONE');
    const counts = { done: job.done + rows.length, failed: job.failed + barred };
    return isEnd
      ? { ...counts, cursor: null, total: counts.done, finished: true }
      : { ...counts, cursor: { after: rows.at(-1)?.line ?? afterLine }, finished: false };
  }
}

/** Writes the good rows, or in a dry run only sees whether they could be; returns how many stations were made. */
async function writeRows(tx: ActTransaction, run: ImportRun, read: readonly ReadRow[]): Promise<number> {
  const held = await registeredCodes(tx, read);
  let made = 0;
  for (const { reader, row } of read) {
    if (row === null) continue;
    if (!(await isFirstInFile(tx, run, row))) reader.refuse('code', 'TWICE_IN_FILE', 'Another line names this code.');
    else if (held.has(row.code)) refuseRegistered(reader);
    else if (!run.is_dry_run)
      if (await writeRow(tx, run, row)) made += 1;
      else refuseRegistered(reader);
  }
  return made;
}

async function writeRow(tx: ActTransaction, run: ImportRun, row: ImportedStation): Promise<boolean> {
  const id = await addStation(tx, row);
  if (id === null) return false;
  await tx.query('update station_import_row set station_id = $3 where import_id = $1 and code = $2', [
    run.id,
    row.code,
    id,
  ]);
  tx.about('ServiceStation', id);
  return true;
}

/** Notes which line named a code first; false for a later line. */
async function isFirstInFile(tx: ActTransaction, run: ImportRun, row: ImportedStation): Promise<boolean> {
  const noted = await tx.query<unknown[]>(
    'insert into station_import_row (import_id, code, line) values ($1, $2, $3) on conflict do nothing returning line',
    [run.id, row.code, row.line],
  );
  return noted.length > 0;
}

async function registeredCodes(tx: ActTransaction, read: readonly ReadRow[]): Promise<Set<string>> {
  const codes = read.flatMap(({ row }) => (row === null ? [] : [row.code]));
  const rows = await tx.query<{ code: string }[]>('select code from service_station where code = any($1::text[])', [
    codes,
  ]);
  return new Set(rows.map(({ code }) => code));
}

function refuseRegistered(reader: RowReader): void {
  reader.refuse('code', 'STATION_CODE_TAKEN', 'Another facility has this code: take another.');
}

async function end(tx: ActTransaction, id: string, state: 'CHECKED' | 'DONE' | 'REFUSED'): Promise<void> {
  await tx.query(
    `update station_import set state = $2, finished_at = $3 where id = $1 and state not in ('CHECKED','DONE','REFUSED')`,
    [id, state, tx.now],
  );
  tx.note({ state });
}
