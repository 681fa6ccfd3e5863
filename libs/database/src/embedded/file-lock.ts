import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifyProcess, isRunning, type ProcessIdentity } from './process-identity';

/** A lock that this process holds until it releases it or ends, by kill -9 too. */
export interface FileLock {
  release(): void;
}

/**
 * Takes the lock at `path`, waiting at most `waitMs`; null when another running process keeps holding it. A lock whose
 * holder is gone is recognised by the holder's pid and start time and taken over.
 */
export async function acquireFileLock(path: string, waitMs: number): Promise<FileLock | null> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    if (tryLock(path)) return { release: () => rmSync(path, { force: true }) };
    if (clearStaleLock(path)) continue;
    if (Date.now() >= deadline) return null;
    await sleep(40);
  }
}

/** The running process that holds the lock at `path`, if any. */
export function fileLockHolder(path: string): ProcessIdentity | null {
  const holder = parseHolder(read(path));
  return holder !== null && isRunning(holder) ? holder : null;
}

/** A hard link appears with its content at once, so nobody ever reads a lock that is half written. */
function tryLock(path: string): boolean {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(identifyProcess(process.pid)), { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a dead holder's lock aside; true when trying again is worthwhile. */
function clearStaleLock(path: string): boolean {
  const found = read(path);
  if (found === null) return true;
  const holder = parseHolder(found);
  if (holder !== null && isRunning(holder)) return false;
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    // Between the reading and the renaming another may have taken over: then what was moved is alive and goes back.
    if (read(aside) !== found) linkSync(aside, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
  return true;
}

function parseHolder(content: string | null): ProcessIdentity | null {
  try {
    const parsed: unknown = JSON.parse(content ?? 'null');
    if (typeof parsed !== 'object' || parsed === null || !('pid' in parsed) || !('startedAt' in parsed)) return null;
    return { pid: Number(parsed.pid), startedAt: String(parsed.startedAt) };
  } catch {
    return null;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
