import { timingSafeEqual } from 'node:crypto';

import type { Viewer } from '@nuan/auth';
import type { FieldCipher } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { isUuid } from '@nuan/kernel';

/** How long an opened export lets its officer gather the records of the other subgraphs. */
export const GRANT_MINUTES = 15;

const DOMAIN = 'subject-grant';

const textOf = (viewer: Viewer, workerId: string, untilMs: number): string =>
  [viewer.subject, workerId, untilMs].join('\n');

/**
 * A grant to read the records of one person in every subgraph: it names person and end, and is signed for this officer under a key
 * that all subgraphs derive and nobody else has. It is worth nothing in other hands, and beyond its quarter of an hour.
 */
export function makeGrant(cipher: FieldCipher, viewer: Viewer, workerId: string): { grant: string; until: Date } {
  const until = new Date(Date.now() + GRANT_MINUTES * 60_000);
  const signature = cipher.hash(DOMAIN, textOf(viewer, workerId, until.getTime())).toString('hex');
  return { grant: `${workerId}.${until.getTime()}.${signature}`, until };
}

/**
 * The person whom a grant names.
 *
 * @throws NotFoundError for one that is over, altered, or another officer's: in one way, which tells nothing.
 */
export function personOfGrant(cipher: FieldCipher, viewer: Viewer, grant: string): string {
  const [workerId = '', until = '', signature = ''] = grant.split('.');
  const expected = cipher.hash(DOMAIN, textOf(viewer, workerId, Number(until)));
  const given = Buffer.from(signature, 'hex');
  const isRight = given.length === expected.length && timingSafeEqual(given, expected);
  if (!isRight || !isUuid(workerId) || !(Number(until) > Date.now())) throw new NotFoundError('SubjectExport', 'grant');
  return workerId;
}
