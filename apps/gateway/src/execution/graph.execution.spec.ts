import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { CITY_CODES, mutationLog } from '../../specimens/specimen.schemas';
import { dead } from '../../specimens/specimen.server';
import { type SpecimenSupergraph, startSpecimenSupergraph } from '../../specimens/specimen.supergraph';

describe('an operation over several subgraphs', () => {
  let graph: SpecimenSupergraph;
  beforeAll(async () => void (graph = await startSpecimenSupergraph()));
  afterAll(() => graph.stop());
  beforeEach(() => graph.reset());

  it('joins entities, asking each subgraph once for each distinct key', async () => {
    const { data, errors } = await graph.ask(
      '{ households(first: 7) { fileNo region { code name hardship { filed } } employer { name } activePlan { status } } }',
    );
    expect(errors).toBeUndefined();
    expect((data?.['households'] as object[])[2]).toEqual({
      fileNo: 'F2',
      region: { code: '340100', name: '合肥市', hardship: { filed: 1 } },
      employer: { name: '厂E2' },
      activePlan: { status: 'ACTIVE' },
    });
    expect((data?.['households'] as { activePlan: unknown }[])[1]?.activePlan).toBeNull();
    expect(graph.counts()).toEqual({ workers: 1, enterprises: 1, assistance: 1 });
    expect(graph.servers['enterprises']?.received[0]?.variables['representations']).toHaveLength(3);
  });

  it('answers aliases, fragments, variables, defaults and merged fields in selection order', async () => {
    const { data, errors } = await graph.ask(
      `query Q($first: Int!, $year: Int) {
        rows: households(first: $first) { ...A head { id } }
        ...Root
      }
      fragment A on Household { no: fileNo head { name } t16: aidTotal(year: 2016) total: aidTotal(year: $year) }
      fragment Root on Query { rows: households(first: $first) { id } one: household(id: "2") { __typename fileNo } }`,
      { first: 1, year: 2017 },
    );
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toBe(
      JSON.stringify({
        rows: [{ no: 'F0', head: { name: '张0', id: 'W0' }, t16: '0.2016', total: '0.2017', id: '0' }],
        one: { __typename: 'Household', fileNo: 'F2' },
      }),
    );
  });

  it.each([
    [{ a: true, b: true }, { hardship: { filed: 1 } }],
    [{ a: false, b: true }, {}],
    [
      { a: true, b: false },
      { hardship: { filed: 1 }, aid: { distributed: 'X.00' } },
    ],
  ])('honours @include and @skip for %j', async (variables, expected) => {
    const { data, errors } = await graph.ask(
      `query Q($a: Boolean!, $b: Boolean!) {
        region(code: "340100") { hardship @include(if: $a) { filed } ... @skip(if: $b) { aid(campaign: "X") { distributed } } }
      }`,
      variables,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ region: expected });
  });

  it('resolves unions and interfaces by their concrete type', async () => {
    const { data, errors } = await graph.ask(
      `{ found { __typename ... on Household { fileNo region { name } activePlan { status } } ... on Named { name } }
         named { name ... on Worker { id } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      found: [
        { __typename: 'Household', fileNo: 'F1', region: { name: '芜湖市' }, activePlan: null },
        { __typename: 'Worker', name: '李九' },
      ],
      named: { name: '李九', id: 'W9' },
    });
  });

  it('answers introspection beside data in one query', async () => {
    const { data, errors } = await graph.ask(
      '{ __typename region(code: "340100") { name } ...I } fragment I on Query { __type(name: "Hardship") { name kind } __schema { queryType { name } } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      __typename: 'Query',
      region: { name: '合肥市' },
      __type: { name: 'Hardship', kind: 'OBJECT' },
      __schema: { queryType: { name: 'Query' } },
    });
    expect(graph.counts()).toEqual({});
  });

  it('runs mutations one after another, across subgraphs too', async () => {
    mutationLog.length = 0;
    const { data, errors } = await graph.ask(
      'mutation { a: register(no: "5") { fileNo } b: pay(household: "5") { id } c: register(no: "6") { fileNo activePlan { status } } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      a: { fileNo: 'F5' },
      b: { id: '5' },
      c: { fileNo: 'F6', activePlan: { status: 'ACTIVE' } },
    });
    expect(mutationLog).toEqual(['start 5', 'end 5', 'pay 5', 'start 6', 'end 6']);
  });

  it('answers the caller from its token, regions with names included', async () => {
    const { data } = await graph.ask('{ me { role readRegions { code name } writeRegions { name } scopes subgraph } }');
    expect(data).toEqual({
      me: {
        role: 'PROVINCE',
        readRegions: [{ code: '340000', name: '安徽省' }],
        writeRegions: [{ name: '安徽省' }],
        scopes: [],
        subgraph: null,
      },
    });
  });

  it('lists the sixteen cities in one order from the reference part alone', async () => {
    const { data } = await graph.ask('{ regions(level: PREFECTURE) { code } }');
    expect((data?.['regions'] as { code: string }[]).map(({ code }) => code)).toEqual(CITY_CODES);
    expect(graph.counts()).toEqual({});
  });

  it('asks a subgraph once for entities of several places, and says where each is missing', async () => {
    const query =
      '{ a: household(id: "1") { employer { name } } b: household(id: "2") { employer { industry name } } }';
    const whole = await graph.ask(query);
    expect(whole.errors).toBeUndefined();
    expect(whole.data).toEqual({
      a: { employer: { name: '厂E1' } },
      b: { employer: { industry: 'COAL', name: '厂E2' } },
    });
    expect(graph.counts()).toEqual({ workers: 1, enterprises: 1 });
    Object.assign(graph.servers['enterprises'] ?? {}, { fault: dead });
    const broken = await graph.ask(query);
    expect(broken.data).toEqual({ a: { employer: { name: null } }, b: { employer: { industry: null, name: null } } });
    expect(broken.errors?.map(({ path }) => path?.join('.')).sort()).toEqual([
      'a.employer.name',
      'b.employer.industry',
      'b.employer.name',
    ]);
  });

  it('refuses variables that do not fit, before any subgraph is asked', async () => {
    const { status, errors } = await graph.ask('query Q($first: Int!) { households(first: $first) { id } }', {
      first: 'x',
    });
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(graph.counts()).toEqual({});
  });
});
