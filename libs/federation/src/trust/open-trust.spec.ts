import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type DevelopmentTokenOptions, issueDevelopmentToken, loadOrCreateDevelopmentKey } from '@nuan/auth';
import { type Environment, readConfig } from '@nuan/config';
import { UnauthenticatedError, UnavailableError } from '@nuan/errors';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { openTrust, type Trust } from './open-trust';
import { trustConfig, type TrustConfig, trustVariables } from './trust.config';

const ISSUER = 'https://login.test';
/** Its key, by a name that isn't development's. */
const ORGANISATION = { kid: 'of-the-organisation' };

describe('whose word a program takes', () => {
  let dir: string;
  let key: ReturnType<typeof loadOrCreateDevelopmentKey>;
  let server: Server;
  let entries: object[] = [];
  const opened: Trust[] = [];
  const troubles: unknown[] = [];

  const file = (name: string, content: unknown): string => {
    const path = join(dir, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const read = (env: Environment): TrustConfig => trustConfig(readConfig(z.object(trustVariables(env)), env));
  const open = async (env: Environment): Promise<Trust> => {
    const trust = await openTrust(read(env), { warn: (problem: unknown) => void troubles.push(problem) } as never);
    opened.push(trust);
    return trust;
  };
  const bearer = async (
    issuer: string,
    audience = 'nuan',
    { kid, ...as }: Partial<DevelopmentTokenOptions> & { kid?: string } = {},
  ): Promise<string> => {
    const officer = { role: 'county', region: '340102', ttlS: 60, subject: 'officer-1' } as const;
    const privateJwk = { ...key.privateJwk, ...(kid !== undefined && { kid }) };
    return `Bearer ${await issueDevelopmentToken({ ...officer, privateJwk, issuer, audience, ...as })}`;
  };
  const one = (more: Environment = {}): Environment => ({
    NUAN_JWKS: file('organisation.json', { keys: organisationKeys() }),
    NUAN_JWT_ISSUER: ISSUER,
    ...more,
  });
  const organisationKeys = (): object[] => key.jwks.keys.map((jwk) => ({ ...jwk, ...ORGANISATION }));

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'nuan-trust-'));
    key = loadOrCreateDevelopmentKey(dir);
    server = createServer((_request, response) =>
      response.end(JSON.stringify({ asOf: new Date().toISOString(), entries })),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    for (const trust of opened) trust.stop();
    server.close();
    rmSync(dir, { recursive: true });
  });

  it('is one issuer of the variables, or a list in a file, or both', async () => {
    const list = [
      { issuer: 'https://city.test', jwks: file('city.json', key.jwks), audience: 'nuan-city' },
      { issuer: 'https://county.test', jwks: file('county.json', key.jwks), audience: 'nuan' },
    ];
    const development = { NUAN_MODE: 'development', NUAN_ISSUERS: file('issuers.json', list) };
    const { verifier } = await open(development);
    expect((await verifier.verify(await bearer('https://city.test', 'nuan-city'))).role).toBe('county');
    expect((await verifier.verify(await bearer('https://county.test'))).role).toBe('county');
    await expect(verifier.verify(await bearer('https://city.test'))).rejects.toBeInstanceOf(UnauthenticatedError);
    await expect(verifier.verify(await bearer(ISSUER))).rejects.toBeInstanceOf(UnauthenticatedError);
    const both = { ...development, NUAN_JWKS: file('own.json', key.jwks), NUAN_JWT_ISSUER: ISSUER };
    expect((await (await open(both)).verifier.verify(await bearer(ISSUER))).role).toBe('county');
  });

  it.each<[string, () => Environment]>([
    ['its name', () => ({ ...one(), NUAN_JWT_ISSUER: 'nuan-development' })],
    [
      'its name in a list',
      () => listOf({ issuer: 'nuan-development', jwks: 'https://login.test/jwks', audience: 'nuan' }),
    ],
    ['its key under another name', () => one({ NUAN_JWKS: file('development.json', key.jwks) })],
    ['its key file', () => one({ NUAN_JWKS: join(dir, 'development-key.json') })],
  ])('never includes the development issuer in production mode, by %s', async (_what, env) => {
    await expect(open(env())).rejects.toThrow(
      /NUAN_(JWKS|ISSUERS): the development issuer exists only in the all-in-one; name your own issuer/,
    );
    await expect(open(one(listed()))).resolves.toBeDefined();
  });

  const listed = (): Environment => {
    const { port } = server.address() as AddressInfo;
    return { NUAN_REVOCATIONS: `http://127.0.0.1:${port}/revocations` };
  };

  it('needs the list of what was revoked in production, unless the program keeps it itself', async () => {
    await expect(open(one())).rejects.toThrow(
      /NUAN_REVOCATIONS: expected the URL of the list of revoked tokens, got nothing; set it to that of identity/,
    );
    await expect(open(one({ NUAN_MODE: 'development', NUAN_JWKS: file('own.json', key.jwks) }))).resolves.toBeDefined();
    const kept = {
      assertStanding: async () => {
        throw new UnauthenticatedError();
      },
    };
    const keeper = await openTrust(read(one()), {} as never, kept);
    await expect(keeper.verifier.verify(await bearer(ISSUER, 'nuan', ORGANISATION))).rejects.toThrow(
      UnauthenticatedError,
    );
  });

  it('knows by its name who is ours, the one issuer of the variables in development, and nobody else', async () => {
    const ours = { department: 'nuan', kid: ORGANISATION.kid };
    const named = await open(one({ ...listed(), NUAN_IDENTITY_ISSUER: `${ISSUER}/` }));
    expect((await named.verifier.verify(await bearer(ISSUER, 'nuan', ours))).department).toBe('nuan');
    const nobody = await open(one(listed()));
    expect((await nobody.verifier.verify(await bearer(ISSUER, 'nuan', ORGANISATION))).role).toBe('county');
    await expect(nobody.verifier.verify(await bearer(ISSUER, 'nuan', ours))).rejects.toThrow(UnauthenticatedError);
    const single = await open({ ...one(), NUAN_MODE: 'development' });
    expect((await single.verifier.verify(await bearer(ISSUER, 'nuan', ours))).department).toBe('nuan');
    await expect(open(one({ ...listed(), NUAN_IDENTITY_ISSUER: 'https://identity.test' }))).rejects.toThrow(
      /NUAN_IDENTITY_ISSUER: no tokens of https:\/\/identity.test are taken; name it in NUAN_ISSUERS too/,
    );
  });

  it('lets the time that another issuer is believed be made shorter alone', () => {
    const age = (text: string): number => read({ NUAN_ISSUERS: 'x', NUAN_FOREIGN_TOKEN_AGE: text }).foreignAgeS;
    expect([read({ NUAN_ISSUERS: 'x' }).foreignAgeS, age('5s')]).toEqual([30, 5]);
    for (const wrong of ['31s', '0s', '1h']) expect(() => age(wrong)).toThrow(/NUAN_FOREIGN_TOKEN_AGE: expected 1s/);
  });

  const listOf = (...issuers: object[]): Environment => ({ NUAN_ISSUERS: file('list.json', issuers) });

  it.each<[RegExp, () => Environment]>([
    [/NUAN_JWKS: .*missing.json can't be read/, () => one({ NUAN_JWKS: join(dir, 'missing.json') })],
    [/NUAN_JWKS: .*text.json holds no JSON/, () => one({ NUAN_JWKS: file('text.json', 'keys') })],
    [/NUAN_JWKS: .*list.json is no set of keys/, () => one({ NUAN_JWKS: file('list.json', [1]) })],
    [
      /NUAN_JWKS: .*holds a secret key/,
      () => one({ NUAN_JWKS: file('secret.json', { keys: [{ kty: 'EC', d: 'x' }] }) }),
    ],
    [
      /NUAN_JWKS: .*holds a secret key/,
      () => one({ NUAN_JWKS: file('secret.json', { keys: [{ kty: 'oct', k: 'x' }] }) }),
    ],
    [/NUAN_ISSUERS: .*is no list of issuers/, () => listOf({ issuer: ISSUER })],
    [
      /NUAN_ISSUERS: an issuer is named twice/,
      () => listOf(...Array(2).fill({ issuer: ISSUER, jwks: 'http://x/', audience: 'a' })),
    ],
  ])('ends the start in one line that says %s', async (line, env) => {
    await expect(open(env())).rejects.toThrow(line);
  });

  it('needs the variables of an issuer unless there is a list, and production unless said otherwise', () => {
    expect(() => read({})).toThrow(/NUAN_JWKS[\s\S]*NUAN_JWT_ISSUER/);
    expect(read({ NUAN_ISSUERS: 'issuers.json' })).toMatchObject({ issuer: null, mode: 'production' });
    expect(() => read({ NUAN_ISSUERS: 'x', NUAN_MODE: 'test' })).toThrow(/NUAN_MODE: expected one of production/);
  });

  it('shows the schema to nobody but an administrator in production, to all in development, or as configured', () => {
    const roles = (env: Environment): number => read({ NUAN_ISSUERS: 'x', ...env }).introspection.length;
    expect(read({ NUAN_ISSUERS: 'x' }).introspection).toEqual(['admin']);
    expect([roles({ NUAN_MODE: 'development' }), roles({ NUAN_INTROSPECTION: 'all' })]).toEqual([10, 10]);
    expect([roles({ NUAN_INTROSPECTION: 'none' }), roles({ NUAN_INTROSPECTION: 'admin, auditor' })]).toEqual([0, 2]);
    expect(() => read({ NUAN_ISSUERS: 'x', NUAN_INTROSPECTION: 'king' })).toThrow(/NUAN_INTROSPECTION: expected all/);
  });

  it('ends with what the list of revocations says, and with the list itself', async () => {
    const { port } = server.address() as AddressInfo;
    const development = { ...one({ NUAN_JWKS: file('own.json', key.jwks) }), NUAN_MODE: 'development' };
    const url = `http://127.0.0.1:${port}/revocations`;
    const token = await bearer(ISSUER);
    entries = [];
    const standing = await open({ ...development, NUAN_REVOCATIONS: url });
    expect((await standing.verifier.verify(token)).subject).toBe('officer-1');
    entries = [{ sub: 'officer-1', before: Math.floor(Date.now() / 1000) + 60 }];
    const revoked = await open({ ...development, NUAN_REVOCATIONS: url });
    await expect(revoked.verifier.verify(token)).rejects.toBeInstanceOf(UnauthenticatedError);
    const blind = await open({ ...development, NUAN_REVOCATIONS: 'http://127.0.0.1:9/revocations' });
    await expect(blind.verifier.verify(token)).rejects.toBeInstanceOf(UnavailableError);
    expect(troubles).toContainEqual({ err: expect.anything() });
  });
});
