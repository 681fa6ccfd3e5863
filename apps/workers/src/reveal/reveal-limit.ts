import type { ActTransaction } from '@nuan/facts';

import { RevealLimitReached } from './reveal.results';

/** Values that one viewer may have revealed within an hour; more is a copy of the register. */
export const REVEALS_PER_HOUR = 20;

/** Acts that show somebody in clear: one value of a person, the account of a household, and all that is held of a person. */
const REVEALING: readonly string[] = ['person.reveal', 'account.reveal', 'subject.open'];

/**
 * Refuses an act that shows somebody in clear when the viewer has had as many as an hour allows. They are counted in the audit, under a
 * lock of the viewer's own, so that two at once can't both be the twentieth.
 */
export async function assertWithinLimit(tx: ActTransaction): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('reveal:' || $1, 0))`, [tx.viewer.subject]);
  const [found] = await tx.query<{ count: number; oldest: Date | null }[]>(
    `select count(*)::int as count, min(happened_at) as oldest from audit_entry
     where actor = $1 and action = any($2::text[]) and happened_at > $3::timestamptz - interval '1 hour'`,
    [tx.viewer.subject, REVEALING, tx.now],
  );
  if (!found || found.count < REVEALS_PER_HOUR) return;
  const freeAt = (found.oldest ?? tx.now).getTime() + 3_600_000;
  tx.refuse(new RevealLimitReached(REVEALS_PER_HOUR, Math.max(1, Math.ceil((freeAt - tx.now.getTime()) / 1000))));
}
