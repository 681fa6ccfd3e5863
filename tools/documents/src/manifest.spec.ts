import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentIdOf, readDocuments } from '@nuan/federation';
import { buildSchema } from 'graphql';

import { gatherDocuments, graphqlFiles, manifestOf } from './manifest';

const schema = buildSchema(
  'type Query { tree(id: ID!): Tree trees(first: Int! = 20): [Tree!]! } type Tree { id: ID! }',
);
const QUERY = 'query Trees { trees { id } }\n';

describe('a manifest of documents', () => {
  let dir = '';
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'nuan-manifest-'));
    mkdirSync(join(dir, 'below'));
    writeFileSync(join(dir, 'below/trees.graphql'), QUERY);
    writeFileSync(join(dir, 'gone.graphql'), '{ shrubs { id } }');
    writeFileSync(join(dir, 'torn.graphql'), '{ trees {');
    writeFileSync(join(dir, 'notes.md'), 'no document');
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it('holds every valid document of the folders with its cost, and names what is wrong with the others', () => {
    const { documents, problems } = gatherDocuments(schema, graphqlFiles([dir]));
    expect(documents).toEqual([
      {
        file: join(dir, 'below/trees.graphql'),
        id: documentIdOf(QUERY),
        text: QUERY,
        operations: [{ name: 'Trees', cost: 20 }],
      },
    ]);
    expect(problems).toEqual([
      expect.stringContaining('gone.graphql: Cannot query field "shrubs"'),
      expect.stringContaining('torn.graphql: Syntax Error'),
    ]);
  });

  it('is what gateway and subgraphs read', async () => {
    const file = join(dir, 'manifest.json');
    writeFileSync(file, manifestOf(gatherDocuments(schema, graphqlFiles([join(dir, 'below')])).documents));
    expect((await readDocuments(file, 'only')).resolve({ documentId: documentIdOf(QUERY) })).toEqual({ query: QUERY });
  });
});
