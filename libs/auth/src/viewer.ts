import { ForbiddenError } from '@nuan/errors';
import { isWithin } from '@nuan/kernel';

import { type Action, isGrantable, isHeldInEmergency, RIGHTS } from './action';
import { type Role, ROLES } from './role';

/** The department of our own services, which follow each other's feeds; the platform's own issuer alone names it. */
export const SERVICE_DEPARTMENT = 'nuan';

/** What a verified token says of itself, beside whom it describes. */
export interface Credential {
  /** Id of the token (`jti`), if its issuer gives one. */
  readonly tokenId: string | null;
  /** Who issued it (`iss`). */
  readonly issuer: string;
  /** The program that asks (`client_id`, else `azp`); limits and documents belong to it. */
  readonly client: string | null;
  /** When it was issued (`iat`), in seconds since 1970; revocations count from it. */
  readonly issuedAtS: number;
  /** Whose role the caller holds by delegation (代理), if it isn't the caller's own. */
  readonly onBehalfOf: string | null;
  /** The emergency access (应急授权) that the token was issued under, if any. */
  readonly emergencyId: string | null;
  /** The contract schema (接口契约) that the client is held to, if the token names one. */
  readonly contract: string | null;
  /** How much the client may ask for (限流等级), if the token says so. */
  readonly rateClass: string | null;
  /** Whether its issuer says that a service of the platform itself asks (平台服务), and no partner department. */
  readonly isService?: boolean;
}

/** Who asks: the verified content of a token, in the terms of the domain. */
export interface Viewer {
  /** Stable id of the caller, for audit rows. */
  readonly subject: string;
  readonly role: Role;
  /** Prefixes of division codes whose rows the viewer may read; none means none. */
  readonly readPrefixes: readonly string[];
  /** Prefixes of division codes whose rows the viewer may write. */
  readonly writePrefixes: readonly string[];
  /**
   * Heads of the sub-trees of unions (工会) whose rows the viewer may read, beside the bound by regions; null when regions alone
   * bound it, an empty list for no row.
   */
  readonly readUnions: readonly string[] | null;
  /** Heads of the sub-trees of unions for whose rows the viewer may write; null when regions alone bound it. */
  readonly writeUnions: readonly string[] | null;
  /** The viewer's own union organisation, if it has one: what it belongs to, not what bounds it. */
  readonly unionId: string | null;
  /** The viewer's department, for partner departments (人社, 民政 …). */
  readonly department: string | null;
  /** Rights that the token names one by one; only these for a partner department. */
  readonly scopes: readonly string[];
  /** The one subgraph that the token is good for, or null for all. */
  readonly subgraph: string | null;
  /** The token itself; null for the platform's own acts, which no token began. */
  readonly credential: Credential | null;
}

/** The table of rights as sets: a right is asked for with every guarded value of a page. */
const HELD: ReadonlyMap<Role, ReadonlySet<Action>> = new Map(ROLES.map((role) => [role, new Set(RIGHTS[role])]));

/**
 * Whether the viewer's role (or, for a partner department, its scopes, which give no detail of a person) includes a right. Who
 * acts in an emergency (应急授权) reads, and changes nothing.
 */
export function can(viewer: Viewer, action: Action): boolean {
  if (viewer.credential?.emergencyId != null && !isHeldInEmergency(action)) return false;
  return viewer.role === 'partner'
    ? viewer.scopes.includes(action) && isGrantable(action)
    : (HELD.get(viewer.role)?.has(action) ?? false);
}

/**
 * Asserts a right; the first line of every service method.
 *
 * @throws ForbiddenError when the viewer lacks it.
 */
export function assertCan(viewer: Viewer, action: Action): void {
  if (!can(viewer, action)) throw new ForbiddenError(action);
}

/** Whether the whole of a division lies within what the viewer may read. */
export function covers(viewer: Viewer, regionCode: string): boolean {
  return viewer.readPrefixes.some((prefix) => isWithin(regionCode, prefix));
}

/**
 * Asserts a right on a division: the role first, then the region.
 *
 * @throws ForbiddenError when either is missing.
 */
export function assertRegion(viewer: Viewer, regionCode: string, action: Action): void {
  assertCan(viewer, action);
  if (!covers(viewer, regionCode)) throw new ForbiddenError(action, 'This region is outside yours.', { regionCode });
}

/**
 * Asserts a right to write in a division: the role first, then the region. For new rows; a row that exists outside the
 * viewer's regions is NOT_FOUND instead.
 *
 * @throws ForbiddenError when either is missing.
 */
export function assertMayWrite(viewer: Viewer, regionCode: string, action: Action): void {
  assertCan(viewer, action);
  if (!viewer.writePrefixes.some((prefix) => isWithin(regionCode, prefix)))
    throw new ForbiddenError(action, 'This region is outside those in which you write.', { regionCode });
}

/** Whether the viewer sees the rows of some unions only: figures of whole regions aren't for it. */
export function isBoundByUnion({ readUnions }: Pick<Viewer, 'readUnions'>): boolean {
  return (readUnions ?? null) !== null;
}

/** Whether the viewer writes for some unions only. */
export function writesForSomeUnions({ writeUnions }: Pick<Viewer, 'writeUnions'>): boolean {
  return (writeUnions ?? null) !== null;
}

/** The regions in which the viewer writes, as patterns for `region_code like any($n::text[])`; an empty list selects no row. */
export function writePatterns(viewer: Viewer): string[] {
  return viewer.writePrefixes.map((prefix) => `${prefix}%`);
}

/** The prefixes that every read is limited to, ready for SQL. An empty list must select no row. */
export function readScope(viewer: Viewer): readonly string[] {
  return viewer.readPrefixes;
}

/** The viewer's regions as patterns for `region_code like any($n::text[])`; an empty list selects no row. */
export function scopePatterns(viewer: Viewer): string[] {
  return viewer.readPrefixes.map((prefix) => `${prefix}%`);
}

/** The viewer's regions as division codes, for rollups: '34' → '340000', '3411' → '341100'. None contains another, so that they add up. */
export function scopeCodes({ readPrefixes }: Viewer): string[] {
  const widest = readPrefixes.filter(
    (prefix) => !readPrefixes.some((other) => other !== prefix && prefix.startsWith(other)),
  );
  return [...new Set(widest)].map((prefix) => prefix.padEnd(6, '0'));
}
