import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, plantUnions, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from './assistance.subgraph';
import { aHousehold, type Ground, payingGround, standards } from './disbursement/payment-builders';
import { aPayment, campaignIdOf, passedDown } from './ledger/money-builders';
import { aPairing, aPerson, aPlan } from './plan/casework-builders';

const HERE = '340102';
const [COUNTY, STEEL, COAL] = [newId(), newId(), newId()] as const;

interface Home {
  readonly id: string;
  readonly headId: string;
  readonly plan: string;
  readonly pairing: string;
  readonly payment: string;
  readonly allocation: string;
}

describe('a maker who is bounded to one of two unions of a county', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const maker = (readUnions: readonly string[] | null) =>
    viewerWith({ role: 'maker', subject: 'maker-steel', read: [HERE], readUnions });
  const run = (query: string, variables: object = {}, viewer = maker([STEEL])) =>
    executeSubgraph<Record<string, never> | null>(assistanceSubgraph, {
      ...{ db: db.app, viewer, query, variables: { ...variables } },
    });
  let ground: Ground;
  let own: Home;
  let other: Home;

  /** A home of a union with a plan, a helper, and a payment of the union's own money. */
  const aHome = async (union_id: string): Promise<Home> => {
    const { id, headId } = await aHousehold(ground, { union_id });
    const holding = await passedDown(db.owner, ground.holding, HERE, 300_000, union_id);
    const home = { household_id: id, region_code: HERE };
    const [plan, pairing] = [await aPlan(db.owner, home), await aPairing(db.owner, home)];
    const payment = await aPayment(db.owner, holding, { household_id: id, payee_id: headId });
    return { id, headId, plan, pairing, payment, allocation: holding.allocationId };
  };

  beforeAll(async () => {
    await standards(db);
    ground = await payingGround(db, {
      fund: { rule_groups: ['FILED_HOUSEHOLD'], rule_purposes: ['LIVING', 'MEDICAL'] },
    });
    await plantUnions(db.owner, { [COUNTY]: null, [STEEL]: COUNTY, [COAL]: COUNTY });
    own = await aHome(STEEL);
    other = await aHome(COAL);
  });

  it.each([
    ['aidPlans', (home: Home) => home.plan],
    ['pairings', (home: Home) => home.pairing],
    ['disbursements', (home: Home) => home.payment],
  ] as const)('I34: finds and counts its own in the list %s', async (list, idOf) => {
    const query = `{ ${list} { totalCount nodes { id } } }`;
    const { data, errors } = await run(query);
    expect(errors).toEqual([]);
    expect(data?.[list]).toEqual({ totalCount: 1, nodes: [{ id: idOf(own) }] });
    expect((await run(query, {}, maker(null))).data?.[list]).toMatchObject({ totalCount: 2 });
  });

  it('I34: gets null for keys of the other union, and nothing of its homes by the edges of a household', async () => {
    const types = { AidPlan: 'plan', Pairing: 'pairing', Disbursement: 'payment' } as const;
    const keys = [own, other].flatMap((home) =>
      Object.entries(types).map(([__typename, key]) => ({ __typename, id: home[key] })),
    );
    const found = Object.keys(types).map((__typename) => ({ __typename }));
    const query = 'query($keys: [_Any!]!) { _entities(representations: $keys) { __typename } }';
    expect((await run(query, { keys })).data?.['_entities']).toEqual([...found, null, null, null]);
    const edges = `query($keys: [_Any!]!) { _entities(representations: $keys) { ... on Household {
      activePlan { id } helper { id } aidTotal disbursements { totalCount } } } }`;
    const homes = [own, other].map(({ id }) => ({ __typename: 'Household', id }));
    expect((await run(edges, { keys: homes })).data?.['_entities']).toMatchObject([
      { activePlan: { id: own.plan }, helper: { id: own.pairing }, disbursements: { totalCount: 1 } },
      { activePlan: null, helper: null, disbursements: { totalCount: 0 } },
    ]);
  });

  it('I34: sees the money that its unions hold or gave, and whose it came from, without what is left there', async () => {
    const query = '{ funds { id balance allocations { id } } }';
    const { data, errors } = await run(query);
    expect(errors).toEqual([]);
    expect(data?.['funds']).toEqual([
      { id: ground.holding.fundId, balance: null, allocations: [{ id: own.allocation }] },
    ]);
  });

  it('I34: is shown no figure of a region or a round, and whom a round missed of its own homes alone', async () => {
    expect((await run('{ reconciliation { totalCount } }')).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const figures = await run(
      `{ region(code: "${HERE}") { aid(year: 2017) { distributed } } campaigns { code groups { kind } coverage { missed } } }`,
    );
    expect(figures.data).toMatchObject({ region: { aid: null }, campaigns: [{ groups: null, coverage: null }] });
    expect(new Set(figures.errors.map(({ code }) => code))).toEqual(new Set(['FORBIDDEN']));
    const gap = `{ coverageGap(region: "${HERE}", campaign: "${ground.campaign}") { totalCount nodes { id } } }`;
    expect((await run(gap)).data?.['coverageGap']).toEqual({ totalCount: 1, nodes: [{ id: own.id }] });
    expect((await run(gap, {}, maker(null))).data?.['coverageGap']).toMatchObject({ totalCount: 2 });
  });

  it('I34: pays its own homes with its own unions’ money, and is told which field names another’s', async () => {
    const file = async (home: Home, allocationId: string, viewer = maker([STEEL])) => {
      const input = {
        ...{ allocationId, householdId: home.id, group: 'FILED_HOUSEHOLD', purpose: 'MEDICAL', mode: 'BANK_CARD' },
        ...{ amount: '800.00', campaign: ground.campaign, idempotencyKey: newId() },
      };
      const query = 'mutation($input: FileDisbursementInput!) { fileDisbursement(input: $input) { __typename } }';
      const { data, errors } = await run(query, { input }, viewer);
      return errors.length > 0 ? errors : data?.['fileDisbursement'];
    };
    expect(await file(own, own.allocation)).toMatchObject({ __typename: 'Disbursement' });
    for (const allocation of [other.allocation, ground.holding.allocationId])
      expect(await file(own, allocation)).toMatchObject([{ code: 'FORBIDDEN', details: { field: 'allocationId' } }]);
    expect(await file(other, own.allocation)).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('I34: opens no plan for a home of the other union, and registers no county for a round', async () => {
    const plan = { idempotencyKey: newId(), householdId: other.id, goalOn: '2018-12-31' };
    const opened = await run('mutation($input: DraftPlanInput!) { draftPlan(input: $input) { __typename } }', {
      input: plan,
    });
    expect(opened.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const campaignId = await campaignIdOf(db.owner, ground.campaign);
    const { errors } = await run(
      'mutation($input: RegisterFiledHouseholdsInput!) { registerFiledHouseholds(input: $input) { __typename } }',
      { input: { campaignId, regionCode: HERE } },
    );
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('records gifts for its own unions alone', async () => {
    const county = viewerWith({ role: 'county', read: [HERE], readUnions: [STEEL] });
    const receive = async (unionId: string) => {
      const input = {
        ...{ kind: 'GOODS', donor: '某厂', region: HERE, unionId, receivedOn: '2017-01-10', idempotencyKey: newId() },
        lots: [{ goods: '大米', quantity: 10, measure: '袋', value: '1000.00', valuation: 'INVOICE' }],
      };
      const query = 'mutation($input: ReceiveDonationInput!) { receiveDonation(input: $input) { __typename } }';
      return (await run(query, { input }, county)).errors;
    };
    expect(await receive(STEEL)).toEqual([]);
    expect(await receive(COAL)).toMatchObject([{ code: 'FORBIDDEN', details: { field: 'unionId' } }]);
  });

  it('sees persons without a home by their own union', async () => {
    const [mine, theirs] = [newId(), newId()];
    for (const [id, union_id] of [
      [mine, STEEL],
      [theirs, COAL],
    ] as const) {
      await aPerson(db.owner, { id, union_id });
      await insertRow(db.owner, 'campaign_beneficiary', {
        ...{ campaign_code: ground.campaign, beneficiary_id: id, target_group: 'DISTRESSED_ENTERPRISE_WORKER' },
        ...{ region_code: HERE, is_migrant: false },
      });
    }
    const query = `{ campaignRegister(campaign: "${ground.campaign}", where: { group: { eq: DISTRESSED_ENTERPRISE_WORKER } }) { totalCount } }`;
    const { data, errors } = await run(query);
    expect([errors, data?.['campaignRegister']]).toEqual([[], { totalCount: 1 }]);
  });
});
