import { isRole, MAX_FOREIGN_AGE_S, type Role, ROLES } from '@nuan/auth';
import { durationMs, type Environment, type Mode, mode, text, url } from '@nuan/config';
import { z } from 'zod';

/** The one issuer that variables name. */
export interface NamedIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** Where its public keys are: a URL, or a file. */
  readonly jwks: string;
}

/** Whose word a program takes, from its environment; the same for the gateway and every subgraph. */
export interface TrustConfig {
  readonly mode: Mode;
  /** File with a list of issuers; null when the variables name the only one. */
  readonly issuersFile: string | null;
  readonly issuer: NamedIssuer | null;
  /** Names of the issuers that are the platform's own; none when nobody is. */
  readonly ownIssuers: readonly string[];
  /** For how long after it was issued a token of any other issuer is taken. */
  readonly foreignAgeS: number;
  /** Where revoked tokens are listed; null in development, where they hold until they expire, and where the list itself is kept. */
  readonly revocationsUrl: string | null;
  /** Time between two looks at that list. */
  readonly revocationsEveryMs: number;
  /** Roles that may ask for the schema; holders of `schema:read` may wherever they are. */
  readonly introspection: readonly Role[];
}

const HTTP = { protocols: ['http:', 'https:'] } as const;

/**
 * The variables of {@link TrustConfig}, for a program's own schema. Without `NUAN_ISSUERS` the three variables of the one issuer
 * are needed.
 */
export function trustVariables(env: Environment) {
  const isListed = Boolean(env['NUAN_ISSUERS']?.trim());
  const needed = isListed ? text().optional() : text();
  return {
    NUAN_MODE: mode(),
    NUAN_ISSUERS: text().optional(),
    NUAN_JWKS: needed,
    NUAN_JWT_ISSUER: needed,
    NUAN_JWT_AUDIENCE: text('nuan'),
    NUAN_IDENTITY_ISSUER: url(HTTP).optional(),
    NUAN_FOREIGN_TOKEN_AGE: durationMs(MAX_FOREIGN_AGE_S * 1000).refine(
      (value) => value >= 1000 && value <= MAX_FOREIGN_AGE_S * 1000,
      `expected 1s to ${MAX_FOREIGN_AGE_S}s, since what another issuer takes back ends here within a minute`,
    ),
    NUAN_REVOCATIONS: url(HTTP).optional(),
    NUAN_REVOCATIONS_EVERY: durationMs(10_000).refine(
      (value) => value >= 100 && value <= 30_000,
      'expected 100ms to 30s, since a revocation holds everywhere within a minute',
    ),
    NUAN_INTROSPECTION: introspectionRoles,
  };
}

/** What the variables say, once they are read. */
export interface TrustVariables {
  readonly NUAN_MODE: Mode;
  readonly NUAN_ISSUERS?: string | undefined;
  readonly NUAN_JWKS?: string | undefined;
  readonly NUAN_JWT_ISSUER?: string | undefined;
  readonly NUAN_JWT_AUDIENCE: string;
  readonly NUAN_IDENTITY_ISSUER?: string | undefined;
  readonly NUAN_FOREIGN_TOKEN_AGE: number;
  readonly NUAN_REVOCATIONS?: string | undefined;
  readonly NUAN_REVOCATIONS_EVERY: number;
  readonly NUAN_INTROSPECTION?: readonly Role[] | undefined;
}

/** The variables in the shape that programs want. */
export function trustConfig(read: TrustVariables): TrustConfig {
  const { NUAN_JWKS: jwks, NUAN_JWT_ISSUER: issuer, NUAN_JWT_AUDIENCE: audience } = read;
  return {
    mode: read.NUAN_MODE,
    issuersFile: read.NUAN_ISSUERS ?? null,
    issuer: jwks === undefined || issuer === undefined ? null : { jwks, issuer, audience },
    ownIssuers: ownIssuers(read),
    foreignAgeS: Math.floor(read.NUAN_FOREIGN_TOKEN_AGE / 1000),
    revocationsUrl: read.NUAN_REVOCATIONS ?? null,
    revocationsEveryMs: read.NUAN_REVOCATIONS_EVERY,
    introspection: read.NUAN_INTROSPECTION ?? (read.NUAN_MODE === 'development' ? ROLES : ['admin']),
  };
}

/** Identity, by the name that stands in its tokens; in development also the one issuer that the variables name. */
function ownIssuers({ NUAN_MODE: mode, NUAN_IDENTITY_ISSUER: identity, NUAN_JWT_ISSUER: single }: TrustVariables) {
  const own = [identity?.replace(/\/$/, ''), ...(mode === 'development' ? [single] : [])];
  return own.filter((issuer) => issuer !== undefined);
}

/** `all`, `none` (also true and false), or roles parted by commas. */
const introspectionRoles = z
  .string()
  .transform((given, context): readonly Role[] => {
    const words = given.split(',').map((word) => word.trim());
    if (['all', 'true'].includes(given.trim())) return ROLES;
    if (['none', 'false'].includes(given.trim())) return [];
    if (words.every(isRole)) return words;
    const expected = `expected all, none, or roles parted by commas, got ${JSON.stringify(given.slice(0, 40))}`;
    context.addIssue({ code: 'custom', message: `${expected}; roles are ${ROLES.join(', ')}` });
    return z.NEVER;
  })
  .optional();
