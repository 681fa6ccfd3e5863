import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { FaultError } from '@nuan/errors';
import { LANES, partOf, type SampleDatabase } from './databases';
import type { LoadProgress, LoadResult } from './load';

/** How far the whole load is. */
export interface OverallProgress extends LoadProgress {
  /** 0 to 1 over all databases. */
  readonly overall: number;
}

/** One line of a lane's output. */
export type LaneLine = { readonly progress: LoadProgress } | { readonly result: LoadResult };

/**
 * Runs the lanes beside each other, each a process of this program (`lane` with its databases), and joins their progress.
 * The lanes end with this process, however it ends.
 * @throws FaultError when a lane failed; it has said why.
 */
export async function runLanes(
  program: string,
  databases: readonly SampleDatabase[],
  scale: number,
  onProgress: (progress: OverallProgress) => void,
): Promise<LoadResult[]> {
  const lanes = LANES.map((lane) => lane.filter((database) => databases.includes(database))).filter(
    (lane) => lane.length > 0,
  );
  const shares = new Map(databases.map((database) => [database as string, partOf(database).rows]));
  const total = [...shares.values()].reduce((all, rows) => all + rows, 0);
  const fractions = new Map<string, number>();
  const results: LoadResult[] = [];
  const children = lanes.map((lane) =>
    fork(program, ['lane', '--scale', String(scale), ...lane], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] }),
  );
  const hear = (line: LaneLine): void => {
    if ('result' in line) {
      results.push(line.result);
      return;
    }
    fractions.set(line.progress.database, line.progress.fraction);
    const done = [...fractions].reduce((all, [database, fraction]) => all + fraction * (shares.get(database) ?? 0), 0);
    onProgress({ ...line.progress, overall: done / total });
  };
  const ended = await Promise.all(children.map((child) => follow(child, hear, children)));
  if (ended.some((code) => code !== 0)) throw new FaultError('loading the sample failed; nothing half-loaded is left');
  return results;
}

/** Follows one lane to its end; a lane that fails ends the others too. */
async function follow(
  child: ChildProcess,
  hear: (line: LaneLine) => void,
  all: readonly ChildProcess[],
): Promise<number> {
  const exit = once(child, 'exit') as Promise<[number | null]>;
  if (child.stdout !== null) {
    for await (const line of createInterface({ input: child.stdout })) hear(JSON.parse(line) as LaneLine);
  }
  const [code] = await exit;
  if (code !== 0) for (const other of all) other.kill();
  return code ?? 1;
}
