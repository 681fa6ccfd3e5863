import type { DevelopmentTokenOptions } from '@nuan/auth';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type Answer, type SpecimenSupergraph, startSpecimenSupergraph } from '../../specimens/specimen.supergraph';

const QUESTION = '{ __schema { queryType { name } } }';

describe.each([
  ['the Rust planner', {}],
  ['the JavaScript planner', { Planner: null }],
])('questions about the schema, with %s', (_which, options) => {
  let closed: SpecimenSupergraph;
  beforeAll(async () => void (closed = await startSpecimenSupergraph({ introspection: ['admin'], ...options })));
  afterAll(() => closed.stop());

  const ask = async (query: string, as: Partial<DevelopmentTokenOptions>): Promise<Answer> =>
    closed.ask(query, {}, { authorization: `Bearer ${await closed.tokens.issue(as)}` });
  const codesOf = ({ errors }: Answer): unknown[] | undefined => errors?.map(({ extensions }) => extensions['code']);

  it('are answered to roles that are configured and to holders of schema:read, and to nobody after them', async () => {
    const answer = { __schema: { queryType: { name: 'Query' } } };
    expect((await ask(QUESTION, { role: 'admin' })).data).toEqual(answer);
    const refused = await ask(QUESTION, { role: 'county' });
    expect([refused.status, refused.data, codesOf(refused)]).toEqual([400, undefined, ['INTROSPECTION_DISABLED']]);
    expect((await ask(QUESTION, { role: 'partner', scopes: ['schema:read'] })).data).toEqual(answer);
    expect(codesOf(await ask(QUESTION, { role: 'partner', scopes: [] }))).toEqual(['INTROSPECTION_DISABLED']);
  });

  it.each([
    '{ t: __type(name: "Region") { name } }',
    '{ ...F } fragment F on Query { __schema { types { name } } }',
    '{ regions { code } __schema @include(if: false) { types { name } } }',
  ])('are refused in whatever form, before anything is fetched: %s', async (query) => {
    closed.reset();
    const refused = await ask(query, { role: 'county' });
    expect([refused.data, codesOf(refused), closed.counts()]).toEqual([undefined, ['INTROSPECTION_DISABLED'], {}]);
  });

  it('are not answered by a plan: it comes to those alone who may ask', async () => {
    const planFor = async (as: Partial<DevelopmentTokenOptions>): Promise<unknown> => {
      const headers = { authorization: `Bearer ${await closed.tokens.issue(as)}`, 'x-nuan-query-plan': '1' };
      const { data, extensions } = await closed.ask('{ households(first: 1) { id } }', {}, headers);
      expect(data).toEqual({ households: expect.any(Array) });
      return extensions?.['queryPlan'];
    };
    const plan = 'Planner' in options ? undefined : expect.objectContaining({ kind: 'QueryPlan' });
    expect(await planFor({ role: 'admin' })).toEqual(plan);
    expect(await planFor({ role: 'partner', scopes: ['schema:read'] })).toEqual(plan);
    expect(await planFor({ role: 'county' })).toBeUndefined();
    expect(await planFor({ role: 'partner', scopes: [] })).toBeUndefined();
  });

  it('are not answered by suggestions either, and leave __typename free', async () => {
    const typo = '{ region(code: "340100") { nam } }';
    expect((await ask(typo, { role: 'admin' })).errors?.[0]?.message).toContain('Did you mean');
    expect((await ask(typo, { role: 'county' })).errors?.[0]?.message).toBe(
      'Cannot query field "nam" on type "Region".',
    );
    expect((await ask('{ __typename }', { role: 'county' })).data).toEqual({ __typename: 'Query' });
  });
});
