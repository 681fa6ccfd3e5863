import { writePatterns } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { type ArchiveTier, type FileStatus, type HardshipCause, isUuid } from '@nuan/kernel';

import { FILE_IN_FORCE } from '../projection/file-in-force';

/** What casework needs to know of a household with a file in force. */
export interface FiledHousehold {
  readonly id: string;
  readonly regionCode: string;
  readonly unionId: string;
  readonly tier: ArchiveTier;
  /** The primary cause first. */
  readonly causes: readonly HardshipCause[];
  readonly hasStudent: boolean;
}

const SELECT = `select h.id, h.region_code as "regionCode", h.union_id as "unionId", h.tier, h.status,
    array_prepend(h.primary_cause, h.secondary_causes) as causes,
    exists (select from student_projection s where s.household_id = h.id) as "hasStudent"
  from household_projection h where h.id = $1 and h.region_code like any($2::text[]) for share of h`;

/**
 * The household as the register knows it, held still for the act and named to its audit row; refuses (FILE_NOT_IN_FORCE) one
 * that has left.
 *
 * @throws NotFoundError when it is unknown or outside the viewer's write regions.
 */
export async function holdFiledHousehold(tx: ActTransaction, id: string): Promise<FiledHousehold> {
  const patterns = writePatterns(tx.viewer);
  const rows = isUuid(id) ? await tx.query<(FiledHousehold & { status: FileStatus })[]>(SELECT, [id, patterns]) : [];
  const [household] = rows;
  if (!household) throw new NotFoundError('Household', id);
  if (!FILE_IN_FORCE.includes(household.status)) {
    tx.refuse(
      new RuleBroken(
        'FILE_NOT_IN_FORCE',
        'householdId',
        'The household’s file is not in force: it can’t be planned for or paired.',
        {
          status: household.status,
        },
      ),
    );
  }
  tx.about('Household', id);
  tx.within(household.regionCode);
  return household;
}

/** Causes of hardship of a household, the primary first; none for a household that the register doesn't know. */
export async function causesOf(tx: ActTransaction, householdId: string): Promise<readonly HardshipCause[]> {
  const [row] = await tx.query<{ causes: HardshipCause[] }[]>(
    'select array_prepend(primary_cause, secondary_causes) as causes from household_projection where id = $1 for share',
    [householdId],
  );
  return row?.causes ?? [];
}
