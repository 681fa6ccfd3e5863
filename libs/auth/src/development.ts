import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { FaultError } from '@nuan/errors';
import { importJWK, type JSONWebKeySet, type JWK, SignJWT } from 'jose';

import type { Role } from './role';
import { TOKEN_ALGORITHM } from './verifier';

const KEY_FILE = 'development-key.json';

/** Key ids of the development issuer begin so, wherever a copy of the key goes. */
const KEY_ID_PREFIX = 'development-';

/** The development issuer's key pair: the private key for tokens, the public set for verifiers. */
export interface DevelopmentKey {
  readonly privateJwk: JWK;
  readonly jwks: JSONWebKeySet;
}

/** What a development token says. */
export interface DevelopmentTokenOptions {
  readonly role: Role;
  /** Division code that the token may read, and may write unless its role only reads. */
  readonly region: string;
  readonly privateJwk: JWK;
  readonly issuer: string;
  readonly audience: string;
  readonly ttlS: number;
  /** Heads of the sub-trees of unions that it is bounded to; bounded by its division alone when absent. */
  readonly unions?: readonly string[];
  /** Rights of a partner department. */
  readonly scopes?: readonly string[];
  readonly department?: string;
  /** The one subgraph that the token is good for; all when absent. */
  readonly subgraph?: string;
  /** The contract schema that the token is held to; none when absent. */
  readonly contract?: string;
  /** A service of the platform itself. */
  readonly isService?: boolean;
  /** How much its client may ask for; as usual when absent. */
  readonly rateClass?: string;
  /** Whom the token is made out to; one person per role and division when absent. Four-eyes rules need several. */
  readonly subject?: string;
}

/** An administrator writes users, roles and clients, and its rights stop there. */
const READ_ONLY_ROLES: readonly Role[] = ['auditor', 'analyst'];

/** A partner department writes where its rights are more than reading. */
function writesNothing(role: Role, scopes: readonly string[]): boolean {
  return role === 'partner'
    ? scopes.every((scope) => /:(read|aggregate)$/.test(scope))
    : READ_ONLY_ROLES.includes(role);
}

/** Whether a key is a development issuer's, which production mode refuses. */
export function isDevelopmentKey({ kid }: JWK): boolean {
  return typeof kid === 'string' && kid.startsWith(KEY_ID_PREFIX);
}

function keyOf(privateJwk: JWK): DevelopmentKey {
  const { d: _secret, ...publicJwk } = privateJwk;
  return { privateJwk, jwks: { keys: [publicJwk] } };
}

function readKey(path: string): DevelopmentKey | null {
  try {
    return keyOf(JSON.parse(readFileSync(path, 'utf8')) as JWK);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new FaultError(`${path} is damaged: delete it, and a new key is made.`, { cause: error });
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * The development issuer's key, made on first use and kept in `dir` readable by its owner alone. Two processes that start at once
 * end up with the same key: a finished file is linked into place, and whoever comes second reads the first one's.
 *
 * @throws FaultError when the kept file is damaged.
 */
export function loadOrCreateDevelopmentKey(dir: string): DevelopmentKey {
  const path = join(dir, KEY_FILE);
  const kept = readKey(path);
  if (kept) return kept;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk: JWK = {
    ...privateKey.export({ format: 'jwk' }),
    kid: `${KEY_ID_PREFIX}${randomUUID()}`,
    alg: TOKEN_ALGORITHM,
    use: 'sig',
  } as JWK;
  const draft = `${path}.${process.pid}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(jwk), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
    return keyOf(jwk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const winner = readKey(path);
    if (!winner) throw new FaultError(`${path} vanished while it was read.`, { cause: error });
    return winner;
  } finally {
    unlinkSync(draft);
  }
}

/** A token of the development issuer, for the all-in-one and for tests; production tokens come from the organisation's own issuer. */
export async function issueDevelopmentToken(options: DevelopmentTokenOptions): Promise<string> {
  const { role, region, privateJwk, issuer, audience, ttlS, scopes = [], department, subgraph, subject } = options;
  const { contract, rateClass, unions, isService } = options;
  const write = writesNothing(role, scopes) ? [] : [region];
  const claims = {
    role,
    read: [region],
    write,
    scope: scopes.join(' '),
    ...(unions && { read_unions: unions, write_unions: unions }),
    ...(department && { department }),
    ...(subgraph && { subgraph }),
    ...(contract && { contract }),
    ...(rateClass && { rate_class: rateClass }),
    ...(isService && { service: true }),
  };
  const header = { alg: TOKEN_ALGORITHM, ...(privateJwk.kid && { kid: privateJwk.kid }) };
  return new SignJWT(claims)
    .setProtectedHeader(header)
    .setSubject(subject ?? `development:${role}:${region}`)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + ttlS)
    .sign(await importJWK(privateJwk, TOKEN_ALGORITHM));
}
