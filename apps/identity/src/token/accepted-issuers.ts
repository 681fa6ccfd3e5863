import { readFileSync } from 'node:fs';

import {
  assertTokenTimes,
  DEVELOPMENT_ISSUER,
  isDevelopmentKey,
  isUnreachableIssuer,
  keysOf,
  MAX_TOKEN_CHARS,
} from '@nuan/auth';
import type { Mode } from '@nuan/config';
import { FaultError, UnavailableError } from '@nuan/errors';
import { decodeJwt, type JWK, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';

/** Signatures that an issuer may use unless its entry names fewer: none that a public key could forge. */
const ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'] as const;
/** How far an issuer's clock may differ from ours, in seconds. */
const CLOCK_TOLERANCE_S = 30;

const FILE = z
  .array(
    z.strictObject({
      issuer: z.string().min(1),
      jwks: z.string().min(1),
      audience: z.string().min(1),
      algorithms: z.array(z.enum(ALGORITHMS)).min(1).optional(),
    }),
  )
  .min(1);

interface AcceptedIssuer {
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly keys: JWTVerifyGetKey;
}

/** Whom a token of an accepted issuer speaks of. */
export interface ExternalSubject {
  readonly issuer: string;
  readonly subject: string;
  /** The program that the person signed in with (`azp`), if the issuer says. */
  readonly client: string | null;
}

/** The issuers whose tokens stand for a person (身份提供方): verified by their keys, never by what a token says of itself. */
export class AcceptedIssuers {
  private constructor(private readonly issuers: ReadonlyMap<string, AcceptedIssuer>) {}

  /**
   * Reads the file of accepted issuers: a list of `issuer`, `jwks` (URL or file), `audience`, and `algorithms` if fewer than
   * all asymmetric ones.
   *
   * @throws FaultError when it can't be read, names an issuer twice or a file of secret keys, and in production the development issuer.
   */
  static fromFile(file: string, mode: Mode): AcceptedIssuers {
    const entries = entriesOf(file, mode);
    const issuers = new Map(entries);
    if (issuers.size < entries.length)
      throw new FaultError(`NUAN_IDENTITY_ACCEPTS: ${file} names an issuer twice; keep one.`);
    return new AcceptedIssuers(issuers);
  }

  /**
   * Whom a token speaks of; null when it doesn't hold: unknown issuer, wrong audience, algorithm, key or signature, no key id,
   * expired, not yet valid, issued in the future, made to live longer than a day.
   *
   * @throws UnavailableError when the issuer's keys can't be fetched.
   */
  async verify(token: string, now: Date): Promise<ExternalSubject | null> {
    if (token.length > MAX_TOKEN_CHARS) return null;
    try {
      const issuer = decodeJwt(token).iss ?? '';
      const accepted = this.issuers.get(issuer);
      if (!accepted) return null;
      const { payload } = await jwtVerify(token, accepted.keys, {
        issuer,
        audience: accepted.audience,
        algorithms: [...accepted.algorithms],
        clockTolerance: CLOCK_TOLERANCE_S,
        requiredClaims: ['sub', 'exp', 'iat'],
        currentDate: now,
      });
      assertTokenTimes(payload, now.getTime() / 1000, CLOCK_TOLERANCE_S);
      if (!payload.sub) return null;
      return { issuer, subject: payload.sub, client: typeof payload['azp'] === 'string' ? payload['azp'] : null };
    } catch (cause) {
      if (isUnreachableIssuer(cause)) throw new UnavailableError('The issuer of the token does not answer.', { cause });
      return null;
    }
  }
}

function entriesOf(file: string, mode: Mode): readonly (readonly [string, AcceptedIssuer])[] {
  return listIn(file).map(({ issuer, jwks, audience, algorithms = ALGORITHMS }) => {
    if (mode === 'production' && issuer === DEVELOPMENT_ISSUER) throw developmentRefused(file);
    return [issuer, { audience, algorithms, keys: keysAt(file, jwks, mode) }];
  });
}

function listIn(file: string): z.infer<typeof FILE> {
  try {
    return FILE.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

/** Key files are read once, so that a missing one is told at start. */
function keysAt(file: string, jwks: string, mode: Mode): JWTVerifyGetKey {
  if (/^https?:/.test(jwks)) return keysOf({ jwks: new URL(jwks) });
  const { keys } = keySetIn(file, jwks);
  if (mode === 'production' && keys.some(isDevelopmentKey)) throw developmentRefused(file);
  if (keys.some((key) => 'd' in key || 'k' in key))
    throw new FaultError(`NUAN_IDENTITY_ACCEPTS: ${jwks} holds a secret key; give the public keys alone.`);
  return keysOf({ jwks: { keys: [...keys] } });
}

const KEY_SET = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

function keySetIn(file: string, jwks: string): { readonly keys: readonly JWK[] } {
  try {
    return KEY_SET.parse(JSON.parse(readFileSync(jwks, 'utf8'))) as { keys: JWK[] };
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

function unreadable(file: string, cause: unknown): FaultError {
  return new FaultError(
    `NUAN_IDENTITY_ACCEPTS: ${file} is no list of issuers, such as [{ "issuer": "https://sso.example", "jwks": "https://sso.example/jwks", "audience": "nuan" }].`,
    { cause },
  );
}

function developmentRefused(file: string): FaultError {
  return new FaultError(
    `NUAN_IDENTITY_ACCEPTS: ${file} names the development issuer, which exists only in the all-in-one; name your own.`,
  );
}
