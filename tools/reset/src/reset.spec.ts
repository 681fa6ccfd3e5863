import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { acquireFileLock } from '@nuan/database';
import { reset } from './reset';

describe('reset', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'nuan-reset-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('removes what the all-in-one keeps, says so, and leaves the rest', async () => {
    mkdirSync(join(dir, 'postgres/data'), { recursive: true });
    for (const file of ['state.json', 'secrets.json', 'thesis.txt']) writeFileSync(join(dir, file), '{}');
    const lines = await reset(dir);
    expect(lines.join('\n')).toMatch(/removed postgres, secrets.json, state.json/);
    expect(lines.join('\n')).toMatch(/left what isn't ours: thesis.txt/);
    expect(existsSync(join(dir, 'thesis.txt'))).toBe(true);
    expect(existsSync(join(dir, 'postgres'))).toBe(false);
  });

  it('refuses while an all-in-one runs there', async () => {
    writeFileSync(join(dir, 'state.json'), '{}');
    const lock = await acquireFileLock(join(dir, 'platform.lock'), 0);
    await expect(reset(dir)).rejects.toThrow(/stop it first/);
    expect(existsSync(join(dir, 'state.json'))).toBe(true);
    lock?.release();
  });

  it('says when there is nothing', async () => {
    expect(await reset(join(dir, 'none'))).toEqual([expect.stringMatching(/nothing to reset/)]);
    expect(await reset(dir)).toEqual([expect.stringMatching(/nothing to reset/)]);
  });
});
