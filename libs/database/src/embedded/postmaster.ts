import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { commandLine, identifyProcess, isRunning, type ProcessIdentity } from './process-identity';

/** A PostgreSQL server process on a data directory. */
export interface Postmaster {
  readonly process: ProcessIdentity;
  readonly port: number;
}

/**
 * The server that runs on `dataDir`, by its `postmaster.pid`. A file left by a dead server (its pid gone, a zombie, or
 * given to another program) is removed, since PostgreSQL itself would refuse to start over it.
 */
export function runningPostmaster(dataDir: string): Postmaster | null {
  const file = join(dataDir, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch {
    return null;
  }
  const process = identifyProcess(Number(lines[0]));
  if (process !== null && isPostgres(process.pid)) return { process, port: Number(lines[3]) };
  rmSync(file, { force: true });
  return null;
}

/** Whether a server answers as `url`; waits while it starts up or recovers, until it is gone or `waitMs` have passed. */
export async function waitUntilReady(url: string, isAlive: () => boolean, waitMs: number): Promise<boolean> {
  const deadline = Date.now() + waitMs;
  for (let attempt = 0; Date.now() < deadline; attempt += 1) {
    if (await answers(url)) return true;
    if (!isAlive()) return false;
    await sleep(attempt < 50 ? 15 : 100);
  }
  return false;
}

/** Stops a server: connections are ended and everything is written (fast shutdown); after `patienceMs` without that (immediate). */
export async function stopPostmaster({ process: server }: Postmaster, patienceMs = 20_000): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isRunning(server)) return;
    try {
      process.kill(server.pid, signal);
    } catch {
      return;
    }
    const deadline = Date.now() + patienceMs;
    while (isRunning(server) && Date.now() < deadline) await sleep(20);
  }
}

function isPostgres(pid: number): boolean {
  return process.platform !== 'linux' || /(^|[/ ])postgres( |$)/.test(commandLine(pid));
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
