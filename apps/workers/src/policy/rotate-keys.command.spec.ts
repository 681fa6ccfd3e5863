import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { addFieldKey, keyProvider } from '@nuan/database';
import { runSubgraph } from '@nuan/federation';
import { testKeyFiles, useTestDatabase } from '@nuan/testing';

import { aHousehold } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';

describe('the command rotate-keys', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const dir = mkdtempSync(join(tmpdir(), 'nuan-keys-'));
  const files = { keys: join(dir, 'keys.json'), master: join(dir, 'master.json') };
  let printed = '';

  beforeEach(async () => {
    const { fieldKeys, masterKeys } = await testKeyFiles();
    writeFileSync(files.keys, fieldKeys);
    writeFileSync(files.master, masterKeys);
    const write = (text: unknown): boolean => {
      printed += String(text);
      return true;
    };
    jest.spyOn(process.stdout, 'write').mockImplementation(write);
    jest.spyOn(process.stderr, 'write').mockImplementation(write);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = 0;
    rmSync(dir, { recursive: true, force: true });
  });

  /** Runs the program with its arguments; its exit code and what it printed. */
  const run = async (...args: string[]): Promise<readonly [number, string]> => {
    printed = '';
    process.exitCode = 0;
    const env = {
      NUAN_WORKERS_DATABASE_URL: db.url,
      NUAN_WORKERS_OWNER_DATABASE_URL: db.ownerUrl,
      NUAN_JWKS: 'unused',
      NUAN_JWT_ISSUER: 'unused',
      NUAN_FIELD_KEYS: files.keys,
      NUAN_MASTER_KEY: files.master,
    };
    await runSubgraph(workersSubgraph, env, ['rotate-keys', ...args]);
    return [Number(process.exitCode ?? 0), printed];
  };

  it('takes an older key out only when no value names it any more', async () => {
    await aHousehold(db.owner);
    expect(await run('--check')).toEqual([0, expect.stringContaining('only the newest key is named')]);
    const provider = keyProvider(readFileSync(files.master, 'utf8'));
    writeFileSync(files.keys, await addFieldKey(readFileSync(files.keys, 'utf8'), provider, 'next', new Date(0)));
    expect(await run('--check')).toEqual([1, expect.stringContaining('older keys are named')]);
    expect(await run('--retire', 'test')).toEqual([1, expect.stringMatching(/workers: [1-9]\d* values name "test"/)]);
    expect(await run()).toEqual([0, expect.stringMatching(/workers: \d+ rows sealed anew under "next"/)]);
    expect(await run('--check')).toEqual([0, expect.stringContaining('key "next"')]);
    expect(await run('--retire', 'next')).toEqual([1, expect.any(String)]);
    expect(await run('--retire', 'test')).toEqual([0, expect.stringContaining('no longer read')]);
    expect(await run('--forget')).toEqual([1, expect.stringContaining('Unknown option --forget')]);
  });
});
