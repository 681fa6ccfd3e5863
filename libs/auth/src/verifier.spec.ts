import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

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
    jwks: { keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'key-1' }] },
  };
}

interface Change {
  readonly claims?: Record<string, unknown>;
  readonly issuer?: string;
  readonly audience?: string;
  readonly expiresInS?: number;
  /** Seconds from now; usually none. */
  readonly issuedInS?: number;
  readonly subject?: string;
  readonly header?: Record<string, unknown>;
}

async function bearer(key: Signing, change: Change = {}): Promise<string> {
  const nowS = Math.floor(Date.now() / 1000);
  const token = new SignJWT({ ...CLAIMS, iat: nowS + (change.issuedInS ?? 0), ...change.claims })
    .setProtectedHeader({ alg: 'ES256', kid: 'key-1', ...change.header })
    .setSubject(change.subject ?? 'officer-1')
    .setIssuer(change.issuer ?? ISSUER)
    .setAudience(change.audience ?? AUDIENCE)
    .setExpirationTime(nowS + (change.expiresInS ?? 600));
  return `Bearer ${await token.sign(await importJWK(key.privateJwk, 'ES256'))}`;
}

describe('createVerifier', () => {
  let key: Signing;
  let verifier: Verifier;

  beforeAll(async () => {
    key = await newKey();
    verifier = createVerifier({
      issuers: [{ jwks: key.jwks, issuer: ISSUER, audience: AUDIENCE, isOwn: true }],
      clockToleranceS: 30,
    });
  });

  it('bounds a viewer to the unions that its token names, and its writing to those it reads', async () => {
    const [STEEL, COAL] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'] as const;
    const unions = async (claims: object) => {
      const { readUnions, writeUnions } = await verifier.verify(await bearer(key, { claims: { read: [], ...claims } }));
      return [readUnions, writeUnions];
    };
    expect(await unions({})).toEqual([null, null]);
    expect(await unions({ read_unions: [STEEL, COAL], write_unions: [COAL] })).toEqual([[STEEL, COAL], [COAL]]);
    expect(await unions({ read_unions: [STEEL] })).toEqual([[STEEL], [STEEL]]);
    expect(await unions({ write_unions: [STEEL] })).toEqual([null, [STEEL]]);
    expect(await unions({ read_unions: [] })).toEqual([[], []]);
    for (const wrong of [null, STEEL, ['*'], ['u1'], [STEEL, 7]])
      await expect(unions({ read_unions: wrong })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
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
      readUnions: null,
      writeUnions: null,
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
        contract: null,
        rateClass: null,
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
    ['a token that is not valid yet', { claims: { nbf: Math.floor(Date.now() / 1000) + 3600 } }],
    ['a token of a time to come', { issuedInS: 120 }],
    ['a token that does not say since when', { claims: { iat: undefined } }],
    ['a token that lives longer than a day', { expiresInS: 24 * 3600 + 60 }],
    ['a token that names no key', { header: { kid: undefined } }],
    ['a token that names a key of nobody', { header: { kid: 'key-2' } }],
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
    const iat = exp - 600;
    const none = new UnsecuredJWT({ ...CLAIMS, sub: 'x', iat, exp, iss: ISSUER, aud: AUDIENCE }).encode();
    const secret = new TextEncoder().encode(JSON.stringify(key.jwks.keys[0]));
    const symmetric = await new SignJWT({ ...CLAIMS, sub: 'x', iat, exp, iss: ISSUER, aud: AUDIENCE })
      .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
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

  it('asks about revocation each time, of a remembered token too', async () => {
    let isRevoked = false;
    const revocations = {
      assertStanding: () => {
        if (isRevoked) throw new UnauthenticatedError();
      },
    };
    const issuers = [{ jwks: key.jwks, issuer: ISSUER, audience: AUDIENCE }];
    const watchful = createVerifier({ issuers, clockToleranceS: 30, revocations });
    const header = await bearer(key);
    expect((await watchful.verify(header)).subject).toBe('officer-1');
    isRevoked = true;
    await expect(watchful.verify(header)).rejects.toBeInstanceOf(UnauthenticatedError);
  });
});

describe('several issuers', () => {
  const OTHER = 'https://login.province.test';
  let key: Signing;
  let other: Signing;
  let verifier: Verifier;

  beforeAll(async () => {
    [key, other] = await Promise.all([newKey(), newKey()]);
    const issuers = [
      { jwks: key.jwks, issuer: ISSUER, audience: AUDIENCE },
      { jwks: other.jwks, issuer: OTHER, audience: 'nuan-of-the-province' },
    ];
    verifier = createVerifier({ issuers, clockToleranceS: 30 });
  });

  it('are each taken by their own keys and their own name for us', async () => {
    expect((await verifier.verify(await bearer(key))).credential?.issuer).toBe(ISSUER);
    const token = await bearer(other, { issuer: OTHER, audience: 'nuan-of-the-province' });
    expect((await verifier.verify(token)).credential?.issuer).toBe(OTHER);
  });

  it.each([
    ['the key of another', () => bearer(key, { issuer: OTHER, audience: 'nuan-of-the-province' })],
    ['the audience of another', () => bearer(other, { issuer: OTHER })],
    ['no name of the list', () => bearer(key, { issuer: 'https://else.test' })],
  ])('are not taken with %s', async (_what, token) => {
    await expect(verifier.verify(await token())).rejects.toBeInstanceOf(UnauthenticatedError);
  });

  it('may sign with RSA, and with nothing that both sides could make', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const [publicJwk, privateJwk] = await Promise.all([exportJWK(publicKey), exportJWK(privateKey)]);
    const jwks = { keys: [{ ...publicJwk, kid: 'rsa-1' }] };
    const byRsa = createVerifier({ issuers: [{ jwks, issuer: OTHER, audience: 'n' }], clockToleranceS: 30 });
    const nowS = Math.floor(Date.now() / 1000);
    const claims = { ...CLAIMS, sub: 'x', iss: OTHER, aud: 'n', iat: nowS, exp: nowS + 60 };
    const sign = async (alg: string) =>
      new SignJWT(claims).setProtectedHeader({ alg, kid: 'rsa-1' }).sign(await importJWK(privateJwk, alg));
    expect((await byRsa.verify(`Bearer ${await sign('RS256')}`)).subject).toBe('x');
    await expect(byRsa.verify(`Bearer ${await sign('RS512')}`)).rejects.toBeInstanceOf(UnauthenticatedError);
  });
});

describe('an issuer that is not the platform’s own', () => {
  const OWN = 'https://identity.test';
  let key: Signing;
  let own: Signing;
  let verifier: Verifier;

  beforeAll(async () => {
    [key, own] = await Promise.all([newKey(), newKey()]);
    const issuers = [
      { jwks: key.jwks, issuer: ISSUER, audience: AUDIENCE },
      { jwks: own.jwks, issuer: OWN, audience: AUDIENCE, isOwn: true },
    ];
    verifier = createVerifier({ issuers, clockToleranceS: 30 });
  });

  it.each([
    ['who is a service of ours, by its department', { role: 'partner', department: 'nuan' }],
    ['who is a service of ours, by its claim', { role: 'partner', service: true }],
    ['who acts in an emergency', { emergency: '01900000-0000-7000-8000-000000000001' }],
    ['on whose behalf somebody acts', { on_behalf_of: 'officer-2' }],
    ['how much a program may ask for', { role: 'partner', rate_class: 'HIGH' }],
  ])('does not say %s', async (_what, claims) => {
    await expect(verifier.verify(await bearer(key, { claims }))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      cause: expect.stringContaining('own issuer alone'),
    });
    expect((await verifier.verify(await bearer(own, { issuer: OWN, claims }))).subject).toBe('officer-1');
  });

  it('is believed for half a minute after it issued a token, ours until the token ends', async () => {
    expect((await verifier.verify(await bearer(key, { issuedInS: -28 }))).subject).toBe('officer-1');
    for (const claims of [{}, { department: '人社' }])
      await expect(verifier.verify(await bearer(key, { issuedInS: -31, claims }))).rejects.toMatchObject({
        cause: expect.stringContaining('older than 30 s'),
      });
    expect((await verifier.verify(await bearer(own, { issuer: OWN, issuedInS: -300 }))).subject).toBe('officer-1');
  });

  it('is not believed longer since its token was taken before', async () => {
    const issuers = [{ jwks: key.jwks, issuer: ISSUER, audience: AUDIENCE }];
    const brief = createVerifier({ issuers, clockToleranceS: 30, foreignAgeS: 2 });
    const header = await bearer(key);
    expect((await brief.verify(header)).subject).toBe('officer-1');
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await expect(brief.verify(header)).rejects.toBeInstanceOf(UnauthenticatedError);
  });
});

describe('keys that are fetched', () => {
  const issuerAt = (jwks: URL, keysCooldownMs: number): Verifier =>
    createVerifier({ issuers: [{ jwks, issuer: ISSUER, audience: AUDIENCE }], clockToleranceS: 30, keysCooldownMs });

  async function withServer(body: () => unknown, use: (url: URL, asked: () => number) => Promise<void>): Promise<void> {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.end(JSON.stringify(body()));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await use(new URL(`http://127.0.0.1:${port}/jwks`), () => asked).finally(() => server.close());
  }

  it('come once for many tokens, and an issuer that does not answer is unavailable', async () => {
    const key = await newKey();
    await withServer(
      () => key.jwks,
      async (url, asked) => {
        const verifier = issuerAt(url, 0);
        await Promise.all(['a', 'b', 'c'].map(async (subject) => verifier.verify(await bearer(key, { subject }))));
        expect(asked()).toBe(1);
      },
    );
    const gone = issuerAt(new URL('http://127.0.0.1:9/jwks'), 0);
    await expect(gone.verify(await bearer(key))).rejects.toBeInstanceOf(UnavailableError);
  });

  it('come again once for a key id that is new, and not again for one that nobody has', async () => {
    const [old, fresh] = await Promise.all([newKey(), newKey()]);
    const rotated: JSONWebKeySet = {
      keys: [...old.jwks.keys, ...fresh.jwks.keys.map((k) => ({ ...k, kid: 'key-2' }))],
    };
    let keys = old.jwks;
    await withServer(
      () => keys,
      async (url, asked) => {
        const eager = issuerAt(url, 0);
        await eager.verify(await bearer(old));
        keys = rotated;
        expect((await eager.verify(await bearer(fresh, { header: { kid: 'key-2' } }))).role).toBe('county');
        expect(asked()).toBe(2);
        const calm = issuerAt(url, 60_000);
        const unknown = await bearer(fresh, { header: { kid: 'key-9' } });
        for (let attempt = 0; attempt < 20; attempt += 1)
          await expect(calm.verify(unknown)).rejects.toBeInstanceOf(UnauthenticatedError);
        expect(asked()).toBe(3);
      },
    );
  });

  it('are read from a file, which may be replaced while we run', async () => {
    const [old, fresh] = await Promise.all([newKey(), newKey()]);
    const dir = await mkdtemp(join(tmpdir(), 'nuan-jwks-'));
    const file = join(dir, 'jwks.json');
    await writeFile(file, JSON.stringify(old.jwks));
    const verifier = issuerAt(pathToFileURL(file), 0);
    expect((await verifier.verify(await bearer(old))).role).toBe('county');
    await writeFile(file, JSON.stringify({ keys: fresh.jwks.keys.map((k) => ({ ...k, kid: 'key-2' })) }));
    expect((await verifier.verify(await bearer(fresh, { header: { kid: 'key-2' } }))).role).toBe('county');
    await rm(dir, { recursive: true });
  });
});
