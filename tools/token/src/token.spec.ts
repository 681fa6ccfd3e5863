import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  createVerifier,
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_ISSUER,
  loadOrCreateDevelopmentKey,
  ROLES,
} from '@nuan/auth';
import { dataDirectory, makeToken } from './token';

const dir = mkdtempSync(join(tmpdir(), 'nuan-token-'));
afterAll(() => rmSync(dir, { recursive: true }));

const verify = async (token: string) => {
  const { jwks } = loadOrCreateDevelopmentKey(dir);
  const issuers = [{ jwks, issuer: DEVELOPMENT_ISSUER, audience: DEVELOPMENT_AUDIENCE }];
  return createVerifier({ issuers, clockToleranceS: 5 }).verify(`Bearer ${token}`);
};

describe('the token tool', () => {
  it.each(ROLES)('makes a token that the all-in-one accepts for %s', async (role) => {
    expect((await verify(await makeToken({}, dir, role, undefined))).role).toBe(role);
  });

  it('makes a token for a division', async () => {
    expect((await verify(await makeToken({}, dir, 'city', '341100'))).readPrefixes).toEqual(['3411']);
  });

  it('makes a token for the sub-trees of unions, by their ids', async () => {
    const unions = '01900000-0000-7000-8000-000000000001';
    expect(await verify(await makeToken({}, dir, 'maker', '340102', { unions }))).toMatchObject({
      ...{ readUnions: [unions], writeUnions: [unions] },
    });
    await expect(makeToken({}, dir, 'maker', '340102', { unions: 'steel' })).rejects.toThrow(/no id of a union/);
  });

  it('makes tokens for several persons of a role, and for a partner with the rights that are named', async () => {
    expect((await verify(await makeToken({}, dir, 'maker', '340102', { subject: 'maker-2' }))).subject).toBe('maker-2');
    const partner = makeToken({}, dir, 'partner', undefined, { department: '民政', scopes: 'match:submit,match:read' });
    expect(await verify(await partner)).toMatchObject({ department: '民政', scopes: ['match:submit', 'match:read'] });
    await expect(makeToken({}, dir, 'partner', undefined, { scopes: 'match:everything' })).rejects.toThrow(/no right/);
  });

  it('names the closed list of roles, and refuses a division that doesn’t exist', async () => {
    await expect(makeToken({}, dir, 'king', undefined)).rejects.toThrow(/one of province, city/);
    await expect(makeToken({}, dir, undefined, undefined)).rejects.toThrow(/usage/);
    await expect(makeToken({}, dir, 'city', '999999')).rejects.toThrow(/no division of Anhui/);
  });

  it('makes none in production', async () => {
    await expect(makeToken({ NUAN_MODE: 'production' }, dir, 'city', undefined)).rejects.toThrow(
      /NUAN_MODE: the token tool issues development tokens, which production refuses/,
    );
  });

  it('uses the data directory of the all-in-one', () => {
    expect(dataDirectory(undefined, '/work')).toBe('/work/.nuan');
    expect(dataDirectory('data', '/work')).toBe('/work/data');
    expect(dataDirectory('/var/lib/nuan', '/work')).toBe('/var/lib/nuan');
  });
});
