import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { FaultError } from '@nuan/errors';
import { byHandEnvironment, type ByHandSettings } from './by-hand.server';

/** The argument that makes this program the server written by hand. */
export const SERVE_BY_HAND = 'serve-by-hand';

/** The server written by hand, in a process of its own. */
export interface ByHandProcess {
  readonly pid: number;
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the server and waits for its port. It ends with this process at the latest. @throws FaultError when it doesn't start. */
export async function startByHand(settings: ByHandSettings): Promise<ByHandProcess> {
  // The channel ties the server's life to ours: when we are gone, it closes.
  const child = spawn(process.execPath, [process.argv[1] ?? '', SERVE_BY_HAND], {
    env: byHandEnvironment(settings),
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const said = child.stdout === null ? [] : createInterface({ input: child.stdout });
  const port = await Promise.race([firstLine(said), ended.then(() => null)]);
  if (port === null) throw new FaultError('the server written by hand ended before it listened');
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function firstLine(lines: AsyncIterable<string> | Iterable<string>): Promise<string | null> {
  for await (const line of lines) return line;
  return null;
}
