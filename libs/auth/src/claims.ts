import { UnauthenticatedError } from '@nuan/errors';
import { isRegionCode, isUuid, regionPrefix } from '@nuan/kernel';
import type { JWTPayload } from 'jose';

import { isRole } from './role';
import type { Credential, Viewer } from './viewer';

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

/** Ids of unions, each at the head of a sub-tree; null when the claim is absent, which bounds nothing. */
function unions(value: unknown, claim: string): readonly string[] | null {
  if (value === undefined) return null;
  const ids = texts(value, claim);
  if (!ids.every(isUuid)) throw new UnauthenticatedError(undefined, { cause: `claim ${claim} holds no id of a union` });
  return [...new Set(ids)];
}

function credentialOf(claims: JWTPayload): Credential {
  return Object.freeze({
    tokenId: textOrNull(claims.jti, 'jti'),
    issuer: claims.iss ?? '',
    client: textOrNull(claims['client_id'], 'client_id') ?? textOrNull(claims['azp'], 'azp'),
    issuedAtS: claims.iat ?? 0,
    onBehalfOf: textOrNull(claims['on_behalf_of'], 'on_behalf_of'),
    emergencyId: textOrNull(claims['emergency'], 'emergency'),
    contract: textOrNull(claims['contract'], 'contract'),
    rateClass: textOrNull(claims['rate_class'], 'rate_class'),
    ...(claims['service'] === true && { isService: true }),
  });
}

/**
 * The viewer that a verified token's claims describe: `sub`, `role`, `read` and `write` (division codes), `read_unions` and
 * `write_unions` (heads of sub-trees of unions; absent for who is bounded by regions alone), `union`, `department`, `scope`
 * (blank-separated rights) and `subgraph`; and of the token itself `jti`, `iat`, `client_id` or `azp`,
 * `on_behalf_of`, `emergency`, `contract`, `rate_class` and `service`.
 *
 * @throws UnauthenticatedError when a claim is missing or malformed.
 */
export function viewerOf(claims: JWTPayload): Viewer {
  const { sub, role, scope } = claims;
  if (!sub) throw new UnauthenticatedError(undefined, { cause: 'claim sub is missing' });
  if (typeof role !== 'string' || !isRole(role))
    throw new UnauthenticatedError(undefined, { cause: 'claim role is unknown' });
  const readUnions = unions(claims['read_unions'], 'read_unions');
  return Object.freeze({
    subject: sub,
    role,
    readPrefixes: prefixes(claims['read'], 'read'),
    writePrefixes: prefixes(claims['write'], 'write'),
    readUnions,
    // Who reads for some unions alone writes for no other.
    writeUnions: unions(claims['write_unions'], 'write_unions') ?? readUnions,
    unionId: textOrNull(claims['union'], 'union'),
    department: textOrNull(claims['department'], 'department'),
    scopes: (textOrNull(scope, 'scope') ?? '').split(' ').filter(Boolean),
    subgraph: textOrNull(claims['subgraph'], 'subgraph'),
    credential: credentialOf(claims),
  });
}
