import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';
import { FileRefused, readRows, reportProblems, RowCursor, RowReader, type UploadStore } from '@nuan/intake';
import { type LocalDate, newId, regionPrefix } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { enrollmentMachine } from '../training/enrollment.machine';
import { ENROLLMENT_COLUMNS, type ImportedEnrollment, readEnrollmentRow } from './import-row';

/** Kind of the job that reads, checks and writes an import. */
export const ENROLLMENT_IMPORT_JOB = 'enrollment.import';

/** Rows of one step. */
const PIECE = 300;

interface ImportRun {
  readonly id: string;
  readonly upload_id: string;
  readonly is_dry_run: boolean;
  readonly region_code: string;
  readonly session_id: string;
  readonly ends_on: LocalDate;
}

interface ReadRow {
  readonly reader: RowReader;
  readonly row: ImportedEnrollment | null;
}

/**
 * Enrols the people of a file (批量导入), piece by piece: each row by itself, against the rest of the file and against the session.
 * Rows with an error are reported and left out. Killed between any two steps it goes on where the last committed one ended.
 */
export class EnrollmentImportJob implements JobHandler {
  readonly kind = ENROLLMENT_IMPORT_JOB;
  private readonly cursor = new RowCursor();

  constructor(
    private readonly db: DataSource,
    private readonly store: UploadStore,
    private readonly piece = PIECE,
  ) {}

  /** One piece. */
  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    const [run] = await tx.query<ImportRun[]>(
      `select i.*, s.ends_on from enrollment_import i join training_session s on s.id = i.session_id
       where i.id = $1 for update of i`,
      [job.subjectId],
    );
    if (!run) return { cursor: null, done: 0, finished: true, message: 'The import is gone.' };
    tx.about('EnrollmentImport', run.id);
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
    const options = { fileName: upload.fileName, columns: ENROLLMENT_COLUMNS };
    const begin = (): ReturnType<typeof readRows> => readRows(this.store.open(this.db, upload), options);
    const afterLine = Number(job.cursor?.['after'] ?? 0);
    const { rows, isEnd } = await this.cursor.take(run.id, afterLine, this.piece, begin);
    const terms = { today: tx.today, endsOn: run.ends_on };
    const read = rows.map((cells): ReadRow => {
      const reader = new RowReader(cells, ENROLLMENT_COLUMNS);
      return { reader, row: readEnrollmentRow(reader, terms) };
    });
    const imported = await writeRows(tx, run, read);
    const barred = read.filter(({ reader }) => reader.isBarred).length;
    await reportProblems(
      tx,
      run.id,
      read.flatMap(({ reader }) => reader.problems),
    );
    await tx.query(
      `update enrollment_import set row_count = row_count + $2, barred_count = barred_count + $3, imported_count = imported_count + $4
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

/** Writes the good rows, or in a dry run only sees whether they could be; returns how many persons were enrolled. */
async function writeRows(tx: ActTransaction, run: ImportRun, read: readonly ReadRow[]): Promise<number> {
  const people = await peopleOf(tx, run, read);
  const enrolled = await enrolledOf(tx, run, read);
  let made = 0;
  for (const { reader, row } of read) {
    if (row === null) continue;
    const regionCode = people.get(row.personId);
    if (regionCode === undefined)
      reader.refuse('personId', 'PERSON_OF_REGION', 'No person with this number lives in the region of the session.');
    else if (!(await isFirstInFile(tx, run, row)))
      reader.refuse('personId', 'TWICE_IN_FILE', 'Another line names this person.');
    else if (enrolled.has(row.personId)) refuseEnrolled(reader);
    else if (!run.is_dry_run)
      if (await writeRow(tx, run, row, regionCode)) made += 1;
      else refuseEnrolled(reader);
  }
  return made;
}

async function writeRow(
  tx: ActTransaction,
  run: ImportRun,
  { personId, enrolledOn }: ImportedEnrollment,
  regionCode: string,
): Promise<boolean> {
  const [made] = await tx.query<{ id: string }[]>(
    `insert into enrollment (id, session_id, person_id, region_code, state, enrolled_on) values ($1, $2, $3, $4, $5, $6)
     on conflict (session_id, person_id) do nothing returning id`,
    [newId(), run.session_id, personId, regionCode, enrollmentMachine.initial, enrolledOn],
  );
  if (!made) return false;
  await tx.query('update enrollment_import_row set enrollment_id = $3 where import_id = $1 and person_id = $2', [
    run.id,
    personId,
    made.id,
  ]);
  tx.about('Enrollment', made.id);
  tx.about('Worker', personId);
  return true;
}

/** Notes which line named a person first; false for a later line. */
async function isFirstInFile(tx: ActTransaction, run: ImportRun, row: ImportedEnrollment): Promise<boolean> {
  const noted = await tx.query<unknown[]>(
    'insert into enrollment_import_row (import_id, person_id, line) values ($1, $2, $3) on conflict do nothing returning line',
    [run.id, row.personId, row.line],
  );
  return noted.length > 0;
}

/** Regions of the persons of a piece who live where the session is; held, so that two acts about one person take turns. */
async function peopleOf(
  tx: ActTransaction,
  run: ImportRun,
  read: readonly ReadRow[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; region: string }[]>(
    `select id, region_code as region from worker_projection
     where id = any($1::uuid[]) and starts_with(region_code, $2) order by id for update`,
    [personIdsOf(read), regionPrefix(run.region_code)],
  );
  return new Map(rows.map(({ id, region }) => [id, region]));
}

async function enrolledOf(tx: ActTransaction, run: ImportRun, read: readonly ReadRow[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }[]>(
    'select person_id as id from enrollment where session_id = $1 and person_id = any($2::uuid[])',
    [run.session_id, personIdsOf(read)],
  );
  return new Set(rows.map(({ id }) => id));
}

const personIdsOf = (read: readonly ReadRow[]): readonly string[] =>
  read.flatMap(({ row }) => (row === null ? [] : [row.personId]));

function refuseEnrolled(reader: RowReader): void {
  reader.refuse('personId', 'ENROLLED_ONCE', 'This person has applied for the session already.');
}

async function end(tx: ActTransaction, id: string, state: 'CHECKED' | 'DONE' | 'REFUSED'): Promise<void> {
  await tx.query(
    `update enrollment_import set state = $2, finished_at = $3 where id = $1 and state not in ('CHECKED','DONE','REFUSED')`,
    [id, state, tx.now],
  );
  tx.note({ state });
}
