import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { formatFiles, generateFiles, type GeneratorCallback, type Tree, workspaceRoot } from '@nx/devkit';

/** What `nx g @nuan/generators:subgraph` is asked for. */
export interface SubgraphOptions {
  readonly name: string;
  readonly aggregate?: string;
}

const FIRST_PORT = 4001;

/** Found from the workspace, since this file is loaded as an ES module by Nx and as CommonJS by its spec. */
const TEMPLATE = join(workspaceRoot, 'tools/generators/src/subgraph/files');

/** Writes `apps/<name>`, and emits its schema when the files stand. */
export async function subgraphGenerator(tree: Tree, options: SubgraphOptions): Promise<GeneratorCallback> {
  const { name, aggregate = 'record' } = options;
  const root = `apps/${name}`;
  if (!/^[a-z]+$/.test(name) || !/^[a-z]+$/.test(aggregate)) throw new RangeError('Names are one lower-case word.');
  if (tree.exists(root)) throw new RangeError(`${root} exists already.`);
  const variables = {
    name,
    aggregate,
    port: nextPort(tree),
    Name: capital(name),
    Aggregate: capital(aggregate),
    tmpl: '',
  };
  generateFiles(tree, TEMPLATE, root, variables);
  await formatFiles(tree);
  return () => emitSchema(root);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The port after the highest that a subgraph has. */
function nextPort(tree: Tree): number {
  const ports = tree.children('apps').flatMap((app) => {
    const root = tree.read(`apps/${app}/src/${app}.subgraph.ts`, 'utf8') ?? '';
    return [...root.matchAll(/defaultPort: (\d+)/g)].map((match) => Number(match[1]));
  });
  return Math.max(FIRST_PORT - 1, ...ports) + 1;
}

function emitSchema(root: string): void {
  execFileSync(
    process.execPath,
    [join(workspaceRoot, 'node_modules/nx/dist/bin/nx.js'), 'run', `${root.slice('apps/'.length)}:emit-schema`],
    { stdio: 'inherit' },
  );
}
