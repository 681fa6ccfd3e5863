import type { Revocations } from '@nuan/auth';
import { UnauthenticatedError } from '@nuan/errors';
import type { Clock } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

/**
 * What this program took back, read where it writes it: the others poll the list, and here a right ends with the act that takes it
 * away.
 */
export function keptRevocations(db: DataSource, clock: Clock): Revocations {
  return {
    async assertStanding({ subject, credential }) {
      const revoked = await db.query<unknown[]>(
        `select 1 from token_revocation
         where expires_at > $1 and (subject = $2 and before_s > $3 or token_id::text = $4) limit 1`,
        [clock.now(), subject, credential?.issuedAtS ?? 0, credential?.tokenId ?? null],
      );
      if (revoked.length > 0) throw new UnauthenticatedError(undefined, { cause: 'the token was revoked' });
    },
  };
}
