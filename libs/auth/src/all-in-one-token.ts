import { type DevelopmentTokenOptions, issueDevelopmentToken, loadOrCreateDevelopmentKey } from './development';
import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER, DEVELOPMENT_REGIONS } from './development-defaults';
import type { Role } from './role';

/** What a token says beside its role. */
type AllInOneTokenOptions = Pick<DevelopmentTokenOptions, 'ttlS'> &
  Partial<Omit<DevelopmentTokenOptions, 'role' | 'privateJwk' | 'issuer' | 'audience'>>;

/**
 * A token of a role that the all-in-one over a data directory takes, signed with the key that lies there: for the division where that role's tokens
 * usually hold, unless `options` name another.
 */
export function issueAllInOneToken(dataDir: string, role: Role, options: AllInOneTokenOptions): Promise<string> {
  return issueDevelopmentToken({
    region: DEVELOPMENT_REGIONS[role],
    ...options,
    role,
    privateJwk: loadOrCreateDevelopmentKey(dataDir).privateJwk,
    issuer: DEVELOPMENT_ISSUER,
    audience: DEVELOPMENT_AUDIENCE,
  });
}
