import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';

/**
 * Refuses to go on with a file while a list of another department contradicts it and nobody has settled that: a member who is
 * registered as dead, a second home. Takes the file's row, for which a list that comes in at the same time waits, or is seen here.
 */
export async function assertMatchesSettled(tx: ActTransaction, householdId: string): Promise<void> {
  await tx.query('select id from household where id = $1 for update', [householdId]);
  const open = await tx.query<{ source: string; rule: string }[]>(
    `select distinct source, rule from household_match
     where household_id = $1 and result = 'CONFLICT' and resolution is null order by source, rule`,
    [householdId],
  );
  if (open.length === 0) return;
  tx.refuse(
    new RuleBroken('MATCH_CONFLICT_OPEN', 'id', 'Settle first what other departments contradict of this file.', {
      sources: [...new Set(open.map(({ source }) => source))].join(', '),
      rules: open.map(({ rule }) => rule).join(', '),
    }),
  );
}
