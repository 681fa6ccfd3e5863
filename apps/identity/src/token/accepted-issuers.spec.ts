import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEVELOPMENT_ISSUER, loadOrCreateDevelopmentKey } from '@nuan/auth';
import type { Mode } from '@nuan/config';
import { FaultError, UnavailableError } from '@nuan/errors';

import { type ExternalIssuer, type ExternalTokenChanges, externalIssuer } from '../../testing/external-issuer';
import { AcceptedIssuers } from './accepted-issuers';

const DAY_S = 24 * 3600;

describe('issuers whose tokens stand for a person', () => {
  let dir: string;
  let external: ExternalIssuer;
  let accepted: AcceptedIssuers;
  let server: Server;
  let answer = { status: 200, body: '' };

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'nuan-accepted-'));
    external = await externalIssuer(dir);
    accepted = AcceptedIssuers.fromFile(external.file, 'production');
    server = createServer((_request, response) => void response.writeHead(answer.status).end(answer.body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.close();
    rmSync(dir, { recursive: true });
  });

  const listed = (...entries: object[]): AcceptedIssuers => listedIn('production', ...entries);
  const listedIn = (mode: Mode, ...entries: object[]): AcceptedIssuers => {
    const file = join(dir, 'listed.json');
    writeFileSync(file, JSON.stringify(entries));
    return AcceptedIssuers.fromFile(file, mode);
  };
  const verify = async (changes: ExternalTokenChanges = {}) =>
    accepted.verify(await external.sign('officer-1', changes), new Date());

  it('are taken by their own keys, with clocks that differ by half a minute', async () => {
    const subject = { issuer: external.name, subject: 'officer-1', client: 'dashboard' };
    expect(await verify()).toEqual(subject);
    expect(await verify({ issuedInS: 25, expiresInS: 300 })).toEqual(subject);
    expect(await verify({ expiresInS: DAY_S })).toEqual(subject);
  });

  it('are never the development issuer in production, by its name or by its key, and no file of secret keys', () => {
    const key = loadOrCreateDevelopmentKey(dir);
    const jwks = join(dir, 'development.json');
    writeFileSync(jwks, JSON.stringify(key.jwks));
    const byName = { issuer: DEVELOPMENT_ISSUER, jwks: 'https://sso.test/jwks', audience: 'nuan' };
    const byKey = { issuer: 'https://sso.test', jwks, audience: 'nuan' };
    for (const entry of [byName, byKey]) {
      expect(() => listed(entry)).toThrow(/exists only in the all-in-one/);
      expect(() => listedIn('development', entry)).not.toThrow();
    }
    const secret = join(dir, 'secret.json');
    writeFileSync(secret, JSON.stringify({ keys: [{ ...key.privateJwk, kid: 'a-kid' }] }));
    expect(() => listed({ ...byKey, jwks: secret })).toThrow(/holds a secret key/);
  });

  it.each<[string, ExternalTokenChanges]>([
    ['that is issued in the future', { issuedInS: 120 }],
    ['that lives longer than a day', { expiresInS: DAY_S + 60 }],
    ['that names no key', { kid: null }],
  ])('give nobody by a token %s', async (_what, changes) => {
    expect(await verify(changes).catch((error: unknown) => error)).toBeNull();
  });

  it.each([
    ['answers with a fault', { status: 500, body: 'down' }],
    ['answers with something else than JSON', { status: 200, body: '<html>' }],
    ['answers with no set of keys', { status: 200, body: '{"keys":1}' }],
  ])('are unavailable, which says nothing of the token, when the address of their keys %s', async (_what, given) => {
    answer = given;
    const { port } = server.address() as AddressInfo;
    const jwks = `http://127.0.0.1:${port}/jwks`;
    const fetched = listed({ issuer: external.name, jwks, audience: 'nuan-login' });
    const verified = fetched.verify(await external.sign('officer-1'), new Date());
    await expect(verified).rejects.toBeInstanceOf(UnavailableError);
  });

  it('are unavailable when nobody is at the address of their keys', async () => {
    const gone = listed({ issuer: external.name, jwks: 'http://127.0.0.1:9/jwks', audience: 'nuan-login' });
    const verified = gone.verify(await external.sign('officer-1'), new Date());
    await expect(verified).rejects.toBeInstanceOf(UnavailableError);
  });

  it('are named once in their list, and each with keys that can be read', () => {
    const entry = { issuer: 'https://sso.test', jwks: 'https://sso.test/jwks', audience: 'a' };
    expect(() => listed(entry, { ...entry, audience: 'b' })).toThrow(/NUAN_IDENTITY_ACCEPTS: .* names an issuer twice/);
    expect(() => listed({ ...entry, jwks: join(dir, 'missing.json') })).toThrow(FaultError);
    expect(() => listed({ issuer: 'https://sso.test' })).toThrow(/is no list of issuers/);
  });
});
