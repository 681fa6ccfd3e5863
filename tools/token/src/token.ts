import { join, resolve } from 'node:path';
import {
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_ISSUER,
  DEVELOPMENT_PARTNER_SCOPES,
  DEVELOPMENT_REGIONS,
  isRole,
  issueDevelopmentToken,
  loadOrCreateDevelopmentKey,
  ROLES,
} from '@nuan/auth';
import { FaultError } from '@nuan/errors';
import { findRegion } from '@nuan/regions';

const TTL_S = 12 * 3600;

/**
 * A development token of `role`, for the division `region` or the role's usual one, signed with the key of the data directory.
 * @throws FaultError in one line on an unknown role or region.
 */
export async function makeToken(
  dataDir: string,
  role: string | undefined,
  region: string | undefined,
): Promise<string> {
  if (role === undefined || !isRole(role)) {
    throw new FaultError(`usage: npm run -s token -- ROLE [REGION], where ROLE is one of ${ROLES.join(', ')}`);
  }
  if (region !== undefined && !findRegion(region)) {
    throw new FaultError(`${region} is no division of Anhui: use a GB/T 2260 code such as 340000, 340100 or 340102`);
  }
  const { privateJwk } = loadOrCreateDevelopmentKey(resolve(dataDir));
  return issueDevelopmentToken({
    role,
    region: region ?? DEVELOPMENT_REGIONS[role],
    privateJwk,
    issuer: DEVELOPMENT_ISSUER,
    audience: DEVELOPMENT_AUDIENCE,
    ttlS: TTL_S,
    ...(role === 'partner' ? { scopes: DEVELOPMENT_PARTNER_SCOPES, department: 'development' } : {}),
  });
}

/** Where an all-in-one started from `workingDir` keeps its data. */
export function dataDirectory(given: string | undefined, workingDir: string): string {
  return resolve(workingDir, given === undefined || given.trim() === '' ? join('.', '.nuan') : given);
}
