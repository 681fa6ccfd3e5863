import { createHash } from 'node:crypto';

import { UnauthenticatedError, UnavailableError } from '@nuan/errors';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';

import { viewerOf } from './claims';
import type { Viewer } from './viewer';

/** The only signature algorithm accepted, whatever a token's header says. */
export const TOKEN_ALGORITHM = 'ES256';

const MAX_TOKEN_CHARS = 8192;
const CACHED_TOKENS = 5000;
const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;

/** What a verifier trusts: the issuer's keys (given, or fetched from its URL and kept), its name, and the audience that we are. */
export interface VerifierOptions {
  readonly jwks: JSONWebKeySet | URL;
  readonly issuer: string;
  readonly audience: string;
  /** How far the issuer's clock may differ from ours, in seconds. */
  readonly clockToleranceS: number;
}

/** Turns an Authorization header into a viewer. */
export interface Verifier {
  /**
   * @throws UnauthenticatedError when the header is missing or the token doesn't hold.
   * @throws UnavailableError when the issuer's keys can't be fetched.
   */
  verify(authorization: string | undefined): Promise<Viewer>;
}

interface Verified {
  readonly viewer: Viewer;
  readonly expiresAtS: number;
}

function isUnreachableIssuer(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout) return true;
  return !(error instanceof errors.JOSEError) && !(error instanceof UnauthenticatedError);
}

/** Makes a verifier. Verified tokens are remembered by their hash until they expire, so a busy caller costs one signature check. */
export function createVerifier(options: VerifierOptions): Verifier {
  const { jwks, issuer, audience, clockToleranceS } = options;
  const keys: JWTVerifyGetKey = jwks instanceof URL ? createRemoteJWKSet(jwks) : createLocalJWKSet(jwks);
  const cache = new Map<string, Verified>();

  async function check(token: string): Promise<Verified> {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: [TOKEN_ALGORITHM],
      clockTolerance: clockToleranceS,
      requiredClaims: ['sub', 'exp', 'role'],
    });
    return { viewer: viewerOf(payload), expiresAtS: payload.exp ?? 0 };
  }

  return {
    async verify(authorization) {
      const token = BEARER.exec(authorization ?? '')?.[1];
      if (!token || token.length > MAX_TOKEN_CHARS) throw new UnauthenticatedError();
      const hash = createHash('sha256').update(token).digest('base64');
      const known = cache.get(hash);
      if (known && known.expiresAtS > Date.now() / 1000) return known.viewer;
      cache.delete(hash);
      const verified = await check(token).catch((error: unknown) => {
        if (isUnreachableIssuer(error))
          throw new UnavailableError('The token issuer does not answer.', { cause: error });
        throw error instanceof UnauthenticatedError ? error : new UnauthenticatedError(undefined, { cause: error });
      });
      remember(cache, hash, verified);
      return verified.viewer;
    },
  };
}

/** Keeps the cache bounded: the oldest entry leaves first. */
function remember(cache: Map<string, Verified>, hash: string, verified: Verified): void {
  const oldest = cache.keys().next();
  if (cache.size >= CACHED_TOKENS && !oldest.done) cache.delete(oldest.value);
  cache.set(hash, verified);
}
