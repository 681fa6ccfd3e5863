import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, type ProcessIdentity } from '@nuan/database';

const PATIENCE_MS = 3_000;

/** The processes that a launcher has started, written down so that the next launcher can end them if this one is killed. */
export class ChildRegister {
  private readonly children = new Map<number, ProcessIdentity>();
  private readonly file: string;

  constructor(dataDir: string) {
    this.file = join(dataDir, 'children.json');
  }

  add(child: ProcessIdentity): void {
    this.children.set(child.pid, child);
    this.write();
  }

  remove(pid: number): void {
    if (this.children.delete(pid)) this.write();
  }

  /** Ends what an earlier launcher left running, recognised by pid and start time; returns how many there were. */
  async endPrevious(): Promise<number> {
    const left = this.read().filter(isRunning);
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      left.filter(isRunning).forEach(({ pid }) => sendSignal(pid, signal));
      const deadline = Date.now() + PATIENCE_MS;
      while (left.some(isRunning) && Date.now() < deadline) await sleep(20);
    }
    this.write();
    return left.length;
  }

  private read(): ProcessIdentity[] {
    if (!existsSync(this.file)) return [];
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as ProcessIdentity[];
    } catch {
      // Only ever written whole: nonsense here names no process of ours.
      return [];
    }
  }

  private write(): void {
    if (this.children.size === 0) return rmSync(this.file, { force: true });
    const draft = `${this.file}.draft`;
    writeFileSync(draft, JSON.stringify([...this.children.values()]), { mode: 0o600 });
    renameSync(draft, this.file);
  }
}

/** Signals a process that may have ended meanwhile. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
