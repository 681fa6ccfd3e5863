// Runs under any Node that has ES modules: finds the Node that the workspace brings and goes on under it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const WANTED = [22, 15];

/** Whether this process runs on a Node new enough for every dependency. */
function isNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1]);
}

/** Ends with one line that says what to do when packages or a Node that can run them are missing; re-runs the script under the workspace's Node where the host's is older. */
export async function ensureRuntime(scriptUrl) {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  if (!existsSync(`${root}node_modules/vite`)) fail('the packages are missing: run "npm ci" first');
  if (isNewEnough()) return;
  const brought = `${root}node_modules/node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}/bin/node`;
  if (!existsSync(brought)) {
    fail(
      `Node ${process.versions.node} is too old and the workspace brings none for ${process.platform}-${process.arch}: install Node 22.15 or later`,
    );
  }
  await goOnUnder(brought, scriptUrl);
}

/** Ctrl-C reaches both processes; this one waits for the other to stop in good order. */
async function goOnUnder(node, scriptUrl) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
  const child = spawn(node, [fileURLToPath(scriptUrl), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const status = await new Promise((ended) => {
    child.once('exit', (code, signal) => ended(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
  process.exit(status);
}

function fail(line) {
  console.error(`nuan: ${line}`);
  process.exit(1);
}
