import { readFileSync } from 'node:fs';

import { UnavailableError } from '@nuan/errors';
import { FaultError } from '@nuan/errors';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { z } from 'zod';

/** Signatures that an issuer may use unless its entry names fewer: none that a public key could forge. */
const ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'] as const;
const MAX_TOKEN_CHARS = 8192;
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
   * @throws FaultError when it can't be read.
   */
  static fromFile(file: string): AcceptedIssuers {
    try {
      const entries = FILE.parse(JSON.parse(readFileSync(file, 'utf8')));
      return new AcceptedIssuers(
        new Map(
          entries.map(({ issuer, jwks, audience, algorithms }) => [
            issuer,
            { audience, algorithms: algorithms ?? ALGORITHMS, keys: keysAt(jwks) },
          ]),
        ),
      );
    } catch (cause) {
      throw new FaultError(
        `NUAN_IDENTITY_ACCEPTS: ${file} is no list of issuers, such as [{ "issuer": "https://sso.example", "jwks": "https://sso.example/jwks", "audience": "nuan" }].`,
        { cause },
      );
    }
  }

  /**
   * Whom a token speaks of; null when it doesn't hold: unknown issuer, wrong audience, algorithm, key or signature, no key id,
   * expired, not yet valid.
   *
   * @throws UnavailableError when the issuer's keys can't be fetched.
   */
  async verify(token: string, now: Date): Promise<ExternalSubject | null> {
    if (token.length > MAX_TOKEN_CHARS) return null;
    try {
      const issuer = decodeJwt(token).iss ?? '';
      const accepted = this.issuers.get(issuer);
      if (!accepted) return null;
      const { payload, protectedHeader } = await jwtVerify(token, accepted.keys, {
        issuer,
        audience: accepted.audience,
        algorithms: [...accepted.algorithms],
        clockTolerance: CLOCK_TOLERANCE_S,
        requiredClaims: ['sub', 'exp', 'iat'],
        currentDate: now,
      });
      if (!protectedHeader.kid || !payload.sub) return null;
      return { issuer, subject: payload.sub, client: typeof payload['azp'] === 'string' ? payload['azp'] : null };
    } catch (cause) {
      if (cause instanceof errors.JWKSTimeout || !(cause instanceof errors.JOSEError))
        throw new UnavailableError('The issuer of the token does not answer.', { cause });
      return null;
    }
  }
}

function keysAt(jwks: string): JWTVerifyGetKey {
  return /^https?:/.test(jwks)
    ? createRemoteJWKSet(new URL(jwks))
    : createLocalJWKSet(JSON.parse(readFileSync(jwks, 'utf8')) as JSONWebKeySet);
}
