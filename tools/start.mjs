// `npm start`: builds what is stale, then runs the all-in-one; with a name, that subgraph alone (`npx nx serve workers`).
import { spawn } from 'node:child_process';
import * as nodeModule from 'node:module';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

import { ensureRuntime } from './build/runtime.mjs';

const startedAt = Date.now() - Math.round(performance.now());
await ensureRuntime(import.meta.url);

const root = fileURLToPath(new URL('../', import.meta.url));
nodeModule.enableCompileCache?.(`${root}node_modules/.cache/nuan/compile`);
const { buildPrograms, findStale } = await import('./build/build.mjs');

const only = process.argv[2];
const served = only
  ? [only]
  : ['workers', 'enterprises', 'assistance', 'employment', 'migrants', 'gateway', 'identity'];
const programs = [...served, 'graphiql', 'sample-data', 'platform'];
let pagesBuilt = Promise.resolve();
try {
  const stale = findStale(programs);
  if (stale.length > 0) console.log(`nuan: building ${stale.map(({ name }) => name).join(', ')}`);
  const pages = stale.filter(({ isPage }) => isPage).map(({ name }) => name);
  await buildPrograms(stale.filter(({ isPage }) => !isPage));
  if (pages.length > 0) pagesBuilt = buildBeside(pages);
} catch (error) {
  console.error(`nuan: the build failed: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

process.env.NUAN_STARTED_AT ??= String(startedAt);
process.title = 'nuan';
const { main } = await import('../apps/platform/dist/main.cjs');
await main(pagesBuilt);

/** A page takes ten seconds to bundle, a database longer to load: at low priority beside it, the page costs little. */
function buildBeside(names) {
  const built = new Promise((done, failed) => {
    const child = spawn(process.execPath, [`${root}tools/build/build.mjs`, ...names], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let reason = '';
    child.stderr.on('data', (text) => (reason += text));
    child.once('spawn', () => setPriority(child.pid, 10));
    child.once('close', (code) =>
      code === 0 ? done() : failed(new Error(`building ${names.join(', ')} failed: ${reason.trim().split('\n')[0]}`)),
    );
  });
  built.catch(() => undefined);
  return built;
}
