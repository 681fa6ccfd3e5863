import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DEVELOPMENT_ISSUER, loadOrCreateDevelopmentKey } from '@nuan/auth';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { defineSubgraph } from './definition';
import { runSubgraph } from './run';

const trees = defineSubgraph({
  name: 'trees',
  title: 'Trees (树)',
  defaultPort: 0,
  referenceVersion: 'test',
  database: { entities: [], migrations: [] },
  policy: {},
  compose: () => ({ resolvers: [], references: {} }),
});

describe('the program of a subgraph', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'nuan-run-'));
    loadOrCreateDevelopmentKey(dir);
  });
  afterAll(() => rmSync(dir, { recursive: true }));
  afterEach(() => void (process.exitCode = undefined));

  /** What it prints when it is started with these variables, over a database that nobody runs. */
  async function start(env: Record<string, string>): Promise<string> {
    const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const its = { NUAN_TREES_DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none', NUAN_AUDIT_ANCHOR_DIR: dir };
    await runSubgraph(trees, { ...its, ...env }, ['serve']);
    const text = written.mock.calls.join('');
    written.mockRestore();
    return text;
  }

  it.each([
    ['name', () => ({ NUAN_JWT_ISSUER: DEVELOPMENT_ISSUER, NUAN_JWKS: 'https://login.test/jwks' })],
    ['key', () => ({ NUAN_JWT_ISSUER: 'https://login.test', NUAN_JWKS: join(dir, 'development-key.json') })],
  ])('does not start in production with the development issuer, by its %s', async (_what, env) => {
    expect(await start(env())).toMatch(
      /^trees: The configuration has a fault:\n {2}NUAN_JWKS: the development issuer exists only in the all-in-one; /,
    );
    expect(process.exitCode).toBe(1);
  });

  it('does not start in production without a place for the anchors of its audit', async () => {
    expect(
      await start({ NUAN_AUDIT_ANCHOR_DIR: '', NUAN_JWT_ISSUER: 'x', NUAN_JWKS: 'https://login.test/jwks' }),
    ).toMatch(/^trees: The configuration has a fault:\n {2}NUAN_AUDIT_ANCHOR_DIR: expected a directory, /);
    expect(process.exitCode).toBe(1);
  });

  it('does not start in production without the list of what was revoked', async () => {
    const login = { NUAN_JWT_ISSUER: 'https://login.test', NUAN_JWKS: 'https://login.test/jwks' };
    expect(await start(login)).toMatch(
      /^trees: The configuration has a fault:\n {2}NUAN_REVOCATIONS: .*; set it to that of identity, such as /,
    );
    expect(process.exitCode).toBe(1);
  });
});
