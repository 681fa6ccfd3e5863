import type { ActTransaction } from '@nuan/facts';
import { FileStatus } from '@nuan/kernel';

/** A temporary file that an application turns into a filed one. */
export interface TemporaryFile {
  readonly id: string;
  /** Its number as a temporary file. */
  readonly fileNo: string;
}

/** Locks the file of before when it is a temporary one; null for a closed file, or none. */
export async function lockTemporary(tx: ActTransaction, previousFileId: string | null): Promise<TemporaryFile | null> {
  if (previousFileId === null) return null;
  const [file] = await tx.query<(TemporaryFile & { status: FileStatus })[]>(
    'select id, file_no as "fileNo", status from household where id = $1 for update',
    [previousFileId],
  );
  return file?.status === FileStatus.TEMPORARY ? file : null;
}

/** Columns that a conversion leaves alone: the file stays the same one, and is nobody's successor. */
const KEPT: readonly string[] = ['id', 'previous_file_id', 'version'];

/**
 * Turns a temporary file into the filed one that an application led to (临时档转建档): same id, so that what was paid under it
 * stays with the household. Who isn't of the household any more leaves it.
 *
 * @param values the columns of the file as it is recorded.
 * @param workerIds its members.
 */
export async function convertTemporary(
  tx: ActTransaction,
  { id }: TemporaryFile,
  values: Readonly<Record<string, unknown>>,
  workerIds: readonly string[],
): Promise<void> {
  await tx.query(
    `insert into former_member (id, household_id, worker_id, relation, joined_on, left_on, reason)
     select gen_random_uuid(), w.household_id, w.id, w.relation, w.member_since_on, $3::date, 'MOVED_OUT'
     from worker w where w.household_id = $1 and w.id <> all ($2::uuid[])`,
    [id, workerIds, tx.today],
  );
  await tx.query(
    `update worker set household_id = null, relation = null, member_since_on = null, version = version + 1
     where household_id = $1 and id <> all ($2::uuid[])`,
    [id, workerIds],
  );
  // The relations are those of the application, given next; until then nobody stands in a new head's way.
  await tx.query(`update worker set relation = 'OTHER' where household_id = $1`, [id]);
  const columns = Object.keys(values).filter((column) => !KEPT.includes(column));
  const sets = columns.map((column, at) => `${column} = $${at + 2}`);
  await tx.query(
    `update household set ${sets.join(', ')}, temporary_reason = null, version = version + 1 where id = $1`,
    [
      id,
      ...columns.map((column) => values[column]).map((value) => (typeof value === 'bigint' ? value.toString() : value)),
    ],
  );
}
