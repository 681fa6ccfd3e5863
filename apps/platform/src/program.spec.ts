import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { identifyProcess } from '@nuan/database';
import { assertPortFree, reserveGatewayPort } from './ports';
import { ChildRegister } from './previous-run';
import { Program, type ProgramOptions, runToEnd } from './program';

const SERVER = `require('node:http').createServer((q, s) => s.end('ok')).listen(Number(process.argv[2]), '127.0.0.1');`;
const STUBBORN = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up');`;

describe('a program of the all-in-one', () => {
  let dir: string;
  let port: number;
  const said: string[] = [];
  const running: Program[] = [];
  const options = (source: string, args: readonly string[] = []): ProgramOptions => {
    const entry = join(dir, 'program.cjs');
    writeFileSync(entry, source);
    const env = { PATH: process.env['PATH'] ?? '' };
    return { name: 'sample', entry, args, env, logsDir: dir, register: new ChildRegister(dir) };
  };
  const program = (source: string, args?: readonly string[]): Program => {
    const made = new Program(options(source, args), (line) => said.push(line));
    running.push(made);
    return made;
  };
  const children = (): { pid: number }[] => JSON.parse(readFileSync(join(dir, 'children.json'), 'utf8'));
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'nuan-program-'));
    port = await freePort();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.stop()));
    said.length = 0;
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('is started again when it is killed, and says so', async () => {
    const server = program(SERVER, [String(port)]);
    server.start();
    await server.untilReady(`http://127.0.0.1:${port}`, 10_000);
    const [first] = children();
    process.kill(first?.pid ?? 0, 'SIGKILL');
    await until(() => said.length > 0);
    await server.untilReady(`http://127.0.0.1:${port}`, 10_000).catch(() => sleep(600));
    await server.untilReady(`http://127.0.0.1:${port}`, 10_000);
    expect(said).toEqual(['sample ended (SIGKILL); starting it again']);
    expect(children()[0]?.pid).not.toBe(first?.pid);
  });

  it('names the reason in its last words when it doesn’t start', async () => {
    const broken = program(`console.error('NUAN_X is missing'); process.exit(3);`);
    broken.start();
    await expect(broken.untilReady(`http://127.0.0.1:${port}`, 10_000)).rejects.toThrow(
      /sample doesn't start \(exit code 3\): NUAN_X is missing \(log: /,
    );
  });

  it('runs to its end, line by line, and fails with its last words', async () => {
    const lines: string[] = [];
    await runToEnd(options(`console.log('one'); console.log('two');`), (line) => lines.push(line));
    expect(lines).toEqual(['one', 'two']);
    await expect(runToEnd(options(`console.error('no such table'); process.exit(1)`))).rejects.toThrow(/no such table/);
  });

  it('that a killed launcher left is ended by the next, by its start time and not by its pid alone', async () => {
    const left = program(STUBBORN);
    left.start();
    const pid = children()[0]?.pid ?? 0;
    await until(() => readFileSync(left.logFile, 'utf8').includes('up'));
    // As if this process had died: the program must not be started again by it.
    const stopped = left.stop();
    writeFileSync(
      join(dir, 'children.json'),
      JSON.stringify([identifyProcess(pid), { pid: process.pid, startedAt: 'long ago' }]),
    );
    expect(await new ChildRegister(dir).endPrevious()).toBe(1);
    expect(identifyProcess(pid)).toBeNull();
    await stopped;
  }, 20_000);
});

describe('ports', () => {
  it('answer "not ready" until they are handed over', async () => {
    const port = await freePort();
    const reserved = await reserveGatewayPort(port, () => 'loading: 40 %');
    const response = await fetch(`http://127.0.0.1:${port}/readiness`);
    expect([response.status, await response.json()]).toEqual([503, { ready: false, progress: 'loading: 40 %' }]);
    await expect(assertPortFree(port, 'workers')).rejects.toThrow(/port \d+ \(workers\) is in use: .* set NUAN_PORT/);
    await reserved.handOver();
    await assertPortFree(port, 'workers');
  });
});

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition() && Date.now() < deadline) await sleep(20);
  expect(condition()).toBe(true);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
