import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultError } from '@nuan/errors';
import { acquireFileLock } from './file-lock';
import { findNativeBinaries, type NativeBinaries } from './native-binaries';
import { identifyProcess, isRunning } from './process-identity';
import { type Postmaster, runningPostmaster, stopPostmaster, waitUntilReady } from './postmaster';
import { type UnprivilegedRunner, unprivilegedRunner } from './unprivileged-runner';

/** Where the embedded server lives and how it is set. */
export interface EmbeddedPostgresOptions {
  /** Holds `data/` (the cluster), `server.log`, the administrator's password (mode 0600) and the start lock. */
  readonly dir: string;
  /** Server settings over the defaults below, such as `{ fsync: 'off' }` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where to listen when a server has to be started; a free port when absent. A restarted server keeps its clients so. */
  readonly port?: number;
  /** Whether root may use a user namespace; false forces the fallback, for tests of it. Default true. */
  readonly namespaces?: boolean;
}

/** A running embedded server. */
export interface EmbeddedPostgres {
  readonly port: number;
  /** The administrator's URL of the database `postgres`; carries the password. */
  readonly adminUrl: string;
  readonly pid: number;
  /** Whether the server ran already, left by a launcher that was killed or started by another process. */
  readonly adopted: boolean;
  readonly logFile: string;
  /** Stops the server, an adopted one too, after writing everything. */
  stop(): Promise<void>;
}

/** An application server of one machine: enough connections for five apps, and bulk loads that write each page once. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  // With minimal WAL, COPY into a table that its transaction created or truncated isn't logged but synced once.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_min_messages: 'warning',
  log_timezone: 'UTC',
};

const START_WAIT_MS = 120_000;

/**
 * Starts the PostgreSQL that npm brought on `dir`, making the cluster on first use, or adopts the server that already
 * runs there. Works as root and as a plain user; survives kill -9 of launcher and server; two starts at once end with
 * one server. It listens on 127.0.0.1 only, on a free port.
 * @throws FaultError in one line: a directory that can't be written, a missing binary, a cluster of another major version.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dir = resolve(options.dir);
  prepareDirectory(dir);
  const lock = await acquireFileLock(join(dir, 'start.lock'), START_WAIT_MS);
  if (lock === null) throw new FaultError(`another start of the database in ${dir} doesn't end`);
  try {
    return await startLocked(dir, options);
  } finally {
    lock.release();
  }
}

async function startLocked(dir: string, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const data = join(dir, 'data');
  const logFile = join(dir, 'server.log');
  const password = administratorPassword(dir);
  const url = (port: number): string => `postgres://nuan:${password}@127.0.0.1:${port}/postgres`;
  const found = await adopt(data, url);
  const server = found ?? (await launch(dir, options, url));
  return {
    port: server.port,
    adminUrl: url(server.port),
    pid: server.process.pid,
    adopted: found !== null,
    logFile,
    stop: () => stopPostmaster(server),
  };
}

/** A live server that this installation started; it may still be recovering, so its port can come a moment later. */
async function adopt(data: string, url: (port: number) => string): Promise<Postmaster | null> {
  const first = runningPostmaster(data);
  if (first === null) return null;
  for (let waited = 0; waited < 5_000; waited += 50) {
    const server = runningPostmaster(data);
    if (server === null) return null;
    if (server.port > 0) {
      const ready = await waitUntilReady(url(server.port), () => isRunning(server.process), START_WAIT_MS);
      if (ready) return server;
      break;
    }
    await sleep(50);
  }
  // It runs but doesn't answer: end it, and let a fresh server recover the cluster.
  await stopPostmaster(first, 5_000);
  return null;
}

