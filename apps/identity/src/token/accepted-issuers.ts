import { readFileSync } from 'node:fs';

import { assertTokenTimes, isUnreachableIssuer, keysOf, MAX_TOKEN_CHARS } from '@nuan/auth';
import { FaultError, UnavailableError } from '@nuan/errors';
import { decodeJwt, type JSONWebKeySet, type JWTVerifyGetKey, jwtVerify } from 'jose';
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
   * @throws FaultError when it can't be read, or names an issuer twice.
   */
  static fromFile(file: string): AcceptedIssuers {
    const entries = entriesOf(file);
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

function entriesOf(file: string): readonly (readonly [string, AcceptedIssuer])[] {
  try {
    return FILE.parse(JSON.parse(readFileSync(file, 'utf8'))).map(
      ({ issuer, jwks, audience, algorithms = ALGORITHMS }) => [issuer, { audience, algorithms, keys: keysAt(jwks) }],
    );
  } catch (cause) {
    throw new FaultError(
      `NUAN_IDENTITY_ACCEPTS: ${file} is no list of issuers, such as [{ "issuer": "https://sso.example", "jwks": "https://sso.example/jwks", "audience": "nuan" }].`,
      { cause },
    );
  }
}

/** Key files are read once, so that a missing one is told at start. */
function keysAt(jwks: string): JWTVerifyGetKey {
  return keysOf({
    jwks: /^https?:/.test(jwks) ? new URL(jwks) : (JSON.parse(readFileSync(jwks, 'utf8')) as JSONWebKeySet),
  });
}
