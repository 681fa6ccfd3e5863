import { readdirSync, readFileSync } from 'node:fs';
import { commandLine } from '@nuan/database';

/** Clock ticks of `/proc` per second: 100 on every Linux that Node runs on (`getconf CLK_TCK`). */
const TICK_MS = 10;

/** Processor time in milliseconds by the name of who used it. */
export type CpuTimes = ReadonlyMap<string, number>;

/** What one line of `/proc/<pid>/stat` says. */
export interface ProcessStat {
  readonly parentPid: number;
  /** User and system time of the process. */
  readonly ownMs: number;
  /** That of its children that have ended. */
  readonly endedChildrenMs: number;
}

/** Reads a line of `/proc/<pid>/stat`: the command stands in parentheses and may hold spaces, the rest is numbered from the state on. */
export function parseStat(line: string): ProcessStat {
  const fields = line
    .slice(line.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const ticks = (first: number): number => ((fields[first] ?? 0) + (fields[first + 1] ?? 0)) * TICK_MS;
  return { parentPid: fields[1] ?? 0, ownMs: ticks(11), endedChildrenMs: ticks(13) };
}

/** The processes of both contestants, by name; those of the database server by the database that they work on. */
export class Processes {
  private readonly pids: ReadonlyMap<string, number>;

  constructor(
    childPids: readonly number[],
    private readonly postmasterPid: number | null,
    byHandPid: number,
  ) {
    const named = childPids.flatMap((pid): [string, number][] => {
      const name = /apps\/([a-z-]+)\/dist\//.exec(commandLine(pid))?.[1];
      return name === undefined ? [] : [[name, pid]];
    });
    this.pids = new Map([...named, [BY_HAND, byHandPid]]);
  }

  /** What each process has used since it started; empty where the system doesn't tell. */
  read(): CpuTimes {
    const times = new Map<string, number>();
    for (const [name, pid] of this.pids) {
      const stat = readStat(pid);
      if (stat !== null) times.set(name, stat.ownMs);
    }
    return this.postmasterPid === null ? times : new Map([...times, ...databaseServerMs(this.postmasterPid)]);
  }
}

/** The name of the server written by hand among the processes. */
export const BY_HAND = 'by hand';

/** What the names of the database server's processes begin with. */
export const POSTGRES = 'PostgreSQL';

/** How much longer each has run since `before`; never less than nothing, should a connection have ended in between. */
export function cpuSince(before: CpuTimes, after: CpuTimes): CpuTimes {
  return new Map([...after].map(([name, ms]) => [name, Math.max(0, ms - (before.get(name) ?? ms))]));
}

/** Adds times up by name. */
export function addCpu(all: readonly CpuTimes[]): CpuTimes {
  const sums = new Map<string, number>();
  for (const times of all) for (const [name, ms] of times) sums.set(name, (sums.get(name) ?? 0) + ms);
  return sums;
}

/** Milliseconds for which the machine's cores were busy since it started, all together; null where the system doesn't tell. */
export function machineBusyMs(): number | null {
  const line = readOrNull('/proc/stat')?.split('\n')[0];
  if (line === undefined) return null;
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = line.split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq) * TICK_MS;
}

/** Each connection is a process that names its role; what serves all databases stands under the server's own name. */
function databaseServerMs(pid: number): CpuTimes {
  const own = readStat(pid);
  if (own === null) return new Map();
  const children = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => readStat(Number(entry))?.parentPid === pid)
    .map((entry): CpuTimes => new Map([[databaseOf(commandLine(Number(entry))), readStat(Number(entry))?.ownMs ?? 0]]));
  return addCpu([new Map([[POSTGRES, own.ownMs + own.endedChildrenMs]]), ...children]);
}

/** `postgres: nuan_workers_app nuan_workers 127.0.0.1(40112) SELECT` → `PostgreSQL workers`. */
export function databaseOf(command: string): string {
  const name = /\bnuan_([a-z]+)_app\b/.exec(command)?.[1];
  return name === undefined ? POSTGRES : `${POSTGRES} ${name}`;
}

function readStat(pid: number): ProcessStat | null {
  const line = readOrNull(`/proc/${pid}/stat`);
  return line === null ? null : parseStat(line);
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
