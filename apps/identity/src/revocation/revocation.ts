import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { type Clock, newId } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { MAX_TOKEN_TTL_S } from '../identity.config';

/** Clocks of verifiers may differ by half a minute; an entry outlives the last token by twice that. Seconds. */
const MARGIN_S = 60;

/** What verifiers refuse: tokens of a subject issued before an instant (seconds since 1970), or one token. */
export type RevocationEntry = { readonly sub: string; readonly before: number } | { readonly jti: string };

/** The list that verifiers poll. */
export interface RevocationList {
  readonly asOf: string;
  readonly entries: readonly RevocationEntry[];
}

/**
 * Makes every token that the subjects hold now worthless, in the act that takes their right away. The act must hold the
 * subjects' rows locked: a token that is being issued meanwhile is issued before that or sees what the act decided.
 */
export async function revokeSubjects(tx: ActTransaction, clock: Clock, subjects: readonly string[]): Promise<void> {
  // Read after the lock: a token issued while we waited for it is among those of before.
  const now = clock.now();
  const beforeS = Math.floor(now.getTime() / 1000) + 1;
  for (const subject of new Set(subjects))
    await tx.query(
      'insert into token_revocation (id, subject, before_s, made_at, expires_at) values ($1, $2, $3, $4, $5)',
      [newId(), subject, beforeS, now, expiryOf(now)],
    );
}

/** Makes the tokens worthless that were issued by a delegation or an emergency access; other tokens of the person stay. */
export async function revokeTokensOf(
  tx: ActTransaction,
  clock: Clock,
  column: 'delegation_id' | 'emergency_id',
  id: string,
): Promise<void> {
  const now = clock.now();
  const tokens = await beyondRegions('tokens end wherever their holder belongs', () =>
    tx.query<{ token_id: string }[]>(`select token_id from sign_in where ${column} = $1 and token_expires_at > $2`, [
      id,
      now,
    ]),
  );
  for (const { token_id } of tokens)
    await tx.query('insert into token_revocation (id, token_id, made_at, expires_at) values ($1, $2, $3, $4)', [
      newId(),
      token_id,
      now,
      expiryOf(now),
    ]);
}

function expiryOf(now: Date): Date {
  return new Date(now.getTime() + (MAX_TOKEN_TTL_S + MARGIN_S) * 1000);
}

/** What is revoked now, one entry per subject; opaque ids only. */
export async function listRevocations(db: DataSource, now: Date): Promise<RevocationList> {
  const rows = await db.query<{ subject: string | null; before_s: string | null; token_id: string | null }[]>(
    `select subject, max(before_s) as before_s, token_id from token_revocation where expires_at > $1
     group by subject, token_id order by subject, token_id`,
    [now],
  );
  const entries = rows.map(({ subject, before_s, token_id }): RevocationEntry =>
    subject === null ? { jti: String(token_id) } : { sub: subject, before: Number(before_s) },
  );
  return { asOf: now.toISOString(), entries };
}
