import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, describe, expect, it } from '@jest/globals';
import { addFieldKey, keyProvider, newFieldKeys, newMasterKeys } from '@nuan/database';

import { followKeys, readCipher } from './field-keys.source';

describe('the keys of a running program', () => {
  const dir = mkdtempSync(join(tmpdir(), 'nuan-keys-'));
  const files = {
    fieldKeysFile: join(dir, 'keys.json'),
    masterKeyFile: join(dir, 'master.json'),
    masterKeyCommand: null,
  };
  afterAll(() => rmSync(dir, { recursive: true }));
  const warnings: unknown[] = [];
  const logger = { warn: (about: unknown) => void warnings.push(about), info: () => undefined };

  it('follow their file: a key that another program added is known before anybody seals with it', async () => {
    writeFileSync(files.masterKeyFile, newMasterKeys('m'));
    const provider = keyProvider(readFileSync(files.masterKeyFile, 'utf8'));
    writeFileSync(files.fieldKeysFile, await newFieldKeys('first', provider));
    const running = await readCipher(files);
    const stop = followKeys(files, running, logger as never, 20);
    const before = running.seal('text');
    writeFileSync(
      files.fieldKeysFile,
      await addFieldKey(readFileSync(files.fieldKeysFile, 'utf8'), provider, 'second', new Date(0)),
    );
    const sealedElsewhere = (await readCipher(files)).seal('text');
    for (let tries = 0; tries < 200 && !running.header().toString('latin1').endsWith('second'); tries += 1)
      await sleep(20);
    expect(running.open(sealedElsewhere)).toBe('text');
    expect(running.open(before)).toBe('text');
    // A broken file changes nothing, and is told.
    writeFileSync(files.fieldKeysFile, '{');
    for (let tries = 0; tries < 200 && warnings.length === 0; tries += 1) await sleep(20);
    expect(running.open(sealedElsewhere)).toBe('text');
    expect(warnings.length).toBeGreaterThan(0);
    stop();
  });

  it('are asked for in words where there are none', async () => {
    const none = await readCipher({ fieldKeysFile: null, masterKeyFile: null, masterKeyCommand: null });
    expect(() => none.seal('text')).toThrow('set NUAN_FIELD_KEYS');
    await expect(readCipher({ ...files, masterKeyFile: null })).rejects.toThrow('NUAN_MASTER_KEY');
  });
});
