import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_LIMITS, MAX_TOKENS } from '@nuan/federation';
import { getIntrospectionQuery } from 'graphql';

import { type SpecimenSupergraph, startSpecimenSupergraph } from '../../specimens/specimen.supergraph';
import { PLANNED_LIMITS } from './limits.plugin';

const nested = (depth: number) => `{ regions { ${'parent { '.repeat(depth - 2)} code ${'}'.repeat(depth - 2)} } }`;
const aliased = (count: number) =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: __typename`).join(' ')} }`;

describe('document limits', () => {
  let graph: SpecimenSupergraph;
  beforeAll(async () => void (graph = await startSpecimenSupergraph()));
  afterAll(() => graph.stop());

  it('answers what stands at a limit', async () => {
    expect((await graph.ask(nested(DEFAULT_LIMITS.depth))).errors).toBeUndefined();
    expect((await graph.ask(aliased(DEFAULT_LIMITS.aliases))).errors).toBeUndefined();
    const objects = 'regions { code } '.repeat(PLANNED_LIMITS.objects);
    expect((await graph.ask(`{ ${objects} }`)).errors).toBeUndefined();
    expect((await graph.ask(getIntrospectionQuery())).errors).toBeUndefined();
  });

  it.each([
    ['depth', nested(DEFAULT_LIMITS.depth + 1), 'DEPTH_LIMIT'],
    ['aliases', aliased(DEFAULT_LIMITS.aliases + 1), 'ALIAS_LIMIT'],
    [
      'directives',
      `{ ${'...@include(if: true) { __typename } '.repeat(DEFAULT_LIMITS.directives + 1)} }`,
      'DIRECTIVE_LIMIT',
    ],
    ['objects', `{ ${'regions { code } '.repeat(PLANNED_LIMITS.objects + 1)} }`, 'EXPANSION_LIMIT'],
    [
      'fragments',
      `{ ${'...F '.repeat(DEFAULT_LIMITS.fragments / 2)} } fragment F on Query { ...G } fragment G on Query { ... { __typename } }`,
      'EXPANSION_LIMIT',
    ],
    [
      'brackets',
      `{ ${'... { '.repeat(DEFAULT_LIMITS.levels)} __typename ${'}'.repeat(DEFAULT_LIMITS.levels)} }`,
      'DEPTH_LIMIT',
    ],
    ['tokens', `{ ${'__typename '.repeat(MAX_TOKENS + 1)} }`, 'TOKEN_LIMIT'],
  ])('refuses too many %s with a code of its own', async (_what, query, code) => {
    const { status, errors, data } = await graph.ask(query);
    expect(errors?.map(({ extensions }) => extensions['code'])).toContain(code);
    expect(errors?.[0]?.extensions['requestId']).toEqual(expect.any(String));
    expect(status).toBe(400);
    expect(data).toBeUndefined();
  });

  it('tells who subscribes what an unknown field is told', async () => {
    const { errors, data } = await graph.ask('subscription { regions { code } }');
    expect(errors).toMatchObject([
      {
        message: 'Cannot query field "regions" on type "Subscription".',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
    expect(data).toBeUndefined();
  });

  it('names syntax and validation errors by code', async () => {
    expect((await graph.ask('{ regions {')).errors?.[0]?.extensions['code']).toBe('GRAPHQL_PARSE_FAILED');
    expect((await graph.ask('{ region(code: "340100") { nam } }')).errors?.[0]).toMatchObject({
      message: expect.stringContaining('Did you mean'),
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  });
});
