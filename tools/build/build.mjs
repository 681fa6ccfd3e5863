// `node tools/build/build.mjs [project …]`: bundles the programs whose sources have changed. Also imported by `npm start`.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { createHasher, findPrograms, ROOT } from './sources.mjs';

/**
 * The programs that need building, of those named or of all, each with the hash its bundle will have.
 * @throws {Error} in one line when a name is unknown.
 */
export function findStale(names = []) {
  const programs = findPrograms();
  const unknown = names.filter((name) => !programs.some((program) => program.name === name));
  if (unknown.length > 0)
    throw new Error(`no program named ${unknown.join(', ')}; there is ${programs.map(({ name }) => name).join(', ')}`);
  const hashOf = createHasher();
  return programs
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .map((program) => ({ ...program, hash: hashOf(program) }))
    .filter(({ dir, hash }) => readStamp(dir) !== hash);
}

/** Builds programs one after another; a bundle replaces the one before as a whole. */
export async function buildPrograms(programs, report = () => undefined) {
  if (programs.length === 0) return;
  const vite = await import('vite');
  for (const program of programs) {
    const since = performance.now();
    const draft = join(ROOT, 'node_modules/.cache/nuan/build', `${program.name}-${process.pid}`);
    rmSync(draft, { recursive: true, force: true });
    await vite.build(program.isPage ? pageConfig(program, draft) : serverConfig(program, draft));
    writeFileSync(join(draft, '.stamp'), program.hash);
    replace(draft, join(program.dir, 'dist'));
    report(program.name, Math.round(performance.now() - since));
  }
}

/**
 * Packages of many small files, bundled with our code: a subgraph then loads 734 modules instead of 1,627 and starts in 0.7 s
 * instead of 1.05. Whatever else stays outside, `graphql` above all, of which there must be one copy in a process.
 */
const BUNDLED = [
  'typeorm',
  'type-graphql',
  'class-validator',
  'validator',
  'libphonenumber-js',
  'graphql-scalars',
  'zod',
];

/** One file of CommonJS: our code inside, most npm packages outside, names kept because they reach logs and the schema. */
function serverConfig({ dir }, outDir) {
  return {
    configFile: false,
    root: dir,
    logLevel: 'warn',
    publicDir: false,
    resolve: { tsconfigPaths: true },
    ssr: { noExternal: BUNDLED, external: ['graphql'] },
    build: {
      ssr: 'src/main.ts',
      outDir,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        // A package that a program imports nothing from isn't loaded: the gateway needs no ORM. One is loaded for its effect.
        treeshake: { moduleSideEffects: (id, isExternal) => !isExternal || id === 'reflect-metadata' },
        output: { format: 'cjs', entryFileNames: 'main.cjs', keepNames: true, codeSplitting: false },
      },
    },
  };
}

function pageConfig({ dir }, outDir) {
  return {
    root: dir,
    configFile: join(dir, 'vite.config.mts'),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  };
}

function readStamp(dir) {
  const file = join(dir, 'dist/.stamp');
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function replace(draft, dist) {
  const old = `${draft}-old`;
  mkdirSync(join(ROOT, 'node_modules/.cache/nuan/build'), { recursive: true });
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(draft, dist);
  rmSync(old, { recursive: true, force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const stale = findStale(process.argv.slice(2));
    await buildPrograms(stale, (name, ms) => console.log(`built ${name} in ${ms} ms`));
    if (stale.length === 0) console.log('everything is built');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
