import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultError } from '@nuan/errors';
import { type GatewayConfig, isReady } from './gateway';

const PATIENCE_MS = 300_000;
const EVERY_MS = 500;

/** Starts the all-in-one beside this program and waits until it answers. Returns what stops it again. @throws FaultError when it ends or takes too long. */
export async function startAllInOne(root: string, config: GatewayConfig): Promise<() => Promise<void>> {
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

async function untilReady(child: ChildProcess, config: GatewayConfig): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(EVERY_MS)) {
    if (child.exitCode !== null)
      throw new FaultError('the all-in-one ended before it was ready: run "npm start" to see why');
    if (await isReady(config)) return;
  }
  throw new FaultError(`the all-in-one was not ready after ${String(PATIENCE_MS / 1000)} s`);
}
