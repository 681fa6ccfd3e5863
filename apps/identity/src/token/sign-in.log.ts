import type { ActTransaction } from '@nuan/facts';
import { newId } from '@nuan/kernel';

import type { GrantType, SignInRefusal } from '../sign-in/sign-in-outcome';
import type { Holding } from './holding';

/** Who asked, as far as it is known. */
export interface SignInSubject {
  readonly grantType: GrantType;
  readonly userId?: string;
  readonly clientId?: string;
  readonly issuer?: string;
  readonly regionCode?: string;
}

/** A token that is about to be signed. */
export interface TokenToLog {
  readonly tokenId: string;
  readonly expiresAt: Date;
  readonly holding: Holding | null;
}

/** Puts a refused request on record, in the act that refuses it. */
export async function logRefusal(tx: ActTransaction, subject: SignInSubject, refusal: SignInRefusal): Promise<void> {
  await insert(tx, subject, { outcome: 'REFUSED', refusal });
  tx.note({ grantType: subject.grantType, outcome: 'REFUSED', refusal });
}

/** Puts a token on record, in the act that issues it. */
export async function logIssue(tx: ActTransaction, subject: SignInSubject, token: TokenToLog): Promise<void> {
  const { holding, tokenId, expiresAt } = token;
  await insert(tx, subject, {
    outcome: 'ISSUED',
    token_id: tokenId,
    token_expires_at: expiresAt,
    ...columnsOf(holding),
  });
  tx.note({
    grantType: subject.grantType,
    outcome: 'ISSUED',
    tokenId,
    role: holding?.role ?? null,
    emergencyId: holding?.emergencyId ?? null,
    onBehalfOf: holding?.onBehalfOf ?? null,
  });
}

function columnsOf(holding: Holding | null): Record<string, unknown> {
  if (holding === null) return {};
  const { role, assignmentId, delegationId, emergencyId } = holding;
  return { role, assignment_id: assignmentId, delegation_id: delegationId, emergency_id: emergencyId };
}

async function insert(tx: ActTransaction, subject: SignInSubject, more: Record<string, unknown>): Promise<void> {
  const row = {
    id: newId(),
    happened_at: tx.now,
    grant_type: subject.grantType,
    user_id: subject.userId ?? null,
    client_id: subject.clientId ?? null,
    issuer: subject.issuer ?? null,
    region_code: subject.regionCode ?? null,
    ...more,
  };
  const columns = Object.keys(row);
  const places = columns.map((_column, index) => `$${index + 1}`);
  await tx.query(`insert into sign_in (${columns.join(', ')}) values (${places.join(', ')})`, Object.values(row));
  if (subject.userId) tx.about('User', subject.userId);
  if (subject.clientId) tx.about('Client', subject.clientId);
  if (subject.regionCode) tx.within(subject.regionCode);
}
