import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Environment } from '@nuan/config';
import { FaultError } from '@nuan/errors';
import { until } from '@nuan/kernel';

const PATIENCE = { patienceMs: 300_000, everyMs: 250 };

/**
 * Makes sure that the all-in-one answers on `port`: uses the one that runs, or starts one. Returns what stops it again, null
 * for one that ran already and is left alone. One that was started ends with this process at the latest.
 * @throws FaultError when it ends or takes too long.
 */
export async function ensureAllInOne(
  root: string,
  port: number,
  env: Environment,
): Promise<(() => Promise<void>) | null> {
  if (await isReady(port)) return null;
  // A group of its own: it is asked to stop once, by us, and not a second time by the terminal's Ctrl-C.
  const child = spawn(process.execPath, ['tools/start.mjs'], {
    cwd: root,
    env: { ...env },
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGINT'));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGINT');
    await exit;
  };
  try {
    await untilReady(child, port);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function untilReady(child: ChildProcess, port: number): Promise<void> {
  const look = async (): Promise<boolean> => {
    if (child.exitCode !== null)
      throw new FaultError('the all-in-one ended before it was ready: run "npm start" to see why');
    return isReady(port);
  };
  if (!(await until(look, PATIENCE)))
    throw new FaultError(`the all-in-one was not ready after ${PATIENCE.patienceMs / 1000} s`);
}

async function isReady(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readiness`, { signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
