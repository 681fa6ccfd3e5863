import { describe, expect, it } from '@jest/globals';
import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';

import { createLimitRules } from './limits';

const schema = buildSchema('type Node { next: Node name: String } type Query { node: Node }');
const rules = createLimitRules({ depth: 5, aliases: 3, directives: 2, fields: 400 });

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
