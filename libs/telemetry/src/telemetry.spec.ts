import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { createHealth } from './health';
import { createLogger } from './logger';

describe('createLogger', () => {
  it('censors tokens and personal fields at every level and keeps the rest', () => {
    const lines: string[] = [];
    const logger = createLogger({ name: 'x', level: 'info', destination: { write: (line) => void lines.push(line) } });
    const canary = 'canary-349900';
    logger.info({
      authorization: canary,
      request: { headers: { authorization: canary }, id: 'kept' },
      person: { idNumber: canary, contact: { home: { phone: canary } } },
    });
    logger.debug('below the level');
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(canary);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', name: 'x', request: { id: 'kept' } });
  });
});

describe('createHealth', () => {
  it('is ready when every check is, and names what is not', async () => {
    const ok = async () => undefined;
    expect(await createHealth({ name: 'x', checks: { database: ok } }).ready()).toEqual({
      ready: true,
      name: 'x',
      checks: { database: 'ok' },
    });
    const health = createHealth({
      name: 'x',
      timeoutMs: 20,
      checks: {
        database: ok,
        keys: () => Promise.reject(new TypeError('no keys')),
        slow: () => new Promise(() => undefined),
      },
    });
    expect(await health.ready()).toEqual({
      ready: false,
      name: 'x',
      checks: { database: 'ok', keys: 'no keys', slow: 'no answer within 20 ms' },
    });
    expect(health.live().status).toBe('ok');
  });
});

describe('onShutdown', () => {
  const run = (body: string) =>
    new Promise<{ code: number | null; output: string }>((resolve) => {
      const script = `const { onShutdown } = require(${JSON.stringify(join(__dirname, 'shutdown.ts'))});${body};setInterval(() => {}, 1000);console.log('up')`;
      const cwd = join(__dirname, '../../..');
      const env = { ...process.env, SWC_NODE_PROJECT: 'tsconfig.base.json' };
      const child = spawn(process.execPath, ['-r', '@swc-node/register', '-e', script], { cwd, env });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.endsWith('up\n')) child.kill('SIGTERM');
      });
      child.on('exit', (code) => resolve({ code, output }));
    });

  it('stops in reverse order and exits with 0', async () => {
    const result = await run(
      `onShutdown(async () => console.log('first')); onShutdown(async () => console.log('second'))`,
    );
    expect(result).toEqual({ code: 0, output: 'up\nsecond\nfirst\n' });
  });

  it('stops the others too when one fails, and exits with 1', async () => {
    const result = await run(`onShutdown(async () => console.log('first')); onShutdown(() => Promise.reject('no'))`);
    expect(result).toEqual({ code: 1, output: 'up\nfirst\n' });
  });
});
