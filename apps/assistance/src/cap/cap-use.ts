import type { ActTransaction } from '@nuan/facts';

const GIVE_BACK = `
update cap_usage u set used_fen = u.used_fen - g.fen
from (
  select disbursement_cap_subject(d) as subject_id, coalesce(d.cap_scope, 'PERSON_YEAR') as scope,
    d.target_group || '/' || d.purpose as cap_key, coalesce($2::int, disbursement_cap_year(d)) as year, sum(d.amount_fen) as fen
  from disbursement d where d.id = any($1::uuid[]) group by 1, 2, 3, 4
) g
where u.subject_id = g.subject_id and u.scope = g.scope and u.cap_key = g.cap_key and u.year = g.year`;

/**
 * Gives back what payments use of the caps of a year, since their money is no longer theirs: released, failed or reversed.
 * Call it in the act that moves them.
 *
 * @param year the year in which it was taken; that of each payment's reservation when null.
 */
export async function giveBackCaps(
  tx: ActTransaction,
  ids: readonly string[],
  year: number | null = null,
): Promise<void> {
  if (ids.length > 0) await tx.query(GIVE_BACK, [ids, year]);
}
