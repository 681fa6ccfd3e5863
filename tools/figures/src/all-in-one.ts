import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { GatewayTarget } from '@nuan/config';
import { FaultError } from '@nuan/errors';
import { until } from '@nuan/kernel';
import { isReady } from './gateway';

const PATIENCE = { patienceMs: 300_000, everyMs: 500 };

/** Starts the all-in-one beside this program and waits until it answers. Returns what stops it again. @throws FaultError when it ends or takes too long. */
export async function startAllInOne(root: string, config: GatewayTarget): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['tools/start.mjs'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGINT');
    await exit;
  };
  try {
    await untilReady(child, config);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function untilReady(child: ChildProcess, config: GatewayTarget): Promise<void> {
  const look = async (): Promise<boolean> => {
    if (child.exitCode !== null)
      throw new FaultError('the all-in-one ended before it was ready: run "npm start" to see why');
    return isReady(config);
  };
  if (!(await until(look, PATIENCE)))
    throw new FaultError(`the all-in-one was not ready after ${String(PATIENCE.patienceMs / 1000)} s`);
}
