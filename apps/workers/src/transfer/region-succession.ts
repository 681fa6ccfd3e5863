import { platformViewer } from '@nuan/auth';
import { Acts, type ActTransaction } from '@nuan/facts';
import { type Clock, today } from '@nuan/kernel';
import { findRegion, isValidOn, successorOf } from '@nuan/regions';
import type { DataSource } from 'typeorm';

/** Files, or persons without a file, that one act moves. */
const CHUNK = 500;

/** Who moves them: the program itself, by its operator's command. */
const SUCCESSION = platformViewer('regions');

/** What is on file under a division that ended, and where it goes. */
export interface Succession {
  readonly from: string;
  readonly to: string;
  readonly files: number;
  readonly persons: number;
}

/** Files that end in the past keep the code of their day (I32); these go on. */
const GOES_ON = `status not in ('CLOSED','CANCELLED')`;

/** What is under way on these files goes with them, so that the new officers have the open cases. */
const UNDER_WAY: readonly string[] = [
  `update annual_review set region_code = $2, version = version + 1 where household_id = any($1::uuid[]) and state = 'OPEN'`,
  `update exit_review set region_code = $2, version = version + 1 where household_id = any($1::uuid[]) and closed_on is null`,
  `update category_override set region_code = $2, version = version + 1 where household_id = any($1::uuid[]) and state = 'PENDING'`,
  `update follow_up_task set region_code = $2, version = version + 1 where household_id = any($1::uuid[]) and state = 'OPEN'`,
  `update file_transfer set from_region_code = $2, version = version + 1 where household_id = any($1::uuid[]) and state = 'PROPOSED'`,
];

/**
 * Follows the list of divisions (行政区划调整): when a county ends, its open files, persons and applications, and the files that are on their way to
 * it, go on under the code that took its place, and with them to the officers of the city that it now belongs to. What was closed stays where it was. Give it
 * the owner's connection: to the application a handed-in application is frozen, its region too.
 */
export class RegionSuccession {
  private readonly acts: Acts;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {
    this.acts = new Acts(db, clock);
  }

  /** What is to be moved today, by the code it stands under; moves nothing. */
  async due(): Promise<Succession[]> {
    const on = today(this.clock);
    const rows = await this.db.query<{ code: string; files: number; persons: number }[]>(
      `select code, sum(files)::int as files, sum(persons)::int as persons from (
         select region_code as code, 1 as files, 0 as persons from household where ${GOES_ON}
         union all select w.region_code, 0, 1 from worker w left join household h on h.id = w.household_id
           where h.id is null or h.status not in ('CLOSED','CANCELLED')
         union all select region_code, 0, 0 from filing_application where status not in ('RECORDED','REJECTED','WITHDRAWN')
         union all select to_region_code, 0, 0 from file_transfer where state = 'PROPOSED'
       ) found group by code order by code`,
    );
    return rows.flatMap(({ code, files, persons }): Succession[] => {
      const to = presentCodeOf(code, on);
      return to === null || to === code ? [] : [{ from: code, to, files, persons }];
    });
  }

  /** Moves what is due, some hundred at a time, each an audited act; stopped anywhere, the next run goes on. */
  async move(): Promise<Succession[]> {
    const due = await this.due();
    for (const { from, to } of due)
      for (let more = true; more;)
        more = (await this.acts.perform<number>(SUCCESSION, 'region.succeed', (tx) => moveChunk(tx, from, to))) > 0;
    return due;
  }
}

/** The division that stands for a code on a day, through all its successors; null when the list doesn't know. */
export function presentCodeOf(code: string, on: string): string | null {
  let division = findRegion(code);
  while (division && !isValidOn(division, on) && division.validFrom <= on) division = successorOf(division.code);
  return division?.code ?? null;
}

async function moveChunk(tx: ActTransaction, from: string, to: string): Promise<number> {
  const ids = async (sql: string): Promise<string[]> =>
    (await tx.query<{ id: string }[]>(`${sql} limit ${CHUNK} for update skip locked`, [from])).map(({ id }) => id);
  const files = await ids(`select id from household where region_code = $1 and ${GOES_ON} order by id`);
  await tx.query(
    'update household set region_code = $2, version = version + 1, changed_at = $3 where id = any($1::uuid[])',
    [files, to, tx.now],
  );
  for (const sql of UNDER_WAY) await tx.query(sql, [files, to]);
  await tx.query(
    `insert into file_event (id, household_id, kind, happened_at, actor_id, note)
     select gen_random_uuid(), id, 'MOVED', $2, $3, $4 from unnest($1::uuid[]) t (id)`,
    [files, tx.now, tx.viewer.subject, `${from} → ${to}`],
  );
  const persons = await ids(
    `select w.id from worker w where w.region_code = $1 and not exists
       (select from household h where h.id = w.household_id and h.status in ('CLOSED','CANCELLED')) order by w.id`,
  );
  await tx.query('update worker set region_code = $2, version = version + 1 where id = any($1::uuid[])', [persons, to]);
  const applications = await ids(
    `select id from filing_application where region_code = $1 and status not in ('RECORDED','REJECTED','WITHDRAWN') order by id`,
  );
  await tx.query('update filing_application set region_code = $2, version = version + 1 where id = any($1::uuid[])', [
    applications,
    to,
  ]);
  // Files of elsewhere that are on their way here, so that who is there now accepts them.
  const transfers = await ids(
    `select id from file_transfer where to_region_code = $1 and state = 'PROPOSED' order by id`,
  );
  await tx.query('update file_transfer set to_region_code = $2, version = version + 1 where id = any($1::uuid[])', [
    transfers,
    to,
  ]);
  tx.about('Household', files);
  tx.about('Worker', persons);
  tx.about('FilingApplication', applications);
  tx.about('FileTransfer', transfers);
  tx.within(to);
  const counts = { files: files.length, persons: persons.length, applications: applications.length };
  tx.note({ from, to, ...counts, transfers: transfers.length });
  return files.length + persons.length + applications.length + transfers.length;
}
