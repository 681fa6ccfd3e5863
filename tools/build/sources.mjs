// What each program is made of, as one hash: equal hash, equal bundle.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const IGNORED = new Set(['dist', 'node_modules', 'coverage', '.nuan']);
const WORKSPACE_FILES = ['package-lock.json', 'tsconfig.base.json', 'tools/build/build.mjs', 'tools/build/sources.mjs'];

/** Every project under apps/ and tools/ with a build target: a server with src/main.ts, or a page with its own Vite configuration. */
export function findPrograms() {
  return ['apps', 'tools'].flatMap((parent) =>
    readdirSync(join(ROOT, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => ({ name: entry.name, dir: join(ROOT, parent, entry.name) }))
      .filter(({ dir }) => hasBuildTarget(join(dir, 'project.json')))
      .map((program) => ({ ...program, isPage: existsSync(join(program.dir, 'vite.config.mts')) }))
      .filter(({ dir, isPage }) => isPage || existsSync(join(dir, 'src/main.ts'))),
  );
}

function hasBuildTarget(projectFile) {
  return existsSync(projectFile) && 'build' in (JSON.parse(readFileSync(projectFile, 'utf8')).targets ?? {});
}

/** Hashes of programs; the libraries and the workspace's files are read once. */
export function createHasher() {
  const workspace = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const file of WORKSPACE_FILES) workspace.update(readFileSync(join(ROOT, file)));
  for (const file of listSources(join(ROOT, 'libs'))) workspace.update(file).update(readFileSync(file));
  return ({ dir }) => {
    const hash = workspace.copy();
    for (const file of listSources(dir)) hash.update(file.slice(dir.length)).update(readFileSync(file));
    return hash.digest('hex');
  };
}

/** The sources below a folder in a fixed order, without specs and papers. */
function listSources(dir) {
  const entries = readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return IGNORED.has(entry.name) ? [] : listSources(path);
    return /\.(spec\.tsx?|e2e\.ts|md|log)$/.test(entry.name) ? [] : [path];
  });
}
