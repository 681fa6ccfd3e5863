import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { covers, type Role, scopeCodes, type Viewer } from '@nuan/auth';
import { isRegionCode } from '@nuan/kernel';

/** A saved question as the GraphiQL page offers it. */
export interface Example {
  /** Stable name, such as "q01-city-board". */
  readonly name: string;
  /** What it asks: the comment at the head of the document. */
  readonly question: string;
  readonly query: string;
  readonly variables: { readonly [name: string]: unknown };
}

/** A saved question, and whom it is offered to. */
export interface SavedQuestion extends Example {
  /** Roles that may run it, each in its regions. */
  readonly roles: readonly Role[];
}

/**
 * The saved questions that a caller may run, with divisions of its own in the place of those beyond its reach; none for a token that
 * this endpoint doesn't take.
 */
export function examplesFor(viewer: Viewer, questions: readonly SavedQuestion[]): { readonly examples: Example[] } {
  const [own] = scopeCodes(viewer);
  const within = (value: unknown): unknown =>
    typeof value === 'string' && isRegionCode(value) && !covers(viewer, value) ? (own ?? value) : value;
  const isOfGraph = viewer.subgraph === null && (viewer.credential?.contract ?? null) === null;
  const offered = questions.filter(({ roles }) => isOfGraph && roles.includes(viewer.role));
  return {
    examples: offered.map(({ roles: _roles, variables, ...example }) => ({
      ...example,
      variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, within(value)])),
    })),
  };
}

/** The saved questions of a directory, in the order of their names; none when there is no such directory. */
export async function readQuestions(dir: string): Promise<readonly SavedQuestion[]> {
  const names = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith('.graphql')).sort();
  if (names.length === 0) return [];
  const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(dir, file), 'utf8'));
  const allVariables = (await read('variables.json')) as Record<string, Example['variables']>;
  const allRoles = (await read('roles.json')) as Record<string, readonly Role[]>;
  const examples = names.map(async (file): Promise<SavedQuestion> => {
    const name = file.replace(/\.graphql$/, '');
    const query = await readFile(join(dir, file), 'utf8');
    const question = /^#\s*(.+)$/m.exec(query)?.[1] ?? name;
    return { name, question, query, variables: allVariables[name] ?? {}, roles: allRoles[name] ?? [] };
  });
  return Promise.all(examples);
}
