import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { undeclaredBreakingChanges } from './breaking-changes';
import { compose, type Composed } from './composition';
import { earlierSchema } from './earlier-schema';
import { readSubgraphs } from './subgraph-sdl';

/** Where the results are committed, and where deliberate breaking changes are declared. */
export const SUPERGRAPH_FILE = 'apps/gateway/supergraph.graphql';
export const PUBLIC_SCHEMA_FILE = 'apps/gateway/public.graphql';
export const CHANGELOG_FILE = 'docs/api/CHANGELOG.md';

/** What to do: write the composed files, or only check those that are committed. */
export interface ComposeOptions {
  readonly root: string;
  readonly isCheck: boolean;
  /** The git revision whose public schema clients know; the last differing commit when absent. */
  readonly base?: string;
}

/**
 * Composes and writes, or checks. Returns what is wrong, as sentences that say what to do; nothing when all is well.
 *
 * @throws FaultError when the subgraphs don't compose.
 */
export function runCompose({ root, isCheck, base }: ComposeOptions): string[] {
  const composed = compose(readSubgraphs(root));
  const problems = isCheck ? staleFiles(root, composed) : [];
  if (!isCheck) {
    writeFileSync(join(root, SUPERGRAPH_FILE), composed.supergraph);
    writeFileSync(join(root, PUBLIC_SCHEMA_FILE), composed.publicSchema);
  }
  const before = earlierSchema(root, PUBLIC_SCHEMA_FILE, composed.publicSchema, base);
  if (before === null || !isCheck) return problems;
  const undeclared = undeclaredBreakingChanges(before, composed.publicSchema, textOf(join(root, CHANGELOG_FILE)));
  const hint = `is a breaking change; if it is meant, add a line to ${CHANGELOG_FILE} with these words`;
  return [...problems, ...undeclared.map((change) => `"${change}" ${hint}`)];
}

function staleFiles(root: string, { supergraph, publicSchema }: Composed): string[] {
  const hint = 'is stale: run `npx nx compose compose-supergraph` and commit it';
  const files = [
    [SUPERGRAPH_FILE, supergraph],
    [PUBLIC_SCHEMA_FILE, publicSchema],
  ] as const;
  return files.filter(([file, text]) => textOf(join(root, file)) !== text).map(([file]) => `${file} ${hint}`);
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
