import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type TreeServer, treeServer } from '../testing/tree.server';

const QUESTION = { query: '{ __schema { queryType { name } } }' };
const ANSWER = { __schema: { queryType: { name: 'Query' } } };

describe('questions about the schema', () => {
  let closed: TreeServer;
  beforeAll(async () => void (closed = await treeServer({ introspection: ['admin'] })));
  afterAll(() => closed.app.close());

  it('are answered to roles that are configured and to holders of schema:read, and to nobody after them', async () => {
    expect((await closed.post(QUESTION, { role: 'admin' })).body.data).toEqual(ANSWER);
    const { status, body } = await closed.post(QUESTION, { role: 'county' });
    expect([status, body.data, body.errors?.[0]?.extensions['code']]).toEqual([
      400,
      undefined,
      'INTROSPECTION_DISABLED',
    ]);
    const partner = { role: 'partner', scopes: ['schema:read'] } as const;
    expect((await closed.post(QUESTION, partner)).body.data).toEqual(ANSWER);
    expect((await closed.post(QUESTION, { role: 'partner' })).body.errors).toHaveLength(1);
  });

  it.each([
    '{ t: __type(name: "Tree") { name } }',
    '{ ...F } fragment F on Query { __schema { types { name } } }',
    '{ ... on Query { __type(name: "Tree") { fields { name } } } }',
    '{ __schema @include(if: false) { types { name } } }',
  ])('are refused in whatever form: %s', async (query) => {
    const { body } = await closed.post({ query }, { role: 'county' });
    expect(body.errors?.map(({ extensions }) => extensions['code'])).toEqual(['INTROSPECTION_DISABLED']);
  });

  it('leave __typename free', async () => {
    expect((await closed.post({ query: '{ __typename }' }, { role: 'county' })).body.data).toEqual({
      __typename: 'Query',
    });
  });

  it('are not answered by suggestions either', async () => {
    const typo = { query: '{ tre { id } }' };
    const told = (await closed.post(typo, { role: 'admin' })).body.errors?.[0]?.message;
    expect(told).toContain('Did you mean "tree"');
    const { body } = await closed.post(typo, { role: 'county' });
    expect(body.errors?.[0]).toMatchObject({
      message: 'Cannot query field "tre" on type "Query".',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  });

  it('are not opened by the signature of a gateway', async () => {
    const { body } = await closed.post(QUESTION, { role: 'county', isSigned: true });
    expect(body.errors?.[0]?.extensions['code']).toBe('INTROSPECTION_DISABLED');
  });
});
