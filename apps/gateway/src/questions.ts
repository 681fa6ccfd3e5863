import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A saved question as the GraphiQL page offers it. */
export interface Example {
  /** Stable name, such as "q01-city-board". */
  readonly name: string;
  /** What it asks: the comment at the head of the document. */
  readonly question: string;
  readonly query: string;
  readonly variables: { readonly [name: string]: unknown };
}

/** The saved questions of a directory, in the order of their names; none when there is no such directory. */
export async function readExamples(dir: string): Promise<{ readonly examples: readonly Example[] }> {
  const names = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith('.graphql')).sort();
  if (names.length === 0) return { examples: [] };
  const allVariables = JSON.parse(await readFile(join(dir, 'variables.json'), 'utf8')) as Record<
    string,
    Example['variables']
  >;
  const examples = names.map(async (file): Promise<Example> => {
    const name = file.replace(/\.graphql$/, '');
    const query = await readFile(join(dir, file), 'utf8');
    const question = /^#\s*(.+)$/m.exec(query)?.[1] ?? name;
    return { name, question, query, variables: allVariables[name] ?? {} };
  });
  return { examples: await Promise.all(examples) };
}
