import { platformViewer } from '@nuan/auth';
import { Acts, type ActTransaction } from '@nuan/facts';
import { type Clock, today } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

/** Years for which a closed file, and an application that led to none, is kept. Source: file-management rules of 2016 (撤档档案保存10年). */
export const RETENTION_YEARS = 10;

/** Files, and applications, that one act erases. */
const CHUNK = 100;

/** What is due, or was erased. */
export interface RetentionCount {
  readonly files: number;
  readonly applications: number;
  readonly persons: number;
}

/** Who erases: the program itself, by its operator's command. */
const RETENTION = platformViewer('retention');

const DUE_FILES = `select h.id from household h where h.status in ('CLOSED','CANCELLED') and h.erased_on is null
  and coalesce(h.closed_on, h.exited_on) + interval '${RETENTION_YEARS} years' <= $1::date`;
const DUE_APPLICATIONS = `select f.id from filing_application f where f.status in ('WITHDRAWN','REJECTED') and f.erased_on is null
  and (f.created_at at time zone 'Asia/Shanghai')::date + interval '${RETENTION_YEARS} years' <= $1::date`;

/**
 * Erases personal data when its time is over (档案保存期满清除): sealed values and names go, hashes with them, so that no key and no
 * search brings anybody back; ids, amounts and counts stay, so that every sum is what it was. The database refuses it a day too early.
 */
export class Retention {
  private readonly acts: Acts;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {
    this.acts = new Acts(db, clock);
  }

  /** What is due today; erases nothing. */
  async due(): Promise<RetentionCount> {
    const on = today(this.clock);
    const [found] = await this.db.query<RetentionCount[]>(
      `with files as (${DUE_FILES}), applications as (${DUE_APPLICATIONS})
       select (select count(*)::int from files) as files, (select count(*)::int from applications) as applications,
         (select count(*)::int from worker w join files on files.id = w.household_id where w.erased_on is null) as persons`,
      [on],
    );
    return found ?? { files: 0, applications: 0, persons: 0 };
  }

  /** Erases what is due, a hundred at a time, each an audited act; stopped anywhere, the next run goes on. */
  async erase(): Promise<RetentionCount> {
    let total: RetentionCount = { files: 0, applications: 0, persons: 0 };
    for (let more = true; more;) {
      const done = await this.acts.perform<RetentionCount>(RETENTION, 'retention.erase', eraseChunk);
      more = done.files + done.applications > 0;
      total = {
        files: total.files + done.files,
        applications: total.applications + done.applications,
        persons: total.persons + done.persons,
      };
    }
    return total;
  }
}

async function eraseChunk(tx: ActTransaction): Promise<RetentionCount> {
  const take = (sql: string): Promise<{ id: string }[]> =>
    tx.query<{ id: string }[]>(`${sql} order by 1 limit ${CHUNK} for update skip locked`, [tx.today]);
  const files = await take(DUE_FILES);
  const persons: string[] = [];
  for (const { id } of files) {
    const [erased] = await tx.query<{ persons: string[] }[]>('select erase_file($1, $2, $3) as persons', [
      id,
      tx.today,
      tx.now,
    ]);
    persons.push(...(erased?.persons ?? []));
  }
  await tx.query(
    `insert into file_event (id, household_id, kind, happened_at, actor_id)
     select gen_random_uuid(), id, 'ERASED', $2, $3 from unnest($1::uuid[]) t (id)`,
    [files.map(({ id }) => id), tx.now, tx.viewer.subject],
  );
  const applications = await take(DUE_APPLICATIONS);
  for (const { id } of applications) await tx.query('select erase_application($1, $2)', [id, tx.today]);
  tx.about(
    'Household',
    files.map(({ id }) => id),
  );
  tx.about('Worker', persons);
  tx.about(
    'FilingApplication',
    applications.map(({ id }) => id),
  );
  tx.note({ files: files.length, applications: applications.length, persons: persons.length, years: RETENTION_YEARS });
  return { files: files.length, applications: applications.length, persons: persons.length };
}
