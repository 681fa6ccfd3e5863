import { importJWK, SignJWT, UnsecuredJWT } from 'jose';

import { type TestTokens, testTokens } from './test-tokens';

/** An Authorization header that must open nothing; undefined sends none. */
export type HostileHeader = readonly [what: string, authorization: string | undefined];

/** What a verifier's list of revocations must hold for {@link hostileTokens}. */
export const REVOKED = { tokenId: 'a-token-that-was-taken-back', subject: 'somebody-who-has-left' } as const;

const MINUTE_S = 60;
const DAY_S = 24 * 3600;

/**
 * Every way we know to hold a token that doesn't hold, made out to a province officer otherwise: whoever verifies tokens must
 * answer all of them alike. `subgraph` is one that the verifier isn't.
 */
export async function hostileTokens(tokens: TestTokens, subgraph: string): Promise<readonly HostileHeader[]> {
  const { privateJwk, issuer, audience } = tokens;
  const publicJwk = tokens.jwks.keys[0] ?? {};
  const nowS = Math.floor(Date.now() / 1000);
  const claims = {
    ...{ sub: 'officer-1', role: 'province', read: ['340000'], write: [], scope: '' },
    ...{ iss: issuer, aud: audience, iat: nowS, exp: nowS + MINUTE_S },
  };
  const signed = async (change: object = {}, header: object = {}, jwk = privateJwk): Promise<string> =>
    new SignJWT({ ...claims, ...change })
      .setProtectedHeader({ alg: 'ES256', kid: privateJwk.kid, ...header })
      .sign(await importJWK(jwk, 'ES256'));
  const symmetric = (secret: string): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: privateJwk.kid })
      .sign(new TextEncoder().encode(secret));
  const [head, , signature] = (await signed()).split('.');
  const payload = Buffer.from(JSON.stringify({ ...claims, sub: 'officer-2' })).toString('base64url');
  const bearing: Readonly<Record<string, string>> = {
    'no signature (alg none)': new UnsecuredJWT(claims).encode(),
    'HS256 with the public key for a secret': await symmetric(JSON.stringify(publicJwk)),
    'HS256 with the x of the public key': await symmetric(String(publicJwk.x)),
    'another issuer': await signed({ iss: 'https://issuer.of.somebody.test' }),
    'the development issuer': await signed({ iss: 'nuan-development' }),
    'another audience': await signed({ aud: 'somebody-else' }),
    'an unknown key id': await signed({}, { kid: 'key-of-nobody' }),
    'no key id': await signed({}, { kid: undefined }),
    'a key that it brings itself': await signed({}, { jwk: publicJwk, kid: undefined }),
    'the signature of another key': await signed({}, {}, testTokens().privateJwk),
    'the signature of another payload': `${head}.${payload}.${signature}`,
    'an end that has passed': await signed({ iat: nowS - 10 * MINUTE_S, exp: nowS - 5 * MINUTE_S }),
    'no end': await signed({ exp: undefined }),
    'a beginning yet to come': await signed({ nbf: nowS + 10 * MINUTE_S }),
    'a date yet to come': await signed({ iat: nowS + 10 * MINUTE_S, exp: nowS + 11 * MINUTE_S }),
    'no date': await signed({ iat: undefined }),
    'a life of more than a day': await signed({ exp: nowS + DAY_S + MINUTE_S }),
    'an id that was revoked': await signed({ jti: REVOKED.tokenId }),
    'a holder whose tokens were revoked': await signed({ sub: REVOKED.subject }),
    'the name of another subgraph': await signed({ subgraph }),
    'a role that does not exist': await signed({ role: 'superuser' }),
    'regions that are patterns': await signed({ read: ['34%'] }),
    'no holder': await signed({ sub: '' }),
  };
  return [
    ['no token', undefined],
    ['an empty header', ''],
    ['another scheme', `Basic ${Buffer.from('admin:admin').toString('base64')}`],
    ['what is no token', 'Bearer token'],
    ...Object.entries(bearing).map(([what, token]) => [`a token with ${what}`, `Bearer ${token}`] as const),
  ];
}
