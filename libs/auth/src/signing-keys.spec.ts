import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';
import { FaultError } from '@nuan/errors';

import { rotateSigningKeys, SigningKeys } from './signing-keys';

const dir = mkdtempSync(join(tmpdir(), 'nuan-signing-'));
const at = (minutes: number): Date => new Date(Date.UTC(2026, 0, 1, 0, minutes));
const kids = (keys: SigningKeys, minutes: number): unknown[] => keys.published(at(minutes)).keys.map(({ kid }) => kid);

describe('the signing keys of an issuer', () => {
  afterAll(() => rmSync(dir, { recursive: true }));

  it('let the first key sign at once, and publish no private half', async () => {
    const file = join(dir, 'first.json');
    const kid = rotateSigningKeys(file, at(0));
    const keys = new SigningKeys(file);
    expect((await keys.signer(at(0))).kid).toBe(kid);
    const amid = join(dir, 'amid.json');
    rotateSigningKeys(amid, new Date('2026-01-01T00:00:00.700Z'));
    await expect(new SigningKeys(amid).signer(new Date('2026-01-01T00:00:00Z'))).resolves.toBeDefined();
    expect(keys.published(at(0)).keys[0]).toMatchObject({ kid, alg: 'ES256', use: 'sig' });
    expect(JSON.stringify(keys.published(at(0)))).not.toContain('"d"');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('publish a new key before it signs and the old one until its tokens are gone', async () => {
    const file = join(dir, 'rotated.json');
    const first = rotateSigningKeys(file, at(0));
    const keys = new SigningKeys(file);
    const second = rotateSigningKeys(file, at(60));
    expect((await keys.signer(at(60))).kid).toBe(first);
    expect(kids(keys, 60)).toEqual([first, second]);
    expect((await keys.signer(at(61))).kid).toBe(second);
    expect(kids(keys, 75)).toEqual([first, second]);
    expect(kids(keys, 76)).toEqual([second]);
    const third = rotateSigningKeys(file, at(120));
    expect(kids(keys, 120)).toEqual([second, third]);
    expect(readFileSync(file, 'utf8')).not.toContain(first);
  });

  it('say what to do when the file is missing or damaged', async () => {
    await expect(new SigningKeys(join(dir, 'none.json')).signer(at(0))).rejects.toThrow(FaultError);
    writeFileSync(join(dir, 'damaged.json'), '{');
    expect(() => new SigningKeys(join(dir, 'damaged.json')).published(at(0))).toThrow(FaultError);
    expect(() => rotateSigningKeys(join(dir, 'damaged.json'), at(0))).toThrow(FaultError);
  });
});
