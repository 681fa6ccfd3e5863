import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { buildSchema } from 'graphql';

import { gatherDocuments, graphqlFiles, manifestOf } from './manifest';

// dist/main.cjs lies three folders below the root.
const root = resolve(__dirname, '../../..');

/** Prints the manifest of the documents in the given files and folders; costs and problems go to the error channel. */
function main(args: readonly string[]): void {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { schema: { type: 'string', default: 'apps/gateway/public.graphql' } },
  });
  const paths = positionals.length > 0 ? positionals : ['apps/gateway/questions'];
  const schema = buildSchema(readFileSync(resolve(root, values.schema), 'utf8'), { assumeValidSDL: true });
  const { documents, problems } = gatherDocuments(schema, graphqlFiles(paths.map((path) => resolve(root, path))));
  for (const { file, operations } of documents)
    for (const { name, cost } of operations) process.stderr.write(`${name}: at most ${cost} units (${file})\n`);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.stdout.write(manifestOf(documents));
  if (problems.length > 0) process.exitCode = 1;
}

main(process.argv.slice(2));
