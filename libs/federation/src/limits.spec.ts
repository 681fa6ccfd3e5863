import { describe, expect, it } from '@jest/globals';
import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';

import { createLimitRules } from './limits';

const schema = buildSchema(
  'type Node { next: Node name: String } input Where { and: [Where!] } type Query { node(where: Where): Node }',
);
const rules = createLimitRules({
  depth: 5,
  levels: 20,
  aliases: 3,
  directives: 2,
  fields: 400,
  fragments: 60,
  objects: 80,
});

function codes(document: string): unknown[] {
  return validate(schema, parse(document), rules).map((error) => error.extensions['code']);
}

/** A document whose deepest field lies `levels` deep. */
const nested = (levels: number): string => `{ node { ${'next { '.repeat(levels - 2)}name${' }'.repeat(levels - 2)} } }`;

describe('document limits', () => {
  it('accepts a document at its depth limit and refuses one level more', () => {
    expect(codes(nested(5))).toEqual([]);
    expect(codes(nested(6))).toEqual(['DEPTH_LIMIT']);
  });

  it('gives one verdict for one shape, however it is written', () => {
    const inline = '{ node { ... on Node { next { ... { next { next { next { name } } } } } } } }';
    const named =
      '{ node { ...A } } fragment A on Node { next { ...B } } fragment B on Node { next { next { next { name } } } }';
    expect([codes(inline), codes(named)]).toEqual([['DEPTH_LIMIT'], ['DEPTH_LIMIT']]);
  });

  it('measures a fragment at each depth where it is spread', () => {
    const document = '{ node { ...F next { next { ...F } } } } fragment F on Node { next { next { name } } }';
    expect(codes(document)).toEqual(['DEPTH_LIMIT']);
  });

  it('is not fooled by a fragment that is named like introspection', () => {
    const document = '{ node { ...__schema } } fragment __schema on Node { next { next { next { next { name } } } } }';
    expect(codes(document)).toEqual(['DEPTH_LIMIT']);
  });

  it('counts aliases over fragments', () => {
    expect(codes('{ a: node { name } b: node { name } c: node { name } }')).toEqual([]);
    expect(codes('{ a: node { ...F } b: node { ...F } } fragment F on Node { c: name }')).toEqual(['ALIAS_LIMIT']);
  });

  it('counts directives', () => {
    const skip = '@skip(if: false) ';
    expect(codes(`{ node ${skip}{ name ${skip}} }`)).toEqual([]);
    expect(codes(`{ node ${skip}${skip}{ name ${skip}} }`)).toEqual(['DIRECTIVE_LIMIT']);
  });

  it('refuses fragments that multiply, in time that follows the length of the document', () => {
    const levels = Array.from(
      { length: 40 },
      (_, level) => `fragment F${level} on Node { ...F${level + 1} ...F${level + 1} }`,
    );
    expect(codes(`{ node { ...F0 } } ${levels.join(' ')} fragment F40 on Node { name }`)).toContain('TOKEN_LIMIT');
  });

  it('refuses a chain of fragments that is walked again wherever it is spread, though it ends in few fields', () => {
    const chain = (spreads: number): string =>
      `{ node { ${'...F0 '.repeat(spreads)} } } fragment F0 on Node { ...F1 } fragment F1 on Node { ... { name } }`;
    expect(codes(chain(20))).toEqual([]);
    expect(codes(chain(21))).toEqual(['EXPANSION_LIMIT']);
  });

  it('refuses more objects than may be looked for, wherever they are written', () => {
    const forks = 'fragment A on Node { ...B ...B } fragment B on Node { next { name } next { next { name } } }';
    expect(codes(`{ node { ${'...A '.repeat(12)} } } ${forks}`)).toEqual([]);
    expect(codes(`{ node { ${'next { name } '.repeat(79)} } }`)).toEqual([]);
    expect(codes(`{ node { ${'next { name } '.repeat(80)} } }`)).toEqual(['EXPANSION_LIMIT']);
    expect(codes(`{ node { ${'...A '.repeat(14)} } } ${forks}`)).toEqual(['EXPANSION_LIMIT']);
  });

  it('refuses what nests deeper than its readers go: inline and named fragments, values and defaults', () => {
    const inline = (count: number): string => `${'... { '.repeat(count)}name${' }'.repeat(count)}`;
    const filter = (count: number): string => `${'{and: ['.repeat(count)}{}${']}'.repeat(count)}`;
    expect(codes(`{ node { ${inline(18)} } }`)).toEqual([]);
    expect(codes(`{ node { ${inline(19)} } }`)).toEqual(['DEPTH_LIMIT']);
    expect(codes(`{ node { ...F } } fragment F on Node { ${inline(18)} }`)).toEqual(['DEPTH_LIMIT']);
    expect(codes(`{ node(where: ${filter(9)}) { name } }`)).toEqual([]);
    expect(codes(`{ node(where: ${filter(10)}) { name } }`)).toEqual(['DEPTH_LIMIT']);
    expect(codes(`query ($w: Where = ${filter(10)}) { node(where: $w) { name } }`)).toEqual(['DEPTH_LIMIT']);
  });

  it('survives a cycle of fragments', () => {
    expect(codes('{ node { ...A } } fragment A on Node { next { ...A } }')).toEqual([]);
  });

  it('lets the introspection of an explorer through, and no introspection that nests its lists', () => {
    expect(codes(getIntrospectionQuery())).toEqual([]);
    const circular =
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }';
    expect(codes(circular)).not.toHaveLength(0);
  });
});
