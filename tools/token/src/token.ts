import { join, resolve } from 'node:path';
import { DEVELOPMENT_PARTNER_SCOPES, isAction, isRole, issueAllInOneToken, ROLES } from '@nuan/auth';
import { assertDevelopment, type Environment } from '@nuan/config';
import { FaultError } from '@nuan/errors';
import { isUuid } from '@nuan/kernel';
import { findRegion } from '@nuan/regions';

const TTL_S = 12 * 3600;

/** What a token may say beside its role and division. */
export interface TokenChoices {
  /** Whom it is made out to: rules of four eyes compare persons. */
  readonly subject?: string | undefined;
  /** A partner department, such as 民政. */
  readonly department?: string | undefined;
  /** A partner's rights, parted by commas. */
  readonly scopes?: string | undefined;
  /** Ids of the unions whose sub-trees bound it, parted by commas. */
  readonly unions?: string | undefined;
}

/**
 * A development token of `role`, for the division `region` or the role's usual one, signed with the key of the data directory.
 * @throws FaultError in one line on an unknown role, region or right; ConfigError in production.
 */
export async function makeToken(
  env: Environment,
  dataDir: string,
  role: string | undefined,
  region: string | undefined,
  { subject, department, scopes, unions }: TokenChoices = {},
): Promise<string> {
  assertDevelopment(env, 'the token tool');
  if (role === undefined || !isRole(role)) {
    throw new FaultError(
      `usage: npm run -s token -- ROLE [REGION] [--as PERSON] [--unions ID,ID] [--department NAME --scopes RIGHT,RIGHT], where ROLE is one of ${ROLES.join(', ')}`,
    );
  }
  if (region !== undefined && !findRegion(region)) {
    throw new FaultError(`${region} is no division of Anhui: use a GB/T 2260 code such as 340000, 340100 or 340102`);
  }
  return issueAllInOneToken(resolve(dataDir), role, {
    ttlS: TTL_S,
    ...(region === undefined ? {} : { region }),
    ...(subject === undefined ? {} : { subject }),
    ...(unions === undefined ? {} : { unions: unionsOf(unions) }),
    ...(role === 'partner' ? { scopes: partnerScopes(scopes), department: department ?? 'development' } : {}),
  });
}

function partnerScopes(given: string | undefined): readonly string[] {
  if (given === undefined) return DEVELOPMENT_PARTNER_SCOPES;
  const scopes = given.split(',');
  const unknown = scopes.find((scope) => !isAction(scope));
  if (unknown !== undefined) throw new FaultError(`${unknown} is no right: they stand in libs/auth/src/action.ts`);
  return scopes;
}

function unionsOf(given: string): readonly string[] {
  const unions = given.split(',');
  const wrong = unions.find((id) => !isUuid(id));
  if (wrong !== undefined) throw new FaultError(`${wrong} is no id of a union: take it from tradeUnions`);
  return unions;
}

/** Where an all-in-one started from `workingDir` keeps its data. */
export function dataDirectory(given: string | undefined, workingDir: string): string {
  return resolve(workingDir, given === undefined || given.trim() === '' ? join('.', '.nuan') : given);
}
