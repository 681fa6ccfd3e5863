import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { UnauthenticatedError } from '@nuan/errors';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  type FetchImplementation,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';

/** An issuer whose tokens are taken, by its own keys alone: a key of one issuer never vouches for another. */
export interface TrustedIssuer {
  /** Accepted `iss`. */
  readonly issuer: string;
  /** Accepted `aud`: what we are called by this issuer. */
  readonly audience: string;
  /** Its public keys: given, or where they are (an http or file URL) and may be replaced. */
  readonly jwks: JSONWebKeySet | URL;
  /**
   * Whether it is the platform's own: it alone says who is a service of ours and who acts for another, and what it takes back is
   * on the list of revocations. An issuer that isn't is believed for moments after it issued a token.
   */
  readonly isOwn?: boolean;
}

/** Longest wait for an issuer's keys, in milliseconds. */
const KEYS_TIMEOUT_MS = 3_000;

/** Fetched keys are asked for again after this time at the latest, so that a withdrawn key ends, in milliseconds. */
const KEYS_KEPT_MS = 10 * 60_000;

/** A key id that nobody has heard of makes the keys be fetched again, at most this often, in milliseconds. */
const KEYS_COOLDOWN_MS = 5_000;

/** Key files are read the way key addresses are asked: kept, replaced, and read again for an unknown key id. */
const readKeyFile: FetchImplementation = async (url) => new Response(await readFile(fileURLToPath(url)));

/**
 * The keys of an issuer by id. A rotation is noticed by the first token that names the new key, without a restart; a token that
 * names none is refused with an UnauthenticatedError before anybody is asked.
 */
export function keysOf({ jwks }: Pick<TrustedIssuer, 'jwks'>, cooldownMs: number = KEYS_COOLDOWN_MS): JWTVerifyGetKey {
  const keys = jwks instanceof URL ? keysAt(jwks, cooldownMs) : createLocalJWKSet(jwks);
  return (header, input) => {
    if (!header.kid) throw new UnauthenticatedError(undefined, { cause: 'the token names no key' });
    return keys(header, input);
  };
}

function keysAt(url: URL, cooldownMs: number): JWTVerifyGetKey {
  return createRemoteJWKSet(url, {
    timeoutDuration: KEYS_TIMEOUT_MS,
    cacheMaxAge: KEYS_KEPT_MS,
    cooldownDuration: cooldownMs,
    ...(url.protocol === 'file:' ? { [customFetch]: readKeyFile } : {}),
  });
}
