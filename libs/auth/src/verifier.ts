import { createHash } from 'node:crypto';

import { UnauthenticatedError, UnavailableError } from '@nuan/errors';
import { decodeJwt, type JWTPayload, jwtVerify } from 'jose';

import { viewerOf } from './claims';
import { keysOf, type TrustedIssuer } from './issuer-keys';
import type { Revocations } from './revocations';
import {
  assertFresh,
  assertSaysNothingOfOurs,
  assertTokenTimes,
  isUnreachableIssuer,
  MAX_FOREIGN_AGE_S,
  MAX_TOKEN_CHARS,
} from './token-rules';
import type { Viewer } from './viewer';

/** The algorithm of tokens that we sign ourselves. */
export const TOKEN_ALGORITHM = 'ES256';

/** The only signature algorithms accepted, all of them with a public and a private key, whatever a token's header says. */
const ACCEPTED_ALGORITHMS = [TOKEN_ALGORITHM, 'PS256', 'RS256'];

/** A verified token is verified anew after this time, in seconds, so that a withdrawn key ends it. */
const REMEMBERED_S = 300;

const CACHED_TOKENS = 5000;
const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;

/** What a verifier trusts. */
export interface VerifierOptions {
  /** Whose tokens are taken. */
  readonly issuers: readonly TrustedIssuer[];
  /** How far an issuer's clock may differ from ours, in seconds. */
  readonly clockToleranceS: number;
  /** What was taken back before it expired; without a list, tokens hold until they expire. */
  readonly revocations?: Revocations | null;
  /** For how long after it was issued a token of another issuer than ours is taken, in seconds; as long as it may be when absent. */
  readonly foreignAgeS?: number;
  /** How often an unknown key id may have the keys fetched again, in milliseconds. */
  readonly keysCooldownMs?: number;
}

/** Turns an Authorization header into a viewer. */
export interface Verifier {
  /**
   * @throws UnauthenticatedError when the header is missing or the token doesn't hold.
   * @throws UnavailableError when the issuer's keys can't be fetched, or nobody knows what was revoked.
   */
  verify(authorization: string | undefined): Promise<Viewer>;
}

interface Verified {
  readonly viewer: Viewer;
  /** Until when the signature needn't be checked again, in seconds since 1970. */
  readonly untilS: number;
}

interface Checker {
  readonly isOwn: boolean;
  check(token: string): Promise<JWTPayload>;
}

/**
 * Makes a verifier. Verified tokens are remembered by their hash for some minutes, so a busy caller costs one signature check;
 * whether a token was revoked is asked each time.
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const { clockToleranceS, revocations = null, foreignAgeS = MAX_FOREIGN_AGE_S } = options;
  const checkers = new Map(options.issuers.map((issuer) => [issuer.issuer, checkerOf(issuer, options)]));
  const cache = new Map<string, Verified>();

  async function check(token: string): Promise<Verified> {
    const checker = checkers.get(decodeJwt(token).iss ?? '');
    if (!checker) throw new UnauthenticatedError(undefined, { cause: 'no tokens of this issuer are taken' });
    const claims = await checker.check(token);
    assertTokenTimes(claims, nowS(), clockToleranceS);
    const { exp = 0, iat = 0 } = claims;
    const viewer = viewerOf(claims);
    if (checker.isOwn) return { viewer, untilS: Math.min(exp, nowS() + REMEMBERED_S) };
    assertFresh(claims, nowS(), foreignAgeS);
    assertSaysNothingOfOurs(viewer);
    return { viewer, untilS: Math.min(exp, iat + foreignAgeS) };
  }

  async function viewerBy(token: string): Promise<Viewer> {
    const hash = createHash('sha256').update(token).digest('base64');
    const known = cache.get(hash);
    if (known && known.untilS > nowS()) return known.viewer;
    cache.delete(hash);
    const verified = await check(token).catch((error: unknown) => {
      if (isUnreachableIssuer(error)) throw new UnavailableError('The token issuer does not answer.', { cause: error });
      throw error instanceof UnauthenticatedError ? error : new UnauthenticatedError(undefined, { cause: error });
    });
    remember(cache, hash, verified);
    return verified.viewer;
  }

  return {
    async verify(authorization) {
      const token = BEARER.exec(authorization ?? '')?.[1];
      if (!token || token.length > MAX_TOKEN_CHARS) throw new UnauthenticatedError();
      const viewer = await viewerBy(token);
      await revocations?.assertStanding(viewer);
      return viewer;
    },
  };
}

/** Everything that is checked of a token of one issuer by its signature, its addressee and its expiry. */
function checkerOf(trusted: TrustedIssuer, { clockToleranceS, keysCooldownMs }: VerifierOptions): Checker {
  const keys = keysOf(trusted, keysCooldownMs);
  return {
    isOwn: trusted.isOwn ?? false,
    async check(token) {
      const { payload } = await jwtVerify(token, keys, {
        issuer: trusted.issuer,
        audience: trusted.audience,
        algorithms: ACCEPTED_ALGORITHMS,
        clockTolerance: clockToleranceS,
        requiredClaims: ['sub', 'exp', 'iat', 'role'],
      });
      return payload;
    },
  };
}

function nowS(): number {
  return Date.now() / 1000;
}

/** Keeps the cache bounded: the oldest entry leaves first. */
function remember(cache: Map<string, Verified>, hash: string, verified: Verified): void {
  const oldest = cache.keys().next();
  if (cache.size >= CACHED_TOKENS && !oldest.done) cache.delete(oldest.value);
  cache.set(hash, verified);
}