async function launch(
  dir: string,
  { settings = {}, namespaces, port }: EmbeddedPostgresOptions,
  url: (port: number) => string,
): Promise<Postmaster> {
  const data = join(dir, 'data');
  const binaries = findNativeBinaries();
  const runner = unprivilegedRunner(binaries.dir, data, namespaces);
  if (existsSync(join(data, 'PG_VERSION'))) assertMajor(data, binaries);
  else initialise(dir, runner, settings['fsync'] !== 'off');
  const deadline = Date.now() + START_WAIT_MS;
  for (;;) {
    const logFile = join(dir, 'server.log');
    const server = await spawnServer(data, logFile, runner, {
      port: port ?? (await freePort()),
      ...SETTINGS,
      ...settings,
    });
    if (await waitUntilReady(url(server.port), () => isRunning(server.process), START_WAIT_MS)) return server;
    await stopPostmaster(server, 5_000);
    const reason = lastFatalLine(logFile);
    // Backends of a killed server need a moment to notice, and a free port may be taken by another in between.
    if (!/still in use|Address already in use|lock file/.test(reason) || Date.now() > deadline) {
      throw new FaultError(`PostgreSQL doesn't start on ${data}: ${reason} (log: ${logFile})`);
    }
    await sleep(300);
  }
}

async function spawnServer(
  data: string,
  logFile: string,
  runner: UnprivilegedRunner,
  settings: Readonly<Record<string, string | number>> & { readonly port: number },
): Promise<Postmaster> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { file, args, as } = runner.command('postgres', ['-D', data, ...flags]);
  const log = openSync(logFile, 'a', 0o600);
  try {
    // Detached: Ctrl-C in the terminal must reach the apps first and the database last.
    const child = spawn(file, args, { ...as, cwd: '/', env: ENVIRONMENT, detached: true, stdio: ['ignore', log, log] });
    const pid = await new Promise<number>((started, failed) => {
      child.once('error', failed);
      child.once('spawn', () => started(child.pid ?? 0));
    });
    child.unref();
    return { process: identifyProcess(pid) ?? { pid, startedAt: 'ended' }, port: settings.port };
  } finally {
    closeSync(log);
  }
}

/** initdb works in a sibling that is renamed when complete: a half-made cluster is never taken for a good one. */
function initialise(dir: string, runner: UnprivilegedRunner, sync: boolean): void {
  for (const name of readdirSync(dir)) {
    if (name.startsWith('data.init')) rmSync(join(dir, name), { recursive: true, force: true });
  }
  const draft = join(dir, `data.init-${process.pid}`);
  const passwordFile = `${draft}.password`;
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${administratorPassword(dir)}\n`, { mode: 0o600 });
  runner.own(draft);
  runner.own(passwordFile);
  const flags = ['-D', draft, '-U', 'nuan', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const { file, args, as } = runner.command('initdb', [...flags, ...locale, ...(sync ? [] : ['--no-sync'])]);
  const made = spawnSync(file, args, { ...as, cwd: '/', env: ENVIRONMENT, encoding: 'utf8' });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    const reason = made.error?.message ?? made.stderr.trim().split('\n').at(-1) ?? 'no reason given';
    throw new FaultError(`initdb can't make a database cluster in ${dir}: ${reason}`);
  }
  rmSync(join(dir, 'data'), { recursive: true, force: true });
  renameSync(draft, join(dir, 'data'));
}

function assertMajor(data: string, { major }: NativeBinaries): void {
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (found !== String(major)) {
    throw new FaultError(
      `${data} was made by PostgreSQL ${found} and this is ${major}: keep it with an older release, ` +
        'or start over with another NUAN_DATA_DIR',
    );
  }
}

function administratorPassword(dir: string): string {
  const file = join(dir, 'admin.password');
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, randomBytes(24).toString('hex'), { mode: 0o600 });
    renameSync(draft, file);
  }
  return readFileSync(file, 'utf8').trim();
}

/** Others may pass through but not list: a fallback user must reach the cluster inside. */
function prepareDirectory(dir: string): void {
  const probe = join(dir, `.writable-${process.pid}`);
  try {
    mkdirSync(dir, { recursive: true, mode: 0o711 });
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new FaultError(
      `the data directory ${dir} can't be written (${code ?? 'unknown'}): set NUAN_DATA_DIR to another, or give yourself the right to write there`,
    );
  }
}

function lastFatalLine(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-20);
  return lines.reverse().find((line) => /FATAL|PANIC|error/i.test(line)) ?? lines[0] ?? 'no reason given';
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', listening);
  });
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new FaultError('the system gave no free port');
  return address.port;
}

/** The server needs nothing of the launcher's environment, and secrets in it are none of its business. */
const ENVIRONMENT: NodeJS.ProcessEnv = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};
