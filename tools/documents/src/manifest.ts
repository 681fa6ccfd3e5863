import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { compileCost, documentIdOf } from '@nuan/federation';
import { type GraphQLSchema, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';

/** A document that may be run by its id, with what a page of its default lengths costs. */
export interface KnownDocument {
  readonly file: string;
  readonly id: string;
  readonly text: string;
  readonly operations: readonly { readonly name: string; readonly cost: number }[];
}

/** Documents of a manifest, and what is wrong with those that can't be in it. */
export interface Gathered {
  readonly documents: readonly KnownDocument[];
  readonly problems: readonly string[];
}

/** The `.graphql` files of the paths, folders with all below them, in the order of their names. */
export function graphqlFiles(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (!statSync(path).isDirectory()) return [path];
    const below = readdirSync(path, { recursive: true, encoding: 'utf8' });
    return below
      .filter((name) => name.endsWith('.graphql'))
      .sort()
      .map((name) => join(path, name));
  });
}

/** Checks each file against the schema that clients see: a document that it refuses would be refused at every call. */
export function gatherDocuments(schema: GraphQLSchema, files: readonly string[]): Gathered {
  const documents: KnownDocument[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    try {
      const document = parse(text);
      const errors = validate(schema, document);
      problems.push(...errors.map(({ message }) => `${file}: ${message}`));
      if (errors.length > 0) continue;
      const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
      documents.push({
        file,
        id: documentIdOf(text),
        text,
        operations: operations.map((operation) => ({
          name: nameOf(operation),
          cost: compileCost(schema, document, operation)({}),
        })),
      });
    } catch (error) {
      problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { documents, problems };
}

/** The manifest as gateway and subgraphs read it. */
export function manifestOf(documents: readonly KnownDocument[]): string {
  const entries = documents.map(({ id, text }) => [id, text] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

function nameOf({ name, operation }: OperationDefinitionNode): string {
  return name?.value ?? operation;
}
