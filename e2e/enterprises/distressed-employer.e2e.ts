import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { creditCodeOf } from '@nuan/testing';

import { type Answer, type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

/** Luyang district of Hefei, where the story plays. */
const LUYANG = '340103';
const HEFEI = '340100';

const at = (role: 'maker' | 'city', region: string, subject: string) => ({ role, region, subject }) as const;
const PEOPLE = {
  maker: at('maker', LUYANG, 'luyang-maker'),
  city: at('city', HEFEI, 'hefei-officer'),
  labour: {
    role: 'partner',
    region: HEFEI,
    subject: 'labour-1',
    department: '人社',
    subgraph: 'enterprises',
    contract: 'human-resources',
    scopes: ['enterprise:read', 'enterprise:write'],
  },
} as const;
type Person = keyof typeof PEOPLE;

interface Outcome {
  readonly __typename: string;
  readonly id: string;
  readonly version: number;
}

interface Board {
  readonly region: { readonly enterpriseStats: { readonly total: number; readonly distressed: number } };
  readonly campaign: { readonly enterprisesVisited: { readonly value: number } };
}

const BOARD = `{ region(code: "${HEFEI}") { enterpriseStats { total distressed } } campaign(code: "CNY2017") { enterprisesVisited { value } } }`;
const REFUSALS = '... on RuleBroken { rule } ... on TransitionRefused { rule } ... on VersionConflict { rule }';
const CREDIT_CODE = creditCodeOf('91340100E2E000001');

/** An employer in distress: the department of labour through its subgraph alone, officers of the union through the gateway. */
describe('an employer in distress', () => {
  let graph: SampleSupergraph;
  let firm: Outcome;
  let before: { readonly total: number; readonly distressed: number; readonly visited: number };

  beforeAll(async () => {
    graph = await startSampleSupergraph();
    before = await board();
  });
  afterAll(() => graph.stop());

  const direct = async <Data>(person: Person, query: string, variables: object = {}): Promise<Answer<Data>> => {
    const authorization = `Bearer ${await graph.tokens.issue(PEOPLE[person])}`;
    const response = await fetch(`${graph.subgraphs.enterprises.url}/graphql`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json', authorization } },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<Data>;
  };
  const act = async (person: Person, name: string, input: object, type = 'Enterprise'): Promise<Outcome> => {
    const fields = type === 'EnterpriseVisit' ? 'id' : 'id version';
    const query = `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
      outcome: ${name}(input: $input) { __typename ... on ${type} { ${fields} } ${REFUSALS} } }`;
    const { data, errors } =
      person === 'labour'
        ? await direct<{ outcome: Outcome }>(person, query, { input })
        : await graph.ask<{ outcome: Outcome }>(query, { input }, PEOPLE[person]);
    expect(errors).toBeUndefined();
    return data.outcome;
  };
  const board = async (): Promise<typeof before> => {
    const { data, errors } = await graph.ask<Board>(BOARD);
    expect(errors).toBeUndefined();
    const { total, distressed } = data.region.enterpriseStats;
    return { total, distressed, visited: data.campaign.enterprisesVisited.value };
  };
  const step = (more: object = {}): object => ({ id: firm.id, expectedVersion: firm.version, ...more });

  it('is registered by the department, once, and counted on the board at once', async () => {
    const input = {
      ...{ creditCode: CREDIT_CODE, name: '样例纺织有限公司', industry: 'TEXTILE', ownership: 'STATE_OWNED' },
      ...{ region: LUYANG, headcount: 240 },
    };
    firm = await act('labour', 'registerEnterprise', { ...input, idempotencyKey: 'e2e-register-1' });
    const again = await act('maker', 'registerEnterprise', { ...input, idempotencyKey: 'e2e-register-2' });
    expect(again.__typename).toBe('EnterpriseAlreadyRegistered');
    expect(await board()).toEqual({ ...before, total: before.total + 1 });
  });

  it('is found in distress and visited in the campaign; a wrong entry is taken back and every figure with it', async () => {
    const distress = { kind: 'LOSS_MAKING', fromOn: '2016-12-01', evidence: '年度审计报告' };
    firm = await act('maker', 'openDistress', step(distress));
    const visit = { enterpriseId: firm.id, campaign: 'CNY2017', visitedOn: '2017-01-20', workersMet: 20 };
    const leader = { leaderRank: 'PREFECTURE_LEADER', leader: '市总工会主席' };
    const record = (key: string): Promise<Outcome> =>
      act('maker', 'recordEnterpriseVisit', { ...visit, ...leader, idempotencyKey: key }, 'EnterpriseVisit');
    const { id } = await record('e2e-visit-1');
    const counted = { total: before.total + 1, distressed: before.distressed + 1, visited: before.visited + 1 };
    expect(await board()).toEqual(counted);
    await act('maker', 'correctEnterpriseVisit', { id, reason: '日期误录' }, 'EnterpriseVisit');
    expect(await board()).toEqual({ ...counted, visited: before.visited });
    await record('e2e-visit-2');
    expect(await board()).toEqual(counted);
  });

  it('recovers, is nominated by the district and selected by the city, and promises jobs', async () => {
    firm = await act('labour', 'endDistress', step({ toOn: '2017-01-22' }));
    firm = await act('maker', 'nominateDemonstrationUnit', step({ grounds: '稳定吸纳就业' }));
    firm = await act('city', 'selectDemonstrationUnit', step({ grounds: '选树文件' }));
    await act('maker', 'promiseJobs', { enterpriseId: firm.id, year: 2017, jobs: 30 });
    const query = `query ($id: ID!) { enterprise(id: $id) { status supportsEmployment jobsPromised } }`;
    const { data, errors } = await graph.ask(query, { id: firm.id }, PEOPLE.city);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      enterprise: { status: 'NORMAL', supportsEmployment: true, jobsPromised: 30 },
    });
  });

  it('leaves what the department may not do to the union', async () => {
    const query = `mutation ($input: RevokeDemonstrationUnitInput!) { revokeDemonstrationUnit(input: $input) { __typename } }`;
    const { errors } = await direct('labour', query, { input: step({ grounds: '撤销' }) });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const gateway = await graph.ask('{ __typename }', {}, PEOPLE.labour);
    expect(gateway.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('leaves an audit chain that holds (I33)', async () => {
    expect(await verifyAudit(graph.db.enterprises)).toMatchObject({ breaks: [] });
  });
});
