import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';

const ATTEND = `
with marked as (
  update place_claim set state = 'ATTENDED', version = version + 1
  where pool_id = $1 and id = any($2::uuid[]) and state = 'HELD' returning worker_id
) select worker_id from marked`;

/**
 * Marks who came, within the act that holds the event or trip; who was marked before stays so. One without a place refuses
 * the whole list (PLACE_NOT_HELD).
 *
 * @returns the persons newly marked.
 */
export async function markAttendance(
  tx: ActTransaction,
  poolId: string,
  claimIds: readonly string[],
): Promise<readonly string[]> {
  await tx.query('select from place_pool where id = $1 for update', [poolId]);
  const [known] = await tx.query<{ count: number }[]>(
    `select count(*)::integer as count from place_claim
     where pool_id = $1 and id = any($2::uuid[]) and state in ('HELD','ATTENDED')`,
    [poolId, claimIds],
  );
  const missing = claimIds.length - (known?.count ?? 0);
  if (missing > 0) {
    const message = 'Some of these have no place there: read the list anew.';
    tx.refuse(new RuleBroken('PLACE_NOT_HELD', 'claimIds', message, { missing }));
  }
  const marked = await tx.query<{ worker_id: string }[]>(ATTEND, [poolId, claimIds]);
  const workers = marked.map((row) => row.worker_id);
  tx.about('Worker', workers);
  tx.note({ attended: workers.length });
  return workers;
}
