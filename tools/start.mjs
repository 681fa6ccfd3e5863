// `npm start`: builds what is stale, then runs the all-in-one.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

import { ensureRuntime } from './build/runtime.mjs';

const startedAt = Date.now() - Math.round(performance.now());
await ensureRuntime(import.meta.url);

const root = fileURLToPath(new URL('../', import.meta.url));
enableCompileCache?.(`${root}node_modules/.cache/nuan/compile`);
const { buildPrograms, findStale } = await import('./build/build.mjs');

const programs = [
  'workers',
  'enterprises',
  'assistance',
  'employment',
  'migrants',
  'gateway',
  'graphiql',
  'sample-data',
  'platform',
];
try {
  const stale = findStale(programs);
  if (stale.length > 0) console.log(`nuan: building ${stale.map(({ name }) => name).join(', ')}`);
  await buildPrograms(stale);
} catch (error) {
  console.error(`nuan: the build failed: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

process.env.NUAN_STARTED_AT ??= String(startedAt);
process.title = 'nuan';
await import('../apps/platform/dist/main.cjs');
