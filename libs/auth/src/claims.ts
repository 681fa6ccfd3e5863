import { UnauthenticatedError } from '@nuan/errors';
import { isRegionCode, regionPrefix } from '@nuan/kernel';
import type { JWTPayload } from 'jose';

import { isRole } from './role';
import type { Viewer } from './viewer';

function texts(value: unknown, claim: string): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new UnauthenticatedError(undefined, { cause: `claim ${claim} is not a list of strings` });
}

function textOrNull(value: unknown, claim: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  throw new UnauthenticatedError(undefined, { cause: `claim ${claim} is not a string` });
}

/** Prefixes of the listed divisions, without those that another already covers. */
function prefixes(value: unknown, claim: string): readonly string[] {
  const codes = texts(value, claim);
  if (!codes.every(isRegionCode))
    throw new UnauthenticatedError(undefined, { cause: `claim ${claim} holds no region code` });
  const all = [...new Set(codes.map(regionPrefix))];
  return all.filter((prefix) => !all.some((other) => other !== prefix && prefix.startsWith(other)));
}

/**
 * The viewer that a verified token's claims describe: `sub`, `role`, `read` and `write` (division codes), `union`,
 * `department`, `scope` (blank-separated rights) and `subgraph`.
 *
 * @throws UnauthenticatedError when a claim is missing or malformed.
 */
export function viewerOf(claims: JWTPayload): Viewer {
  const { sub, role, scope } = claims;
  if (!sub) throw new UnauthenticatedError(undefined, { cause: 'claim sub is missing' });
  if (typeof role !== 'string' || !isRole(role))
    throw new UnauthenticatedError(undefined, { cause: 'claim role is unknown' });
  return Object.freeze({
    subject: sub,
    role,
    readPrefixes: prefixes(claims['read'], 'read'),
    writePrefixes: prefixes(claims['write'], 'write'),
    unionId: textOrNull(claims['union'], 'union'),
    department: textOrNull(claims['department'], 'department'),
    scopes: (textOrNull(scope, 'scope') ?? '').split(' ').filter(Boolean),
    subgraph: textOrNull(claims['subgraph'], 'subgraph'),
  });
}
