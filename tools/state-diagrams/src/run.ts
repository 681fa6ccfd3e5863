import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { FaultError } from '@nuan/errors';

import { dotOf, fileNameOf, type PrintedMachine } from './diagram';
import { pageOf, type SubgraphMachines } from './page';

/** Where the pictures are committed. */
export const STATES_DIR = 'docs/states';

/** Draws everything and writes it, or compares it with what is committed; returns what is stale. */
export async function runStateDiagrams(root: string, isCheck: boolean): Promise<string[]> {
  const wanted = await draw(subgraphsOf(root).map((name) => ({ subgraph: name, machines: machinesOf(root, name) })));
  const dir = join(root, STATES_DIR);
  const present = existsSync(dir) ? readdirSync(dir) : [];
  const stale = [...wanted].filter(([file, text]) => textOf(join(dir, file)) !== text).map(([file]) => file);
  const left = present.filter((file) => !wanted.has(file));
  if (isCheck) return [...stale, ...left].map((file) => `${STATES_DIR}/${file}`);
  mkdirSync(dir, { recursive: true });
  for (const [file, text] of wanted) writeFileSync(join(dir, file), text);
  for (const file of left) rmSync(join(dir, file));
  return [];
}

async function draw(subgraphs: readonly SubgraphMachines[]): Promise<Map<string, string>> {
  const graphviz = await Graphviz.load();
  const files = subgraphs
    .flatMap(({ machines }) => machines)
    .map((machine): [string, string] => [`${fileNameOf(machine)}.svg`, svgOf(graphviz.dot(dotOf(machine)))]);
  return new Map([...files, ['README.md', pageOf(subgraphs)]]);
}

/** Without the renderer's version, which would change every picture with every release. */
function svgOf(svg: string): string {
  return `${svg.replace(/<!--[\s\S]*?-->\n?/g, '').trim()}\n`;
}

function subgraphsOf(root: string): string[] {
  return readdirSync(join(root, 'apps')).filter((name) =>
    textOf(join(root, 'apps', name, 'project.json')).includes('type:subgraph'),
  );
}

function machinesOf(root: string, subgraph: string): PrintedMachine[] {
  const args = ['-r', '@swc-node/register', `apps/${subgraph}/src/main.ts`, 'states'];
  const printed = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (printed.status !== 0)
    throw new FaultError(`${subgraph} does not tell its states: ${printed.stderr.slice(0, 500)}`);
  return JSON.parse(printed.stdout) as PrintedMachine[];
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
