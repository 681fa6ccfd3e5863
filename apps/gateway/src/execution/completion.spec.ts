import { describe, expect, it } from '@jest/globals';
import { buildSchema, execute, type GraphQLFieldResolver, getOperationAST, parse } from 'graphql';

import { unexplained } from './completion';
import { completeResult } from './operation';

const SCHEMA = buildSchema(`
  interface Named { name: String! }
  type Worker implements Named { id: ID! name: String! boss: Worker friends: [Worker!] grid: [[Int!]] strict: [Worker!]! }
  type Site implements Named { name: String! kind: Kind city: String }
  enum Kind { HOME STATION }
  union Any = Worker | Site
  type Query { worker: Worker sure: Worker! any: Any named: [Named] anys: [Any!]! count: Int! }
`);

type Value = Record<string, unknown>;

/** What graphql-js makes of the same data: the reference implementation reads it by response key. */
function oracle(query: string, data: Value, variables: Value) {
  const byResponseKey: GraphQLFieldResolver<Value, unknown> = (source, _args, _context, info) =>
    source[String(info.path.key)];
  return execute({
    schema: SCHEMA,
    document: parse(query),
    rootValue: data,
    variableValues: variables,
    fieldResolver: byResponseKey as never,
    typeResolver: (value) => (value as { __typename: string }).__typename,
  });
}

const W = (extra: Value = {}) => ({
  __typename: 'Worker',
  id: '1',
  name: '张',
  boss: null,
  friends: [],
  strict: [],
  ...extra,
});

const CASES: readonly (readonly [string, string, Value, Value?])[] = [
  ['plain fields in order', '{ worker { name id } count }', { count: 1, worker: W(), extra: 5 }],
  ['a missing nullable', '{ worker { boss { name } } }', { worker: W({ boss: undefined }) }],
  ['a missing non-null in a nullable', '{ worker { name } count }', { count: 2, worker: W({ name: null }) }],
  ['a missing non-null in a non-null', '{ sure { name } count }', { count: 2, sure: W({ name: null }) }],
  ['a missing root non-null', '{ worker { id } count }', { worker: W() }],
  [
    'an item that breaks a list',
    '{ worker { friends { name } } }',
    { worker: W({ friends: [W(), W({ name: null })] }) },
  ],
  ['a null item of a non-null list', '{ worker { friends { name } id } }', { worker: W({ friends: [W(), null] }) }],
  [
    'an item that breaks up to the parent',
    '{ worker { strict { name } } count }',
    { count: 1, worker: W({ strict: [W({ name: null })] }) },
  ],
  ['nested lists', '{ worker { grid } }', { worker: W({ grid: [[1, 2], null, [3, null]] }) }],
  [
    'fragments that merge',
    '{ worker { ...A boss { id } } } fragment A on Worker { boss { name } n: name }',
    { worker: W({ n: '李', boss: W() }) },
  ],
  [
    'an abstract list',
    '{ named { name __typename ... on Site { kind } ... on Worker { id } } }',
    { named: [W(), { __typename: 'Site', name: 'x', kind: 'HOME' }, null] },
  ],
  [
    'a union',
    '{ any { ... on Named { name } ... on Site { city } } }',
    { any: { __typename: 'Site', name: 'x', city: null } },
  ],
  [
    'a condition that holds',
    'query ($a: Boolean!) { worker { id @include(if: $a) name @skip(if: $a) } }',
    { worker: W() },
    { a: true },
  ],
  [
    'a condition that does not',
    'query ($a: Boolean!) { ... @include(if: $a) { worker { id } } count }',
    { count: 3, worker: W() },
    { a: false },
  ],
  [
    'one key under several conditions',
    'query ($a: Boolean!) { worker @skip(if: $a) { id } worker { name } }',
    { worker: W() },
    { a: true },
  ],
  ['aliases of __typename', '{ t: __typename worker { kind: __typename } }', { worker: W() }],
];

describe('the completion of an answer', () => {
  it.each(CASES)('agrees with the reference implementation on %s', async (_what, query, data, variables = {}) => {
    const document = parse(query);
    const operation = getOperationAST(document);
    if (!operation) throw new TypeError('the case has no operation');
    const expected = await oracle(query, data, variables);
    const completed = completeResult(SCHEMA, document, operation, variables, data);
    expect(JSON.stringify(completed.data)).toBe(JSON.stringify(expected.data));
    expect(unexplained(completed.violations, []).map(({ path }) => path)).toEqual(
      (expected.errors ?? []).map(({ path }) => path).slice(0, completed.violations.length),
    );
    expect(completed.violations.length > 0).toBe((expected.errors ?? []).length > 0);
  });

  it('shows no enum value that the public schema does not have', () => {
    const document = parse('{ any { ... on Site { kind name } } }');
    const operation = getOperationAST(document);
    const site = { __typename: 'Site', name: 'x', kind: 'SECRET' };
    expect(operation && completeResult(SCHEMA, document, operation, {}, { any: site }).data).toEqual({
      any: { kind: null, name: 'x' },
    });
  });
});
