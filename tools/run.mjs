// `node tools/run.mjs PROGRAM [arguments]`: builds a program under tools/ when it is stale, quietly, and runs it.
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

import { ensureRuntime } from './build/runtime.mjs';

await ensureRuntime(import.meta.url);

const root = fileURLToPath(new URL('../', import.meta.url));
nodeModule.enableCompileCache?.(`${root}node_modules/.cache/nuan/compile`);
const { buildPrograms, findStale } = await import('./build/build.mjs');
const [, , name, ...args] = process.argv;
try {
  await buildPrograms(findStale([name ?? '']));
} catch (error) {
  console.error(`nuan: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
const bundle = `${root}tools/${name}/dist/main.cjs`;
process.argv = [process.execPath, bundle, ...args];
await import(bundle);
