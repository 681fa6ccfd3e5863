import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { createFieldCipher } from './field-cipher';
import { addFieldKey, newFieldKeys, openFieldKeys, retireFieldKey, rewrapFieldKeys } from './field-keys';
import { keyProvider, newMasterKeys, readKeyProvider } from './key-provider';

const masters = newMasterKeys('m1');
const provider = keyProvider(masters);
const open = async (json: string, by = provider) => createFieldCipher(await openFieldKeys(json, by));

describe('the file of field keys', () => {
  it('holds no key that could be used without the master key', async () => {
    const json = await newFieldKeys('2016', provider);
    const { keys, hashKey } = await openFieldKeys(json, provider);
    for (const { key } of [...keys, { key: hashKey }]) expect(json).not.toContain(key.toString('base64'));
    await expect(openFieldKeys(json, keyProvider(newMasterKeys('m2')))).rejects.toThrow('"m1", which isn\'t here');
    await expect(openFieldKeys(json, keyProvider(newMasterKeys('m1')))).rejects.toThrow('does not open');
  });

  it('binds each wrapped key to its id: one put in another’s place does not open', async () => {
    const file = JSON.parse(await addFieldKey(await newFieldKeys('a', provider), provider, 'b', new Date(0))) as {
      keys: { wrapped: string }[];
    };
    const [first, second] = file.keys;
    const swapped = { ...file, keys: [{ ...first, wrapped: second?.wrapped }, second] };
    await expect(openFieldKeys(JSON.stringify(swapped), provider)).rejects.toThrow('does not open');
  });

  it('adds a key that only opens until its time has come, so that every program can learn it first', async () => {
    const json = await newFieldKeys('old', provider);
    const running = await open(json);
    const soon = await open(await addFieldKey(json, provider, 'new', new Date(Date.now() + 60_000)));
    expect(running.open(soon.seal('text'))).toBe('text');
    const due = await addFieldKey(json, provider, 'new', new Date(Date.now() - 1));
    const sealed = (await open(due)).seal('text');
    expect(() => running.open(sealed)).toThrow('unknown key "new"');
    running.renew(await openFieldKeys(due, provider));
    expect(running.open(sealed)).toBe('text');
    expect(running.header()).toEqual(sealed.subarray(0, running.header().length));
  });

  it('refuses a second key of one id, and never takes the newest key out', async () => {
    const json = await addFieldKey(await newFieldKeys('a', provider), provider, 'b', new Date(0));
    await expect(addFieldKey(json, provider, 'a', new Date(0))).rejects.toThrow('already');
    expect(() => retireFieldKey(json, 'b')).toThrow('newest');
    const retired = retireFieldKey(json, 'a');
    expect((await openFieldKeys(retired, provider)).keys.map(({ id }) => id)).toEqual(['b']);
    await expect(addFieldKey(retired, provider, 'a', new Date(0))).rejects.toThrow('already');
  });

  it('is wrapped anew by another master key without a value being touched', async () => {
    const json = await newFieldKeys('a', provider);
    const sealed = (await open(json)).seal('text');
    const both = keyProvider(newMasterKeys('m2', masters));
    const rewrapped = await rewrapFieldKeys(json, both);
    const alone = JSON.parse(newMasterKeys('m3', newMasterKeys('m2', masters))) as { keys: { id: string }[] };
    expect(alone.keys.map(({ id }) => id)).toEqual(['m3', 'm2', 'm1']);
    expect((await open(rewrapped, both)).open(sealed)).toBe('text');
    await expect(openFieldKeys(rewrapped, provider)).rejects.toThrow('"m2", which isn\'t here');
  });

  it('never exchanges the key of the hashes under a running program', async () => {
    const running = await open(await newFieldKeys('a', provider));
    const other = await openFieldKeys(await newFieldKeys('a', provider), provider);
    expect(() => running.renew(other)).toThrow('can’t be exchanged');
  });

  it.each([
    ['of an older version', JSON.stringify({ hashKey: randomBytes(32).toString('base64'), keys: [] }), 'older version'],
    ['that is no JSON', '{', 'not JSON'],
    ['of another form', JSON.stringify({ format: 3 }), 'not of the form 2'],
  ])('is refused %s, in words that repeat nothing of it', async (_case, json, message) => {
    await expect(openFieldKeys(json, provider)).rejects.toThrow(message);
  });

  it('names the suite of each key, and refuses one that this program does not have', async () => {
    const { hashKey, keys } = await openFieldKeys(await newFieldKeys('a', provider), provider);
    const sm4 = keys.map((key) => ({ ...key, suite: 'SM4-GCM' }));
    expect(() => createFieldCipher({ hashKey, keys: sm4 })).toThrow('unknown cipher suite SM4-GCM');
    expect(createFieldCipher({ hashKey, keys }).seal('x')[0]).toBe(1);
  });
});

describe('the master key', () => {
  it('comes from a file, or from a command that prints it', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'nuan-master-'));
    const file = join(dir, 'master.json');
    writeFileSync(file, masters);
    const json = await newFieldKeys('a', provider);
    for (const source of [
      { file, command: null },
      { file: null, command: `cat ${file}` },
    ])
      expect((await openFieldKeys(json, await readKeyProvider(source))).keys).toHaveLength(1);
    rmSync(dir, { recursive: true });
  });

  it('is asked for in words when it is missing, and none of what a command prints is repeated', async () => {
    await expect(readKeyProvider({ file: null, command: null })).rejects.toThrow('NUAN_MASTER_KEY');
    await expect(readKeyProvider({ file: '/nowhere', command: null })).rejects.toThrow('check NUAN_MASTER_KEY');
    await expect(readKeyProvider({ file: null, command: 'false' })).rejects.toThrow(
      'NUAN_MASTER_KEY_COMMAND failed (1)',
    );
    await expect(readKeyProvider({ file: null, command: 'echo secret' })).rejects.not.toThrow('secret');
  });
});
