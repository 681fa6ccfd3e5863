import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keyProvider, openFieldKeys } from '@nuan/database';
import { openDataDirectory } from './data-directory';

describe('the data directory', () => {
  let parent: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'nuan-data-'));
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  it('keeps its secrets between runs, readable by their owner alone', async () => {
    const first = await openDataDirectory(join(parent, 'data'));
    const { secrets } = first;
    const fieldKeys = readFileSync(first.fieldKeysFile, 'utf8');
    first.writeState({ clockOffsetMs: -5 });
    first.release();
    const second = await openDataDirectory(join(parent, 'data'));
    expect(second.secrets).toEqual(secrets);
    expect(readFileSync(second.fieldKeysFile, 'utf8')).toBe(fieldKeys);
    const provider = keyProvider(readFileSync(second.masterKeyFile, 'utf8'));
    expect((await openFieldKeys(fieldKeys, provider)).hashKey).toHaveLength(32);
    expect(second.readState()).toEqual({ clockOffsetMs: -5 });
    for (const file of ['secrets.json', 'field-keys.json', 'master-key.json', 'development-key.json', 'state.json']) {
      expect(statSync(join(parent, 'data', file)).mode & 0o777).toBe(0o600);
    }
    second.release();
  });

  it('refuses the keys of an older version, and says what to do', async () => {
    const older = { hashKey: Buffer.alloc(32).toString('base64'), keys: [{ id: '2016', key: '' }] };
    writeFileSync(join(parent, 'field-keys.json'), JSON.stringify(older));
    await expect(openDataDirectory(parent)).rejects.toThrow(/older version.*npm run reset/);
  });

  it('publishes no private key in the key set of the verifiers', async () => {
    const data = await openDataDirectory(parent);
    expect(JSON.parse(readFileSync(data.jwksFile, 'utf8'))).toEqual(data.developmentKey.jwks);
    expect(readFileSync(data.jwksFile, 'utf8')).not.toContain('"d"');
    data.release();
  });

  it('is one process’s at a time', async () => {
    const data = await openDataDirectory(parent);
    await expect(openDataDirectory(parent)).rejects.toThrow(/runs already .*set NUAN_DATA_DIR and NUAN_PORT/);
    data.release();
    (await openDataDirectory(parent)).release();
  });

  it('says in one line that it can’t be written, or that a file of it is damaged', async () => {
    writeFileSync(join(parent, 'file'), '');
    await expect(openDataDirectory(join(parent, 'file/data'))).rejects.toThrow(/can't be written \(ENOTDIR\)/);
    await expect(openDataDirectory('/proc/nuan')).rejects.toThrow(/can't be written \(ENOENT\)/);
    writeFileSync(join(parent, 'secrets.json'), '{');
    await expect(openDataDirectory(parent)).rejects.toThrow(/secrets.json is damaged/);
    // The failed attempts hold no lock.
    rmSync(join(parent, 'secrets.json'));
    (await openDataDirectory(parent)).release();
  });
});
