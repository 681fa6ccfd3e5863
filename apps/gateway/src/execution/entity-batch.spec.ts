import { describe, expect, it } from '@jest/globals';

import { EntityBatch, RepresentationSet } from './entity-batch';
import type { JsonObject } from './json';
import { applyRewrites } from './rewrites';

const matches = (typeName: string, conditions: readonly string[]) =>
  conditions.includes(typeName) || conditions.includes('Node');
const requires = [
  {
    kind: 'InlineFragment' as const,
    typeCondition: 'Region',
    selections: [
      { kind: 'Field' as const, name: '__typename' },
      { kind: 'Field' as const, name: 'code' },
    ],
  },
];
const region = (code: string): JsonObject => ({ __typename: 'Region', code });
const path = [{ Field: 'rows' }, '@' as const, { Field: 'region' }];

describe('a batch of entity keys', () => {
  it('asks for each key once and gives every row its own copy of the answer', () => {
    const data: JsonObject = {
      rows: [{ region: region('1') }, { region: region('2') }, { region: region('1') }, { region: null }],
    };
    const keys = new RepresentationSet();
    const batch = new EntityBatch(data, { paths: [path], requires }, keys, matches);
    expect(keys.representations).toEqual([region('1'), region('2')]);
    batch.apply([{ block: { n: 1 } }, null]);
    const rows = data['rows'] as unknown as { region: { block?: object } }[];
    expect(rows[0]?.region.block).toEqual({ n: 1 });
    expect(rows[2]?.region.block).toEqual({ n: 1 });
    expect(rows[2]?.region.block).not.toBe(rows[0]?.region.block);
    expect(rows[1]?.region).toEqual(region('2'));
  });

  it('places an error of one key at every row that has it', () => {
    const data: JsonObject = { rows: [{ region: region('1') }, { region: region('2') }, { region: region('1') }] };
    const batch = new EntityBatch(data, { paths: [path], requires }, new RepresentationSet(), matches);
    const placed = batch.relocate({ code: 'FORBIDDEN', message: 'no' }, 0, ['block', 0, 'n']);
    expect(placed.map((error) => error.path?.join('.'))).toEqual([
      'rows.0.region.block.0.n',
      'rows.2.region.block.0.n',
    ]);
  });

  it('lets two selections of one call share their keys', () => {
    const data: JsonObject = { a: region('1'), b: region('2'), c: region('1') };
    const keys = new RepresentationSet();
    const first = new EntityBatch(data, { paths: [[{ Field: 'a' }], [{ Field: 'b' }]], requires }, keys, matches);
    const second = new EntityBatch(data, { paths: [[{ Field: 'c' }]], requires }, keys, matches);
    expect(keys.representations).toHaveLength(2);
    first.apply([{ x: 1 }, { x: 2 }]);
    second.apply([{ y: 1 }, { y: 2 }]);
    expect(data).toEqual({ a: { ...region('1'), x: 1 }, b: { ...region('2'), x: 2 }, c: { ...region('1'), y: 1 } });
  });

  it('leaves out entities of another type and those whose key never arrived', () => {
    const data: JsonObject = {
      rows: [{ region: { __typename: 'Site', code: '1' } }, { region: { __typename: 'Region' } }],
    };
    const keys = new RepresentationSet();
    expect(new EntityBatch(data, { paths: [path], requires }, keys, matches).located).toEqual([]);
    expect(keys.representations).toEqual([]);
  });

  it('renames and sets what the planner orders', () => {
    const data: JsonObject = {
      rows: [
        { __typename: 'A', alias: 1 },
        { __typename: 'B', alias: 2 },
      ],
    };
    applyRewrites(
      data,
      [{ KeyRenamer: { path: [{ Key: 'rows' }, { TypenameEquals: ['A'] }, { Key: 'alias' }], renameKeyTo: 'name' } }],
      matches,
    );
    applyRewrites(
      data,
      [{ ValueSetter: { path: [{ Key: 'rows' }, { Key: '__typename' }], setValueTo: 'C' } }],
      matches,
    );
    expect(data).toEqual({
      rows: [
        { __typename: 'C', name: 1 },
        { __typename: 'C', alias: 2 },
      ],
    });
  });
});
