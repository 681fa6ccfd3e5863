import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aKey, type Answer, answerOf, countyMaker, mutate } from '../mutation-kit';
import { aHousehold, anItem, aPairing, aPlan, aVisit } from '../plan/casework-builders';

const PAIRING = `... on Pairing { id version helperName helperRank isPrimary startsOn endsOn endedReason visitsDone lastVisitedOn
  nextVisitDueOn visitOverdue visits { visitedOn finding } }`;
const START = `${PAIRING} ... on HelperAlreadyPaired { rule field householdId }`;
const CADRE = { helperName: '安禾', helperRank: 'COUNTY_CADRE', unitName: '县总工会' };

describe('writing pairings', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const run = (name: string, input: object): Promise<Answer> =>
    answerOf(db, name, input, { selection: /start|change/.test(name) ? START : PAIRING });
  const start = (input: object = {}): Promise<Answer> =>
    run('startPairing', { householdId: household, ...CADRE, idempotencyKey: aKey(), ...input });
  const visit = (pairing: Answer, visitedOn?: string): Promise<Answer> =>
    run('recordPairVisit', { pairingId: pairing.id, visitedOn, finding: '家庭基本稳定', idempotencyKey: aKey() });
  const step = ({ id, version }: Answer): object => ({ id, expectedVersion: version });
  let household = '';

  beforeEach(async () => {
    household = await aHousehold(db.app);
  });

  it('pairs a helper from today, whom the household’s open plans then follow, once for a key', async () => {
    const plan = await aPlan(db.owner, { household_id: household });
    const input = { idempotencyKey: aKey() };
    const pairing = await start(input);
    expect(pairing).toMatchObject({
      ...{ helperName: '安禾', isPrimary: true },
      startsOn: '2017-01-23',
      endsOn: null,
      version: 1,
    });
    expect(await start(input)).toMatchObject({ id: pairing.id });
    const { data } = await executeSubgraph(assistanceSubgraph, {
      db: db.app,
      viewer: countyMaker,
      query: `{ aidPlan(id: "${plan}") { helper { id } version } }`,
    });
    expect(data['aidPlan']).toEqual({ helper: { id: pairing.id }, version: 2 });
  });

  it('I3: pairs one of two primary helpers who are sent at once, and any number of others beside', async () => {
    const outcomes = await Promise.all([start(), start({ helperName: '吕田' })]);
    expect(outcomes.map(({ __typename }) => __typename).sort()).toEqual(['HelperAlreadyPaired', 'Pairing']);
    expect(outcomes).toContainEqual(
      expect.objectContaining({ rule: 'ONE_PRIMARY_PAIRING', field: 'isPrimary', householdId: household }),
    );
    expect(await start({ isPrimary: false })).toMatchObject({ isPrimary: false });
    expect(await start({ isPrimary: false, helperName: '吕田' })).toMatchObject({ isPrimary: false });
  });

  it.each(['EXITED', 'CANCELLED'])('refuses a household whose file is %s', async (status) => {
    household = await aHousehold(db.app, { status });
    expect(await start()).toMatchObject({ rule: 'FILE_NOT_IN_FORCE', field: 'householdId' });
  });

  it('refuses a pairing that begins tomorrow', async () => {
    expect(await start({ startsOn: '2017-01-24' })).toMatchObject({ rule: 'STARTS_IN_FUTURE', field: 'startsOn' });
  });

  it('ends a pairing with the reason, after its last visit, and once', async () => {
    const pairing = await start({ startsOn: '2016-07-01' });
    await aPlan(db.owner, { household_id: household, pairing_id: pairing.id });
    await visit(pairing, '2016-12-20');
    const early = { ...step(pairing), endsOn: '2016-12-19', reason: '工作调动' };
    expect(await run('endPairing', early)).toMatchObject({ rule: 'ENDS_OUTSIDE_PAIRING', field: 'endsOn' });
    expect(await run('endPairing', { ...early, endsOn: '2017-01-24' })).toMatchObject({ rule: 'ENDS_OUTSIDE_PAIRING' });
    const ended = await run('endPairing', { ...early, endsOn: '2017-01-01' });
    expect(ended).toMatchObject({ endsOn: '2017-01-01', endedReason: '工作调动', version: 2, nextVisitDueOn: null });
    expect(await run('endPairing', { ...early, expectedVersion: 2 })).toMatchObject({
      rule: 'PAIRING_ENDED',
      field: 'id',
    });
    const [plan] = await db.app.query<object[]>('select pairing_id from aid_plan where household_id = $1', [household]);
    expect(plan).toEqual({ pairing_id: null });
    expect(await start()).toMatchObject({ __typename: 'Pairing' });
  });

  it('changes the helper in one act: the old pairing ends today, the new one begins', async () => {
    const pairing = await start({ startsOn: '2016-07-01' });
    const plan = await aPlan(db.owner, { household_id: household, pairing_id: pairing.id });
    const next = { helperName: '吕田', helperRank: 'COUNTY_LEADER', reason: '工作调动', idempotencyKey: aKey() };
    const now = await run('changeHelper', { ...step(pairing), ...next });
    expect(now).toMatchObject({
      helperName: '吕田',
      helperRank: 'COUNTY_LEADER',
      isPrimary: true,
      startsOn: '2017-01-23',
    });
    expect(await run('changeHelper', { ...step(pairing), ...next })).toMatchObject({ id: now.id });
    const rows = await db.app.query<object[]>(
      'select id, ends_on, ended_reason from pairing where household_id = $1 order by starts_on',
      [household],
    );
    expect(rows).toEqual([
      { id: pairing.id, ends_on: '2017-01-23', ended_reason: '工作调动' },
      { id: now.id, ends_on: null, ended_reason: null },
    ]);
    const [followed] = await db.app.query<object[]>('select pairing_id from aid_plan where id = $1', [plan]);
    expect(followed).toEqual({ pairing_id: now.id });
  });

  it('records a visit a day, within the pairing and not ahead of time; the next one is due half a year later', async () => {
    const pairing = await start({ startsOn: '2016-07-01' });
    expect(await visit(pairing, '2017-01-24')).toMatchObject({ rule: 'VISIT_IN_FUTURE', field: 'visitedOn' });
    expect(await visit(pairing, '2016-06-30')).toMatchObject({ rule: 'VISIT_OUTSIDE_PAIRING', field: 'visitedOn' });
    const outcomes = await Promise.all([visit(pairing), visit(pairing)]);
    expect(outcomes.map(({ __typename }) => __typename).sort()).toEqual(['Pairing', 'RuleBroken']);
    expect(outcomes).toContainEqual(expect.objectContaining({ rule: 'VISIT_ONCE_A_DAY', field: 'visitedOn' }));
    expect(outcomes).toContainEqual(
      expect.objectContaining({
        visits: [{ visitedOn: '2017-01-23', finding: '家庭基本稳定' }],
        nextVisitDueOn: '2017-07-23',
        visitOverdue: false,
      }),
    );
  });

  it('changes the answer of q10 at once: who helps, what is due and done, how far the plan is', async () => {
    const helperRank = 'PREFECTURE_UNIT_HEAD';
    const ask = async (): Promise<unknown> => {
      const query = `{ pairings(rank: [PREFECTURE_UNIT_HEAD], where: { endsOn: { isNull: true } }, first: 20) {
        nodes { helperName visitsDue visitsDone visitOverdue household { activePlan { progress } } } totalCount } }`;
      return (await executeSubgraph(assistanceSubgraph, { db: db.app, viewer: countyMaker, query })).data['pairings'];
    };
    const answer = (helperName: string, due: number, done: number, overdue: boolean, progress: number): object => ({
      nodes: [
        {
          helperName,
          visitsDue: due,
          visitsDone: done,
          visitOverdue: overdue,
          household: { activePlan: { progress } },
        },
      ],
      totalCount: 1,
    });
    const plan = await aPlan(db.owner, { household_id: household });
    const item = await anItem(db.owner, plan, 1, { kind: 'POLICY', state: 'IN_PROGRESS' });
    const pairing = await start({ helperRank, startsOn: '2016-07-01' });
    expect(await ask()).toEqual(answer('安禾', 1, 0, true, 0));
    await visit(pairing);
    expect(await ask()).toEqual(answer('安禾', 1, 1, false, 0));
    const options = { selection: '... on AidPlan { id version }' };
    const second = { id: plan, expectedVersion: 2, kind: 'INFORMATION', cause: 'SCHOOLING', idempotencyKey: aKey() };
    await answerOf(db, 'addPlanItem', second, options);
    await answerOf(db, 'completePlanItem', { id: plan, expectedVersion: 3, itemId: item }, options);
    expect(await ask()).toEqual(answer('安禾', 1, 1, false, 0.5));
    const next = { helperName: '吕田', helperRank, reason: '工作调动', idempotencyKey: aKey() };
    await run('changeHelper', { ...step(pairing), ...next });
    expect(await ask()).toEqual(answer('吕田', 0, 0, false, 0.5));
  });

  it('I34: writes nothing in another region or without the right', async () => {
    const pairing = await start();
    const code = async (
      name: string,
      input: object,
      viewer = viewerWith({ role: 'maker', read: ['340202'] }),
    ): Promise<unknown> => (await mutate(db, name, input, { selection: PAIRING, viewer })).errors[0]?.code;
    const request = { householdId: household, ...CADRE, idempotencyKey: aKey() };
    expect(await code('startPairing', request)).toBe('NOT_FOUND');
    expect(await code('endPairing', { ...step(pairing), reason: '结束' })).toBe('NOT_FOUND');
    expect(await code('recordPairVisit', { pairingId: pairing.id, finding: '走访', idempotencyKey: aKey() })).toBe(
      'NOT_FOUND',
    );
    expect(await code('startPairing', request, viewerWith({ role: 'checker', read: ['340102'] }))).toBe('FORBIDDEN');
  });
});

