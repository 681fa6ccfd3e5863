import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aHousehold, anItem, aPairing, aPlan } from './casework-builders';

interface Entities {
  _entities: (Record<string, unknown> | null)[];
}

describe('aid plans', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const run = <T = Record<string, unknown>>(query: string, viewer = viewerWith(), variables = {}) =>
    executeSubgraph<T>(assistanceSubgraph, { db: db.app, viewer, query, variables });
  const entities = (keys: object[], selection: string, viewer = viewerWith()) =>
    run<Entities>(`query($keys: [_Any!]!) { _entities(representations: $keys) { ${selection} } }`, viewer, { keys });
  const [household, other] = [newId(), newId()];
  let plan = '';
  let foreign = '';

  beforeAll(async () => {
    await aHousehold(db.app, { id: household });
    const pairing = await aPairing(db.app, { household_id: household });
    plan = await aPlan(db.owner, {
      card_no: 'C-ONE',
      household_id: household,
      pairing_id: pairing,
      causes_answered: ['MAJOR_ILLNESS', 'SCHOOLING'],
    });
    await anItem(db.owner, plan, 1, { state: 'DONE', done_on: '2016-06-01' });
    await anItem(db.owner, plan, 2, { kind: 'STUDY_AID', cause: 'SCHOOLING' });
    await anItem(db.owner, plan, 3, { kind: 'JOB', state: 'DROPPED' });
    const superseded = { status: 'SUPERSEDED', opened_on: '2015-05-01', closed_on: '2016-03-09' };
    await aPlan(db.owner, { card_no: 'C-OLD', household_id: household, ...superseded });
    foreign = await aPlan(db.owner, { card_no: 'C-TWO', household_id: other, region_code: '340202' });
  });

  it('show items in their order and progress without the dropped ones', async () => {
    const { data, errors } = await run(
      `{ aidPlan(id: "${plan}") { cardNo status goalOn causesAnswered progress helper { helperName } household { id } items { kind state cause doneOn disbursement { id } } region { name } } }`,
    );
    expect(errors).toEqual([]);
    expect(data['aidPlan']).toEqual({
      cardNo: 'C-ONE',
      status: 'ACTIVE',
      goalOn: '2018-12-31',
      causesAnswered: ['MAJOR_ILLNESS', 'SCHOOLING'],
      progress: 0.5,
      helper: { helperName: '安禾' },
      household: { id: household },
      items: [
        { kind: 'MEDICAL_AID', state: 'DONE', cause: 'MAJOR_ILLNESS', doneOn: '2016-06-01', disbursement: null },
        { kind: 'STUDY_AID', state: 'PLANNED', cause: 'SCHOOLING', doneOn: null, disbursement: null },
        { kind: 'JOB', state: 'DROPPED', cause: 'MAJOR_ILLNESS', doneOn: null, disbursement: null },
      ],
      region: { name: '瑶海区' },
    });
  });

  it.each([
    ['{ status: { eq: SUPERSEDED } }', ['C-OLD']],
    ['{ causesAnswered: { eq: SCHOOLING } }', ['C-ONE']],
    ['{ primaryCause: { eq: MAJOR_ILLNESS }, status: { eq: ACTIVE } }', ['C-ONE']],
    ['{ region: { under: "340200" } }', ['C-TWO']],
    [`{ householdId: { in: ["${household}"] }, closedOn: { isNull: true } }`, ['C-ONE']],
  ])('are filtered by %s', async (where, cards) => {
    const { data, errors } = await run(`{ aidPlans(where: ${where}) { nodes { cardNo } totalCount } }`);
    expect(errors).toEqual([]);
    expect(data['aidPlans']).toEqual({ nodes: cards.map((cardNo) => ({ cardNo })), totalCount: cards.length });
  });

  it('are added to households with their helper: the plan in force alone, in four statements for any number', async () => {
    const keys = [newId(), household, other].map((id) => ({ __typename: 'Household', id }));
    const selection = '... on Household { id activePlan { cardNo progress } helper { helperName visitOverdue } }';
    const { result, statements } = await countStatements(db.app, () => entities(keys, selection));
    expect(result.errors).toEqual([]);
    expect(result.data._entities).toMatchObject([
      { activePlan: null, helper: null },
      { activePlan: { cardNo: 'C-ONE', progress: 0.5 }, helper: { helperName: '安禾', visitOverdue: true } },
      { activePlan: { cardNo: 'C-TWO', progress: 0 }, helper: null },
    ]);
    expect(statements).toHaveLength(4);
  });

  it('I34: hide plans and helpers of another region from households handed over by key', async () => {
    const hefei = viewerWith({ role: 'city', read: ['340100'] });
    const keys = [other, household].map((id) => ({ __typename: 'Household', id }));
    const { data } = await entities(keys, '... on Household { activePlan { cardNo } }', hefei);
    expect(data._entities).toEqual([{ activePlan: null }, { activePlan: { cardNo: 'C-ONE' } }]);
  });

  it.each(['AidPlan', 'Pairing'])('resolve %s by key: known, unknown, repeated and of another region', async (type) => {
    const pairing = await aPairing(db.app, { household_id: newId() });
    const far = await aPairing(db.app, { household_id: newId(), region_code: '340202' });
    const [own, away] = type === 'AidPlan' ? [plan, foreign] : [pairing, far];
    const keys = [newId(), own, away, own].map((id) => ({ __typename: type, id }));
    const county = viewerWith({ role: 'county', read: ['340102'] });
    const { result, statements } = await countStatements(db.app, () => entities(keys, `... on ${type} { id }`, county));
    expect(result.errors).toEqual([]);
    expect(result.data._entities).toEqual([null, { id: own }, null, { id: own }]);
    expect(statements).toHaveLength(1);
  });

  it('I34: say NOT_FOUND for a plan of another region', async () => {
    const { errors } = await run(
      `{ aidPlan(id: "${foreign}") { id } }`,
      viewerWith({ role: 'county', read: ['340102'] }),
    );
    expect(errors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it.each([
    ['a second ACTIVE plan of a household', { household_id: household }, 'aid_plan_household_id_active_unique'],
    ['a goal after the programme', { goal_on: '2021-01-01' }, 'aid_plan_goal_on_within_programme'],
    ['a closed plan without its day', { status: 'COMPLETED' }, 'aid_plan_closed_on_with_status'],
    ['a card twice', { card_no: 'C-ONE' }, 'aid_plan_card_no_unique'],
  ])('refuse %s, by the database', async (_what, row, constraint) => {
    await expect(aPlan(db.owner, row)).rejects.toThrow(constraint);
  });
});
