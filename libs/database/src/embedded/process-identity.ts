import { readFileSync } from 'node:fs';

/** A process as later processes can recognise it: a pid alone may have been given to another since. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start time in clock ticks since boot, and the boot it belongs to; '' where the system doesn't tell. */
  readonly startedAt: string;
}

/** Who `pid` is now; null when no such process runs, a zombie included, which holds nothing any more. */
export function identifyProcess(pid: number): ProcessIdentity | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (process.platform === 'linux') {
    const stat = readOrNull(`/proc/${pid}/stat`);
    // The command stands in parentheses and may hold spaces; the state is the first field after it, the start time the 20th.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields === undefined || fields[0] === 'Z' || fields[0] === 'X') return null;
    return { pid, startedAt: `${fields[19] ?? ''}@${readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}` };
  }
  try {
    process.kill(pid, 0);
    return { pid, startedAt: '' };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? { pid, startedAt: '' } : null;
  }
}

/** Whether the very process that was identified once still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identifyProcess(identity.pid)?.startedAt === identity.startedAt;
}

/** The command line of a running process, arguments joined by spaces; '' where the system doesn't tell. */
export function commandLine(pid: number): string {
  return (readOrNull(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ').trim();
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