const CADENCE = '... on VisitCadence { id region { code } helperRank intervalMonths validFrom }';
const hefei = viewerWith({ role: 'city', read: ['340100'] });
const aRule = (input: object = {}): object => ({
  ...{ regionCode: '340100', helperRank: 'COUNTY_LEADER', intervalMonths: 3, basis: '合肥市总工会决定' },
  ...{ idempotencyKey: aKey(), ...input },
});

describe('the duty to visit', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const ask = async (query: string, viewer = viewerWith()): Promise<Record<string, unknown>> => {
    const { data, errors } = await executeSubgraph(assistanceSubgraph, { db: db.app, viewer, query });
    expect(errors).toEqual([]);
    return data;
  };
  const LOADS = '{ helperLoads(region: "340100") { helperName households due overdue } }';

  it('I25: lists the pairings whose visit is overdue, by the interval of their region and rank', async () => {
    const late = await aPairing(db.app, { helper_name: 'A', household_id: newId() });
    await aVisit(db.app, late, '2016-07-22');
    const soon = await aPairing(db.app, { helper_name: 'A', household_id: newId() });
    await aVisit(db.app, soon, '2016-07-23');
    const strict = await aPairing(db.app, { helper_name: 'B', helper_rank: 'COUNTY_LEADER', household_id: newId() });
    await aVisit(db.app, strict, '2016-10-22');
    await aPairing(db.app, { helper_name: 'C', household_id: newId(), starts_on: '2015-01-01', ends_on: '2016-12-31' });
    const overdue = '{ pairings(overdue: true) { nodes { id visitOverdue } totalCount } }';
    expect(await ask(overdue)).toEqual({ pairings: { nodes: [{ id: late, visitOverdue: true }], totalCount: 1 } });
    expect(await ask(LOADS)).toEqual({
      helperLoads: [
        { helperName: 'A', households: 2, due: 1, overdue: 1 },
        { helperName: 'B', households: 1, due: 0, overdue: 0 },
      ],
    });
    await answerOf(db, 'setVisitCadence', aRule(), { selection: CADENCE, viewer: hefei });
    const { pairings } = await ask('{ pairings(overdue: true) { nodes { id visitIntervalMonths } } }');
    expect(pairings).toEqual({
      nodes: expect.arrayContaining([
        { id: late, visitIntervalMonths: 6 },
        { id: strict, visitIntervalMonths: 3 },
      ]) as unknown,
    });
    expect(await ask('{ helperLoads(region: "341100") { helperName } }')).toEqual({ helperLoads: [] });
    expect(await ask(LOADS, viewerWith({ role: 'county', read: ['340202'] }))).toEqual({ helperLoads: [] });
  });

  it('I25: can be made stricter by a local rule and never looser, by the API and by the database', async () => {
    const options = { selection: CADENCE, viewer: hefei };
    const loose = await mutate(db, 'setVisitCadence', aRule({ intervalMonths: 7 }), options);
    expect(loose.errors).toMatchObject([{ code: 'BAD_USER_INPUT', details: { field: 'intervalMonths' } }]);
    const rule = { id: newId(), region_code: '341100', interval_months: 7, valid_from: '2017-01-01', basis: '测试' };
    await expect(insertRow(db.app, 'visit_cadence', rule)).rejects.toThrow('visit_cadence_interval_months_half_year');
  });

  it('is set by cities and the province in their own regions, from today on, once for a day', async () => {
    const options = { selection: CADENCE, viewer: hefei };
    const rule = aRule({ helperRank: 'GRASSROOTS_CADRE', intervalMonths: 2 });
    const set = await answerOf(db, 'setVisitCadence', rule, options);
    expect(set).toMatchObject({
      region: { code: '340100' },
      helperRank: 'GRASSROOTS_CADRE',
      intervalMonths: 2,
      validFrom: '2017-01-23',
    });
    expect(await answerOf(db, 'setVisitCadence', rule, options)).toMatchObject({ id: set.id });
    const twice = await answerOf(db, 'setVisitCadence', { ...rule, idempotencyKey: aKey() }, options);
    expect(twice).toMatchObject({ rule: 'ONE_CADENCE_A_DAY', field: 'validFrom' });
    const past = await answerOf(db, 'setVisitCadence', aRule({ validFrom: '2017-01-22' }), options);
    expect(past).toMatchObject({ rule: 'RULE_IN_THE_PAST', field: 'validFrom' });
    const away = await mutate(db, 'setVisitCadence', aRule({ regionCode: '341100' }), options);
    expect(away.errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(
      await ask('{ visitCadences(region: "340102") { region { code } helperRank intervalMonths } }'),
    ).toMatchObject({
      visitCadences: expect.arrayContaining([
        { region: { code: '340000' }, helperRank: null, intervalMonths: 6 },
        { region: { code: '340100' }, helperRank: 'GRASSROOTS_CADRE', intervalMonths: 2 },
      ]) as unknown,
    });
  });
});
