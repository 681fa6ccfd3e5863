import { FaultError } from '@nuan/errors';
import { describe, expect, it } from '@jest/globals';

import { undeclaredBreakingChanges } from './breaking-changes';
import { compose } from './composition';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable", "@external", "@provides"])\n`;

const REFERENCE = {
  name: 'reference',
  url: 'http://127.0.0.1:4000/graphql',
  sdl: `${LINK}
type Region @key(fields: "code") { code: ID! @shareable name: String! @shareable parent: Region @shareable }
type Query { regions(under: ID): [Region!]! @shareable version: String! @shareable me: String! }`,
};

const subgraph = (name: string, extra: string, region = 'name: String! @shareable parent: Region @shareable') => ({
  name,
  url: `http://127.0.0.1/${name}`,
  sdl: `${LINK}
type Region @key(fields: "code") { code: ID! @shareable ${region} ${name}: Int }
type Query { regions(under: ID): [Region!]! @shareable version: String! @shareable ${name}Rows: [${name}Row!]! }
type ${name}Row @key(fields: "id") { id: ID! region: Region ${extra} }`,
});

describe('composition', () => {
  const composed = compose([REFERENCE, subgraph('workers', 'cities: [Region!]!'), subgraph('migrants', '')]);

  it('takes the core of a region from the reference part alone', () => {
    expect(composed.supergraph).toMatch(/name: String! @join__field\(graph: REFERENCE\)/);
    expect(composed.supergraph).toMatch(/code: ID! @join__field\(graph: MIGRANTS, external: true\)/);
    expect(composed.supergraph).toMatch(/version: String! @join__field\(graph: REFERENCE\)/);
  });

  it('lets a row know the code of its region without another request', () => {
    expect(composed.supergraph).toMatch(/cities: \[Region!\]! @join__field\(graph: WORKERS, provides: "code"\)/);
  });

  it('offers the region list from every subgraph, so that blocks are fetched in parallel', () => {
    // A field without @join__field is served by every subgraph of its type.
    expect(composed.supergraph).toMatch(/regions\(under: ID\): \[Region!\]!\n/);
  });

  it('shows clients one schema, sorted and without federation', () => {
    expect(composed.publicSchema).toContain('migrants: Int');
    expect(composed.publicSchema).not.toMatch(/join__|@key|_entities/);
  });

  it('refuses a subgraph whose core field says something else', () => {
    const other = subgraph('workers', '', 'name: ID @shareable');
    expect(() => compose([REFERENCE, other])).toThrow(
      new FaultError(
        'The subgraphs contradict the reference part:\n  - workers: Region.name is "(): ID" here and "(): String!" in the reference part',
      ),
    );
  });

  it('reports what does not compose', () => {
    const twice = [subgraph('workers', 'same: Int'), subgraph('migrants', '')];
    const clash = { ...twice[1], sdl: `${twice[1]?.sdl ?? ''} type workersRow { same: String }` };
    expect(() => compose([REFERENCE, ...twice.slice(0, 1), clash as never])).toThrow(/^Composition fails:/);
  });
});

describe('breaking changes', () => {
  const before = 'type Query { a: Int b(x: Int): Int }';

  it('are none when the schema only grows', () => {
    expect(undeclaredBreakingChanges(before, 'type Query { a: Int b(x: Int, y: Int): Int c: Int }', '')).toEqual([]);
  });

  it('are named until the changelog declares them', () => {
    const after = 'type Query { b(x: Int!): Int }';
    const undeclared = undeclaredBreakingChanges(before, after, '- Query.a was removed.');
    expect(undeclared).toEqual(['Query.b arg x has changed type from Int to Int!.']);
    expect(undeclaredBreakingChanges(before, after, `- Query.a was removed.\n- ${undeclared[0] ?? ''}`)).toEqual([]);
  });
});
