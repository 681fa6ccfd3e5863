import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';
import { FaultError } from '@nuan/errors';

import { isDevelopmentKey, issueDevelopmentToken, loadOrCreateDevelopmentKey } from './development';
import { createVerifier } from './verifier';

const places: string[] = [];
const place = async (): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), 'nuan-key-'));
  places.push(dir);
  return dir;
};

describe('the development issuer', () => {
  afterAll(() => Promise.all(places.map((dir) => rm(dir, { recursive: true }))));

  it('keeps one key, private to its owner, for every later start', async () => {
    const dir = await place();
    const keys = Array.from({ length: 3 }, () => loadOrCreateDevelopmentKey(dir));
    expect(new Set(keys.map(({ privateJwk }) => privateJwk.d)).size).toBe(1);
    expect(await readdir(dir)).toEqual(['development-key.json']);
    expect((await stat(join(dir, 'development-key.json'))).mode & 0o777).toBe(0o600);
    expect(keys[0]?.jwks.keys[0]).not.toHaveProperty('d');
    expect(keys[0]?.jwks.keys.every(isDevelopmentKey)).toBe(true);
  });

  it('lets processes that start at once agree on one key', async () => {
    const dir = await place();
    const script = `console.log(require(${JSON.stringify(join(__dirname, 'development.ts'))}).loadOrCreateDevelopmentKey(${JSON.stringify(dir)}).privateJwk.d)`;
    const run = () =>
      new Promise<string>((resolve, reject) => {
        const env = { ...process.env, SWC_NODE_PROJECT: 'tsconfig.base.json' };
        const cwd = join(__dirname, '../../..');
        execFile(process.execPath, ['-r', '@swc-node/register', '-e', script], { cwd, env }, (error, stdout) =>
          error ? reject(error) : resolve(stdout),
        );
      });
    const secrets = await Promise.all([run(), run(), run()]);
    expect(new Set(secrets).size).toBe(1);
    expect(await readdir(dir)).toEqual(['development-key.json']);
  });

  it('says what to do when the kept key is damaged', async () => {
    const dir = await place();
    await writeFile(join(dir, 'development-key.json'), '{');
    expect(() => loadOrCreateDevelopmentKey(dir)).toThrow(FaultError);
  });

  it('issues tokens that the verifier accepts, and no right to write to those who only read', async () => {
    const { privateJwk, jwks } = loadOrCreateDevelopmentKey(await place());
    const issuer = 'nuan-development';
    const audience = 'nuan';
    const verifier = createVerifier({ issuers: [{ jwks, issuer, audience }], clockToleranceS: 30 });
    const viewer = async (role: 'city' | 'analyst') => {
      const token = await issueDevelopmentToken({ role, region: '340100', privateJwk, issuer, audience, ttlS: 60 });
      return verifier.verify(`Bearer ${token}`);
    };
    expect(await viewer('city')).toMatchObject({ role: 'city', readPrefixes: ['3401'], writePrefixes: ['3401'] });
    expect(await viewer('analyst')).toMatchObject({ role: 'analyst', readPrefixes: ['3401'], writePrefixes: [] });
  });
});
