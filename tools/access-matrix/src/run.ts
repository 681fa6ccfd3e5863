import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { FaultError } from '@nuan/errors';
import type { PolicyTable } from '@nuan/federation';

import { pageOf } from './page';

/** Where the page is committed. */
export const PAGE = 'docs/access-matrix.md';

/** Writes the page, or with a check only compares it; true when what is committed is stale. */
export function runAccessMatrix(root: string, isCheck: boolean): boolean {
  const wanted = pageOf(subgraphsOf(root).map((name) => policyOf(root, name)));
  const file = join(root, PAGE);
  if (isCheck) return textOf(file) !== wanted;
  writeFileSync(file, wanted);
  return false;
}

/** The programs that have a policy: the subgraphs, and identity, which is built like one. */
function subgraphsOf(root: string): string[] {
  return readdirSync(join(root, 'apps')).filter((name) =>
    existsSync(join(root, 'apps', name, `src/policy/${name}.policy.ts`)),
  );
}

function policyOf(root: string, subgraph: string): PolicyTable {
  const args = ['-r', '@swc-node/register', `apps/${subgraph}/src/main.ts`, 'policy'];
  const printed = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (printed.status !== 0)
    throw new FaultError(`${subgraph} does not tell its policy: ${printed.stderr.slice(0, 500)}`);
  return JSON.parse(printed.stdout) as PolicyTable;
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
