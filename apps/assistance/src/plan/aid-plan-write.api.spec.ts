import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aHousehold, aPairing, aPlan } from './casework-builders';
import { aKey, type Answer, answerOf, countyMaker, mutate } from '../mutation-kit';

const PLAN = `... on AidPlan { id version status cardNo goalOn causesAnswered unansweredReason closedOn closedReason
  items { id kind cause state dueOn droppedReason } helper { id } supersededBy { id } }
  ... on PlanAlreadyActive { rule field householdId }`;
const DRAFT = PLAN.split('\n  ... on PlanAlreadyActive')[0] ?? '';

interface Item {
  readonly id: string;
  readonly kind: string;
  readonly cause: string;
  readonly state: string;
}

describe('writing aid plans', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const run = (name: string, input: object): Promise<Answer> =>
    answerOf(db, name, input, { selection: /activate|supersede/.test(name) ? PLAN : DRAFT });
  const step = ({ id, version }: Answer): object => ({ id, expectedVersion: version });
  const draft = (input: object = {}): Promise<Answer> =>
    run('draftPlan', { householdId: household, goalOn: '2018-12-31', idempotencyKey: aKey(), ...input });
  const items = (plan: Answer): Item[] => plan['items'] as Item[];
  let household = '';

  beforeEach(async () => {
    household = await aHousehold(db.app);
  });

  it('draws a plan up with the measures that the rules propose, a card of its own and the household’s helper', async () => {
    const pairing = await aPairing(db.app, { household_id: household });
    await insertRow(db.app, 'student_projection', {
      ...{
        id: newId(),
        household_id: household,
        region_code: '340102',
        level: 'SENIOR',
        is_migrant: false,
        source_version: 1,
      },
    });
    const own = { kind: 'JOB', cause: 'SCHOOLING', dueOn: '2017-06-30' };
    const plan = await draft({ items: [own] });
    expect(plan).toMatchObject({
      status: 'DRAFT',
      version: 1,
      causesAnswered: ['MAJOR_ILLNESS', 'SCHOOLING'],
      helper: { id: pairing },
      items: [
        { kind: 'MEDICAL_AID', cause: 'MAJOR_ILLNESS', dueOn: '2017-07-23' },
        { kind: 'POLICY', cause: 'MAJOR_ILLNESS', dueOn: '2017-04-23' },
        { kind: 'STUDY_AID', cause: 'SCHOOLING', dueOn: '2018-01-23' },
        { kind: 'INFORMATION', cause: 'SCHOOLING', dueOn: '2017-04-23' },
        own,
      ],
    });
    expect(plan['cardNo']).toMatch(/^K340102-2017-\d{5}$/);
  });

  it('answers the same key with the same plan, and another request of that key with a conflict', async () => {
    const input = { householdId: household, goalOn: '2018-12-31', idempotencyKey: aKey() };
    const [one, other] = await Promise.all([run('draftPlan', input), run('draftPlan', input)]);
    expect(other.id).toBe(one.id);
    const { errors } = await mutate(db, 'draftPlan', { ...input, goalOn: '2019-12-31' }, { selection: DRAFT });
    expect(errors).toMatchObject([{ code: 'CONFLICT' }]);
  });

  it('gives out card numbers of one region without a double or a gap, however many officers draw up plans at once', async () => {
    const region = '340103';
    const maker = viewerWith({ role: 'maker', read: [region] });
    const households = await Promise.all(Array.from({ length: 8 }, () => aHousehold(db.app, { region_code: region })));
    const plans = await Promise.all(
      households.map((householdId) =>
        answerOf(
          db,
          'draftPlan',
          { householdId, goalOn: '2018-12-31', idempotencyKey: aKey() },
          { selection: DRAFT, viewer: maker },
        ),
      ),
    );
    const numbers = plans.map((plan) => Number(String(plan['cardNo']).slice(-5))).sort((a, b) => a - b);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it.each([
    ['a goal past', { goalOn: '2017-01-22' }, 'GOAL_PAST', 'goalOn'],
    [
      'a cause that the household lacks',
      { items: [{ kind: 'JOB', cause: 'LAID_OFF' }] },
      'CAUSE_NOT_OF_HOUSEHOLD',
      'items.0.cause',
    ],
    [
      'an item due after the goal',
      { items: [{ kind: 'JOB', cause: 'SCHOOLING', dueOn: '2019-01-01' }] },
      'DUE_OUTSIDE_PLAN',
      'items.0.dueOn',
    ],
  ])('refuses %s', async (_what, input, rule, field) => {
    expect(await draft(input)).toMatchObject({ __typename: 'RuleBroken', rule, field });
  });

  it('I24: refuses a goal after the end of the programme', async () => {
    expect(await draft({ goalOn: '2021-01-01' })).toMatchObject({ rule: 'GOAL_AFTER_PROGRAMME', field: 'goalOn' });
    const plan = await draft();
    const later = await run('changePlanGoal', { ...step(plan), goalOn: '2021-01-01' });
    expect(later).toMatchObject({ rule: 'GOAL_AFTER_PROGRAMME' });
    expect(await run('changePlanGoal', { ...step(plan), goalOn: '2020-12-31' })).toMatchObject({
      goalOn: '2020-12-31',
      version: 2,
    });
  });

  it.each(['EXITED', 'CANCELLED', 'CLOSED', 'TEMPORARY'])('refuses a household whose file is %s', async (status) => {
    household = await aHousehold(db.app, { status });
    expect(await draft()).toMatchObject({ rule: 'FILE_NOT_IN_FORCE', field: 'householdId' });
  });

  it('I3: puts one of two drafts into force when both are activated at once, and the other learns which household has a plan', async () => {
    const [one, other] = [await draft(), await draft()];
    const outcomes = await Promise.all([run('activatePlan', step(one)), run('activatePlan', step(other))]);
    expect(outcomes.map(({ __typename }) => __typename).sort()).toEqual(['AidPlan', 'PlanAlreadyActive']);
    expect(outcomes).toContainEqual(
      expect.objectContaining({ rule: 'ONE_ACTIVE_PLAN', field: 'id', householdId: household }),
    );
    const [row] = await db.app.query<{ count: number }[]>(
      `select count(*)::int as count from aid_plan where household_id = $1 and status = 'ACTIVE'`,
      [household],
    );
    expect(row?.count).toBe(1);
  });

  it('I23: refuses a plan whose items leave a cause unanswered unless it says why', async () => {
    const only = { withProposedMeasures: false, items: [{ kind: 'MEDICAL_AID', cause: 'MAJOR_ILLNESS' }] };
    const plan = await draft(only);
    const refused = await run('activatePlan', step(plan));
    expect(refused).toMatchObject({
      rule: 'CAUSES_UNANSWERED',
      field: 'unansweredReason',
      facts: [{ name: 'unanswered', value: 'SCHOOLING' }],
    });
    const active = await run('activatePlan', { ...step(plan), unansweredReason: '已约定二次入户' });
    expect(active).toMatchObject({
      status: 'ACTIVE',
      causesAnswered: ['MAJOR_ILLNESS'],
      unansweredReason: '已约定二次入户',
    });
    const answered = await run('addPlanItem', {
      ...step(active),
      kind: 'STUDY_AID',
      cause: 'SCHOOLING',
      idempotencyKey: aKey(),
    });
    expect(answered).toMatchObject({ causesAnswered: ['MAJOR_ILLNESS', 'SCHOOLING'], unansweredReason: null });
  });

  it('replaces a plan by a draft in one act: open items move, what was done stays, and one plan is in force throughout', async () => {
    const old = await run('activatePlan', step(await draft()));
    const [first] = items(old);
    const begun = await run('startPlanItem', { ...step(old), itemId: first?.id });
    const successor = await draft({ withProposedMeasures: false });
    const now = await run('supersedePlan', {
      ...step(begun),
      successorId: successor.id,
      successorVersion: successor.version,
      reason: '家庭情况变化',
    });
    expect(now).toMatchObject({ id: successor.id, status: 'ACTIVE', causesAnswered: ['MAJOR_ILLNESS', 'SCHOOLING'] });
    expect(items(now).map(({ id, state }) => [id, state])).toEqual(
      items(begun).map(({ id }) => [id, id === first?.id ? 'IN_PROGRESS' : 'PLANNED']),
    );
    const { data } = await executeSubgraph(assistanceSubgraph, {
      db: db.app,
      viewer: countyMaker,
      query: `{ aidPlan(id: "${old.id}") { status closedOn closedReason supersededBy { id } items { id } } }`,
    });
    const replaced = {
      status: 'SUPERSEDED',
      closedOn: '2017-01-23',
      closedReason: '家庭情况变化',
      supersededBy: { id: successor.id },
    };
    expect(data['aidPlan']).toEqual({ ...replaced, items: [] });
  });

  it('goes on with a measure that the successor proposes as well, instead of beginning it twice', async () => {
    const old = await run('activatePlan', step(await draft()));
    const successor = await draft();
    const both = { successorId: successor.id, successorVersion: 1, reason: '家庭情况变化' };
    const now = await run('supersedePlan', { ...step(old), ...both });
    const open = items(now).filter(({ state }) => state === 'PLANNED');
    expect(open.map(({ id }) => id)).toEqual(items(old).map(({ id }) => id));
    expect(items(now).slice(0, 3)).toMatchObject(items(successor).map(({ id }) => ({ id, state: 'DROPPED' })));
  });

  it('refuses a successor of another household', async () => {
    const old = await run('activatePlan', step(await draft()));
    household = await aHousehold(db.app);
    const foreign = await draft();
    const reason = '替代';
    const outcome = await run('supersedePlan', { ...step(old), successorId: foreign.id, successorVersion: 1, reason });
    expect(outcome).toMatchObject({ rule: 'SUCCESSOR_OF_ANOTHER_HOUSEHOLD', field: 'successorId' });
  });

  it('completes a plan only when every item is done or dropped and something was done', async () => {
    const two = [
      { kind: 'POLICY', cause: 'MAJOR_ILLNESS' },
      { kind: 'INFORMATION', cause: 'SCHOOLING' },
    ];
    let plan = await run('activatePlan', step(await draft({ withProposedMeasures: false, items: two })));
    const [policy, information] = items(plan);
    expect(await run('completePlan', step(plan))).toMatchObject({
      rule: 'ITEMS_OPEN',
      facts: [{ name: 'open', value: '2' }],
    });
    plan = await run('startPlanItem', { ...step(plan), itemId: policy?.id });
    plan = await run('completePlanItem', { ...step(plan), itemId: policy?.id });
    const why = { reason: '子女已就业', unansweredReason: '子女已就业' };
    plan = await run('dropPlanItem', { ...step(plan), itemId: information?.id, ...why });
    expect(await run('completePlan', step(plan))).toMatchObject({
      status: 'COMPLETED',
      closedOn: '2017-01-23',
      closedReason: null,
    });
  });

  it('refuses to complete a plan of which nothing was done', async () => {
    const one = { withProposedMeasures: false, items: [{ kind: 'POLICY', cause: 'MAJOR_ILLNESS' }] };
    let plan = await run('activatePlan', { ...step(await draft(one)), unansweredReason: '待二次入户' });
    plan = await run('dropPlanItem', { ...step(plan), itemId: items(plan)[0]?.id, reason: '不再需要' });
    expect(await run('completePlan', step(plan))).toMatchObject({ rule: 'NOTHING_DONE', field: 'id' });
  });

  it('gives a plan up with its reason, which its open items take over', async () => {
    const plan = await run('activatePlan', step(await draft()));
    const given = await run('cancelPlan', { ...step(plan), reason: '档案已注销' });
    expect(given).toMatchObject({ status: 'CANCELLED', closedReason: '档案已注销' });
    expect(items(given).every(({ state }) => state === 'DROPPED')).toBe(true);
    expect(await run('cancelPlan', { ...step(given), reason: '再次' })).toMatchObject({
      __typename: 'TransitionRefused',
      state: 'CANCELLED',
      event: 'CANCEL',
      allowed: [],
    });
  });

  it('refuses a change of what somebody else changed meanwhile', async () => {
    const plan = await draft();
    await run('changePlanGoal', { ...step(plan), goalOn: '2019-12-31' });
    const late = await run('activatePlan', step(plan));
    expect(late).toMatchObject({ __typename: 'VersionConflict', field: 'expectedVersion', currentVersion: 2 });
  });

  it('I34: writes nothing in another region or without the right, and says so', async () => {
    const plan = await draft();
    const away = viewerWith({ role: 'maker', read: ['340202'] });
    const hefei = viewerWith({ role: 'maker', read: ['340100'], write: ['340102'] });
    const input = { householdId: household, goalOn: '2018-12-31', idempotencyKey: aKey() };
    const code = async (name: string, request: object, viewer = away): Promise<unknown> =>
      (await mutate(db, name, request, { selection: DRAFT, viewer })).errors[0]?.code;
    expect(await code('draftPlan', input)).toBe('NOT_FOUND');
    expect(await code('activatePlan', step(plan))).toBe('NOT_FOUND');
    const neighbour = await aPlan(db.owner, { region_code: '340103', status: 'DRAFT' });
    expect(await code('cancelPlan', { id: neighbour, expectedVersion: 1, reason: '取消' }, hefei)).toBe('NOT_FOUND');
    expect(await code('draftPlan', input, viewerWith({ role: 'checker', read: ['340102'] }))).toBe('FORBIDDEN');
    expect(await code('draftPlan', input, viewerWith({ role: 'analyst' }))).toBe('FORBIDDEN');
  });

  it('leaves an audit row of each act, which names the household and no person', async () => {
    const plan = await draft();
    const rows = await db.owner.query<{ action: string; region_code: string; subject_ids: string[] }[]>(
      `select action, region_code, subject_ids from audit_entry where $1 = any (subject_ids) order by seq`,
      [plan.id],
    );
    expect(rows).toEqual([
      {
        action: 'plan.draft',
        region_code: '340102',
        subject_ids: expect.arrayContaining([plan.id, household]) as unknown,
      },
    ]);
  });

  it('finds plans still in force of households that have left, which the feed may tell later', async () => {
    const plan = await run('activatePlan', step(await draft()));
    await db.app.query(`update household_projection set status = 'EXITED', source_version = 2 where id = $1`, [
      household,
    ]);
    const { data } = await executeSubgraph(assistanceSubgraph, {
      db: db.app,
      viewer: countyMaker,
      query:
        '{ aidPlans(where: { status: { eq: ACTIVE }, householdStatus: { in: [EXITED, CANCELLED] } }) { nodes { id } } }',
    });
    expect(data['aidPlans']).toEqual({ nodes: [{ id: plan.id }] });
    expect(await run('cancelPlan', { ...step(plan), reason: '已脱困' })).toMatchObject({ status: 'CANCELLED' });
  });
});
