import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';

import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** What of a token of the other issuer a test says otherwise. */
export interface ExternalTokenChanges {
  readonly issuer?: string;
  readonly audience?: string;
  /** Seconds from now. */
  readonly expiresInS?: number;
  readonly notBeforeInS?: number;
  readonly issuedInS?: number;
  readonly kid?: string | null;
  readonly claims?: JWTPayload;
}

/** An organisation's own OIDC issuer, with real keys: `sign` makes ID tokens, `file` is the list that accepts it. */
export interface ExternalIssuer {
  readonly name: string;
  readonly file: string;
  sign(subject: string, changes?: ExternalTokenChanges): Promise<string>;
}

/** Makes an issuer and writes the list of accepted issuers that names it alone. */
export async function externalIssuer(dir: string, alsoAccepted: readonly object[] = []): Promise<ExternalIssuer> {
  const name = 'https://sso.test';
  const kid = randomUUID();
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwks = `${dir}/external-jwks-${kid}.json`;
  const file = `${dir}/accepted-${kid}.json`;
  writeFileSync(jwks, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }] }));
  writeFileSync(file, JSON.stringify([{ issuer: name, jwks, audience: 'nuan-login' }, ...alsoAccepted]));
  return {
    name,
    file,
    sign: (subject, changes = {}) => {
      const nowS = Math.floor(Date.now() / 1000);
      return new SignJWT({ azp: 'dashboard', ...changes.claims })
        .setProtectedHeader({ alg: 'ES256', ...(changes.kid === null ? {} : { kid: changes.kid ?? kid }) })
        .setSubject(subject)
        .setIssuer(changes.issuer ?? name)
        .setAudience(changes.audience ?? 'nuan-login')
        .setIssuedAt(nowS + (changes.issuedInS ?? 0))
        .setNotBefore(nowS + (changes.notBeforeInS ?? 0))
        .setExpirationTime(nowS + (changes.expiresInS ?? 300))
        .sign(privateKey);
    },
  };
}
