import { createServer } from 'node:http';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { UnauthenticatedError, UnavailableError } from '@nuan/errors';
import { exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWK, SignJWT, UnsecuredJWT } from 'jose';

import { createVerifier, type Verifier } from './verifier';

const ISSUER = 'https://issuer.test';
const AUDIENCE = 'nuan';
const CLAIMS = { role: 'county', read: ['340102'], write: ['340102'], scope: '' };

interface Signing {
  readonly privateJwk: JWK;
  readonly jwks: JSONWebKeySet;
}

async function newKey(): Promise<Signing> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return {
    privateJwk: await exportJWK(privateKey),
    jwks: { keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256' }] },
  };
}

interface Change {
  readonly claims?: Record<string, unknown>;
  readonly issuer?: string;
  readonly audience?: string;
  readonly expiresInS?: number;
  readonly subject?: string;
}

async function bearer(key: Signing, change: Change = {}): Promise<string> {
  const token = new SignJWT({ ...CLAIMS, ...change.claims })
    .setProtectedHeader({ alg: 'ES256' })
    .setSubject(change.subject ?? 'officer-1')
    .setIssuer(change.issuer ?? ISSUER)
    .setAudience(change.audience ?? AUDIENCE)
    .setExpirationTime(Math.floor(Date.now() / 1000) + (change.expiresInS ?? 600));
  return `Bearer ${await token.sign(await importJWK(key.privateJwk, 'ES256'))}`;
}

describe('createVerifier', () => {
  let key: Signing;
  let verifier: Verifier;

  beforeAll(async () => {
    key = await newKey();
    verifier = createVerifier({ jwks: key.jwks, issuer: ISSUER, audience: AUDIENCE, clockToleranceS: 30 });
  });

  it('turns a good token into a viewer with prefixes', async () => {
    const viewer = await verifier.verify(
      await bearer(key, {
        claims: { read: ['340100', '340102', '340000'], write: [], scope: 'a:read b:read', union: 'u1' },
      }),
    );
    expect(viewer).toEqual({
      subject: 'officer-1',
      role: 'county',
      readPrefixes: ['34'],
      writePrefixes: [],
      unionId: 'u1',
      department: null,
      scopes: ['a:read', 'b:read'],
      subgraph: null,
      credential: {
        tokenId: null,
        issuer: ISSUER,
        client: null,
        issuedAtS: expect.any(Number),
        onBehalfOf: null,
        emergencyId: null,
      },
    });
  });

  it('answers the second call from its cache with the very same viewer', async () => {
    const header = await bearer(key);
    expect(await verifier.verify(header)).toBe(await verifier.verify(header));
  });

  it.each([
    ['an expired token', { expiresInS: -120 }],
    ['a token of another issuer', { issuer: 'https://other.test' }],
    ['a token for another audience', { audience: 'someone-else' }],
    ['a token without a subject', { subject: '' }],
    ['an unknown role', { claims: { role: 'superuser' } }],
    ['a region that is no code', { claims: { read: ['34%'] } }],
    ['regions that are no list', { claims: { read: '340000' } }],
  ] as const)('refuses %s', async (_what, change) => {
    await expect(verifier.verify(await bearer(key, change))).rejects.toBeInstanceOf(UnauthenticatedError);
  });

  it('refuses a token signed with a key of somebody else', async () => {
    await expect(verifier.verify(await bearer(await newKey()))).rejects.toBeInstanceOf(UnauthenticatedError);
  });

  it('refuses a token whose payload was changed after signing', async () => {
    const [header, , signature] = (await bearer(key)).split('.');
    const forged = Buffer.from(JSON.stringify({ ...CLAIMS, role: 'province', sub: 'x' })).toString('base64url');
    await expect(verifier.verify(`${header}.${forged}.${signature}`)).rejects.toBeInstanceOf(UnauthenticatedError);
  });

  it('refuses alg none and a symmetric signature made with the public key', async () => {
    const exp = Math.floor(Date.now() / 1000) + 600;
    const none = new UnsecuredJWT({ ...CLAIMS, sub: 'x', exp, iss: ISSUER, aud: AUDIENCE }).encode();
    const secret = new TextEncoder().encode(JSON.stringify(key.jwks.keys[0]));
    const symmetric = await new SignJWT({ ...CLAIMS, sub: 'x', exp, iss: ISSUER, aud: AUDIENCE })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(secret);
    for (const token of [none, symmetric]) {
      await expect(verifier.verify(`Bearer ${token}`)).rejects.toBeInstanceOf(UnauthenticatedError);
    }
  });

  it.each([undefined, '', 'Bearer', 'Bearer x', 'Basic eDp5', 'bearer a.b.c', `Bearer ${'a'.repeat(9000)}.b.c`])(
    'refuses the header %s',
    async (header) => {
      await expect(verifier.verify(header)).rejects.toBeInstanceOf(UnauthenticatedError);
    },
  );

  it('fetches the keys of an issuer by URL, and says unavailable when it does not answer', async () => {
    const server = createServer((_request, response) => response.end(JSON.stringify(key.jwks)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const remote = (path: string) =>
      createVerifier({
        jwks: new URL(`http://127.0.0.1:${port}${path}`),
        issuer: ISSUER,
        audience: AUDIENCE,
        clockToleranceS: 30,
      });
    expect((await remote('/jwks').verify(await bearer(key))).role).toBe('county');
    await new Promise((resolve) => server.close(resolve));
    await expect(remote('/gone').verify(await bearer(key))).rejects.toBeInstanceOf(UnavailableError);
  });
});
