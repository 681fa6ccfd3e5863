import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { testTokens } from '@nuan/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

const ROOT = join(__dirname, '../../..');
const DEAD = 'http://127.0.0.1:9/graphql';

describe('the gateway process', () => {
  let dir: string;
  let env: NodeJS.ProcessEnv;
  const children: ChildProcess[] = [];
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'nuan-gateway-'));
    const { jwks, issuer, audience } = testTokens();
    writeFileSync(join(dir, 'jwks.json'), JSON.stringify(jwks));
    env = {
      PATH: process.env['PATH'],
      SWC_NODE_PROJECT: 'tsconfig.base.json',
      NUAN_MODE: 'development',
      NUAN_GATEWAY_SECRET: 'a-secret-for-the-subgraphs',
      NUAN_JWKS: join(dir, 'jwks.json'),
      NUAN_JWT_ISSUER: issuer,
      NUAN_JWT_AUDIENCE: audience,
      NUAN_PORT: '0',
      NUAN_SUBGRAPH_URLS: ['workers', 'enterprises', 'assistance', 'employment', 'migrants']
        .map((name) => `${name}=${DEAD}`)
        .join(),
    };
  });
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));
  afterAll(() => rmSync(dir, { recursive: true }));

  function start(extra: NodeJS.ProcessEnv, ...args: string[]) {
    const child = spawn(process.execPath, ['-r', '@swc-node/register', 'apps/gateway/src/main.ts', ...args], {
      cwd: ROOT,
      env: { ...env, ...extra },
    });
    children.push(child);
    const output = { text: '' };
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (output.text += chunk.toString()));
    return { child, output };
  }

  async function listening(output: { text: string }): Promise<string> {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const url = /"url":"([^"]+)"/.exec(output.text)?.[1];
      if (url) return url;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the gateway did not listen: ${output.text}`);
  }

  it('listens on loopback, is not ready without subgraphs, and ends cleanly on SIGTERM', async () => {
    const { child, output } = start({});
    const url = await listening(output);
    expect(new URL(url).hostname).toBe('127.0.0.1');
    const readiness = await fetch(`${url}/readiness`);
    expect(readiness.status).toBe(503);
    expect(await readiness.json()).toMatchObject({ ready: false, subgraphs: { workers: 'unreachable' } });
    expect((await fetch(`${url}/healthcheck`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('says in one line that its port is in use', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as { port: number };
    const { child, output } = start({ NUAN_PORT: String(port), NUAN_LOG_LEVEL: 'silent' });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(output.text).toBe(`gateway: Port ${port} is in use: stop what holds it, or set NUAN_PORT.\n`);
    await new Promise((resolve) => holder.close(resolve));
  });

  it.each([{ NUAN_JWT_ISSUER: 'nuan-development' }, {}])(
    'does not start in production with the development issuer, by name or by key',
    async (named) => {
      const { child, output } = start({ ...named, NUAN_MODE: 'production' });
      expect(await once(child, 'close')).toEqual([1, null]);
      expect(output.text).toMatch(/^gateway: .*\n {2}NUAN_JWKS: the development issuer exists only in the all-in-one/);
    },
  );

  it('does not start in production without the list of what was revoked', async () => {
    const login = { NUAN_JWT_ISSUER: 'https://login.test', NUAN_JWKS: 'https://login.test/jwks' };
    const { child, output } = start({ ...login, NUAN_MODE: 'production' });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(output.text).toMatch(/^gateway: .*\n {2}NUAN_REVOCATIONS: .*; set it to that of identity, such as /);
  });

  it('prints the schema of its own part, as committed', async () => {
    const { readFileSync } = await import('node:fs');
    const { child, output } = start({}, 'schema');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(output.text).toBe(readFileSync(join(ROOT, 'apps/gateway/schema.graphql'), 'utf8'));
  });
});
