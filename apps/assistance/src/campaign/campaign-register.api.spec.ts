import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aCampaign, aPayment, campaignIdOf, raised } from '../ledger/money-builders';
import { aKey, type Answer, answerOf, countyMaker, mutate } from '../mutation-kit';
import { aHousehold } from '../plan/casework-builders';

const REGISTERED = `... on BeneficiariesRegistered { listed alreadyListed inOtherGroups { beneficiaryId group }
  campaign { total { value unit } coverage { eligible reached missed } groups { kind eligible { value unit } } } }`;
const LIST = `${REGISTERED} ... on BeneficiariesInOtherGroup { rule field entries { beneficiaryId group } }`;
const REACHED = `... on DeliveryRecorded { recorded newlyReached campaign { coverage { eligible reached missed } } }
  ... on BeneficiariesNotListed { rule field beneficiaryIds }`;
const NOT_LISTED = '... on BeneficiariesNotListed { rule field beneficiaryIds }';
const WITHDRAWN = '... on BeneficiariesWithdrawn { withdrawn campaign { coverage { eligible reached missed } } }';
const SELECTION: Readonly<Record<string, string>> = {
  registerBeneficiaries: LIST,
  registerFiledHouseholds: REGISTERED,
  markReached: REACHED,
  withdrawBeneficiaries: `${WITHDRAWN} ${NOT_LISTED}`,
  withdrawLeftHouseholds: WITHDRAWN,
};

describe('the register of a campaign', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const run = (name: string, input: object, viewer = countyMaker): Promise<Answer> =>
    answerOf(db, name, { campaignId: campaign, ...input }, { selection: SELECTION[name] ?? '', viewer });
  const list = (input: object, viewer = countyMaker): Promise<Answer> =>
    run('registerBeneficiaries', { group: 'FILED_HOUSEHOLD', ...input }, viewer);
  const persons = (...ids: string[]): object => ({
    group: 'DISTRESSED_ENTERPRISE_WORKER',
    persons: ids.map((personId) => ({ personId, regionCode: '340102', isMigrant: false })),
  });
  let campaign = '';
  let code = '';

  const aRound = async (row: object = {}): Promise<void> => {
    code = await aCampaign(db.owner, { ...row });
    campaign = await campaignIdOf(db.app, code);
  };
  beforeEach(() => aRound());

  it('lists households and persons, each once however often they are sent', async () => {
    const [one, other] = [await aHousehold(db.app), await aHousehold(db.app, { is_migrant: true })];
    expect(await list({ householdIds: [one] })).toMatchObject({ listed: 1, alreadyListed: 0 });
    expect(await list({ householdIds: [one, other, other] })).toMatchObject({ listed: 1, alreadyListed: 1 });
    const worker = newId();
    expect(await list(persons(worker, newId()))).toMatchObject({
      listed: 2,
      campaign: {
        coverage: { eligible: 4, reached: 0, missed: 4 },
        groups: [{ eligible: { value: 2, unit: 'HOUSEHOLD' } }, { eligible: { value: 2, unit: 'PERSON' } }],
      },
    });
    const row = await db.app.query<object[]>(
      'select region_code, is_migrant from campaign_beneficiary where beneficiary_id = $1',
      [other],
    );
    expect(row).toEqual([{ region_code: '340102', is_migrant: true }]);
  });

  it('I11: keeps groups disjoint across counties: who stood on the register before moving stands there still', async () => {
    const moved = await aHousehold(db.app);
    await db.owner.query(
      `insert into campaign_beneficiary (campaign_code, beneficiary_id, target_group, region_code, is_migrant)
       values ($1, $2, 'DISTRESSED_ENTERPRISE_WORKER', '340202', false)`,
      [code, moved],
    );
    expect(await list({ householdIds: [moved] })).toMatchObject({
      __typename: 'BeneficiariesInOtherGroup',
      entries: [{ beneficiaryId: moved, group: 'DISTRESSED_ENTERPRISE_WORKER' }],
    });
  });

  it('I11: keeps groups disjoint: one of two groups that are sent at once gets a beneficiary, and the other learns where it stands', async () => {
    const both = newId();
    await aRound();
    await db.owner.query(`insert into campaign_target_group values ($1, 'ON_DUTY_WORKER', 'PERSON', 'AT_LEAST', 3)`, [
      code,
    ]);
    const outcomes = await Promise.all([
      list(persons(both, newId())),
      list({ ...persons(both, newId()), group: 'ON_DUTY_WORKER' }),
    ]);
    expect(outcomes.map(({ __typename }) => __typename).sort()).toEqual([
      'BeneficiariesInOtherGroup',
      'BeneficiariesRegistered',
    ]);
    const refused = outcomes.find(({ __typename }) => __typename === 'BeneficiariesInOtherGroup');
    expect(refused).toMatchObject({ rule: 'GROUPS_DISJOINT', field: 'persons', entries: [{ beneficiaryId: both }] });
    const rows = await db.app.query<{ target_group: string }[]>(
      'select target_group from campaign_beneficiary where campaign_code = $1',
      [code],
    );
    expect(rows).toHaveLength(2);
    const other = rows[0]?.target_group === 'ON_DUTY_WORKER' ? 'DISTRESSED_ENTERPRISE_WORKER' : 'ON_DUTY_WORKER';
    const again = db.owner.query(`insert into campaign_beneficiary values ($1, $2, $3, '340102', false)`, [
      ...[code, both, other],
    ]);
    await expect(again).rejects.toThrow('campaign_beneficiary_pkey');
  });

  it('I11: never adds households and persons: a total is one count per unit', async () => {
    await list({ householdIds: [await aHousehold(db.app)] });
    const { campaign: shown } = (await list(persons(newId()))) as unknown as { campaign: { total: unknown } };
    expect(shown.total).toEqual([
      { value: 0, unit: 'HOUSEHOLD' },
      { value: 0, unit: 'PERSON' },
    ]);
  });

  it('lists every file in force of a region in one statement; those in another group stay there and are named', async () => {
    const county = '340104';
    const viewer = viewerWith({ role: 'county', read: [county] });
    for (const status of ['RECORDED', 'UNDER_REVIEW', 'EXIT_PROPOSED', 'EXITED', 'TEMPORARY'])
      await aHousehold(db.app, { region_code: county, status });
    const elsewhere = await aHousehold(db.app, { region_code: county });
    await db.owner.query(`insert into campaign_target_group values ($1, 'NON_FILED_HARDSHIP', 'PERSON', 'EXACT', 3)`, [
      code,
    ]);
    await db.owner.query(`insert into campaign_beneficiary values ($1, $2, 'NON_FILED_HARDSHIP', $3, false)`, [
      code,
      elsewhere,
      county,
    ]);
    const { result, statements } = await countStatements(db.app, () =>
      run('registerFiledHouseholds', { regionCode: county }, viewer),
    );
    const inOtherGroups = [{ beneficiaryId: elsewhere, group: 'NON_FILED_HARDSHIP' }];
    expect(result).toMatchObject({ listed: 3, alreadyListed: 0, inOtherGroups });
    expect(statements.filter((sql) => sql.includes('insert into campaign_beneficiary'))).toHaveLength(1);
    await aHousehold(db.app, { region_code: county });
    expect(await run('registerFiledHouseholds', { regionCode: county }, viewer)).toMatchObject({
      listed: 1,
      alreadyListed: 3,
    });
  });

  it('I10: counts migrant households among the filed ones, never beside them', async () => {
    await list({ householdIds: [await aHousehold(db.app, { is_migrant: true }), await aHousehold(db.app)] });
    await db.owner.query(`update campaign_beneficiary set reached_on = '2017-01-05' where campaign_code = $1`, [code]);
    const { data } = await executeSubgraph(assistanceSubgraph, {
      db: db.app,
      viewer: viewerWith(),
      query: `{ campaign(code: "${code}") { total { value unit } groups { count { value } ofWhichMigrant { value } } } }`,
    });
    expect(data['campaign']).toMatchObject({
      groups: [
        { count: { value: 2 }, ofWhichMigrant: { value: 1 } },
        { count: { value: 0 }, ofWhichMigrant: { value: 0 } },
      ],
      total: [{ value: 2 }, { value: 0 }],
    });
  });

  it('marks what reached whom, and the gap and the coverage follow at once', async () => {
    const [one, other] = [await aHousehold(db.app), await aHousehold(db.app)];
    await list({ householdIds: [one, other] });
    const gap = async (): Promise<unknown> => {
      const query = `{ coverageGap(campaign: "${code}", region: "340102", first: 100) { nodes { id } } }`;
      const { data } = await executeSubgraph(assistanceSubgraph, { db: db.app, viewer: viewerWith(), query });
      return (data as { coverageGap: { nodes: { id: string }[] } }).coverageGap.nodes.map(({ id }) => id);
    };
    expect(await gap()).toEqual(expect.arrayContaining([one, other]));
    const first = await run('markReached', { kind: 'POLICY', deliveredOn: '2017-01-10', beneficiaryIds: [one] });
    expect(first).toMatchObject({
      recorded: 1,
      newlyReached: 1,
      campaign: { coverage: { eligible: 2, reached: 1, missed: 1 } },
    });
    expect(await gap()).not.toContain(one);
    expect(await run('markReached', { kind: 'POLICY', beneficiaryIds: [one] })).toMatchObject({
      recorded: 0,
      newlyReached: 0,
    });
    await run('markReached', { kind: 'GOODS', deliveredOn: '2017-01-05', beneficiaryIds: [one, one] });
    const [row] = await db.app.query<object[]>(
      'select reached_on, paid_on from campaign_beneficiary where beneficiary_id = $1',
      [one],
    );
    expect(row).toEqual({ reached_on: '2017-01-05', paid_on: null });
  });

  it('is read by who may see households, with what reached each line, in three statements beside the campaign', async () => {
    const [one, other] = [await aHousehold(db.app), await aHousehold(db.app)];
    await list({ householdIds: [one, other] });
    const worker = newId();
    await list(persons(worker));
    await run('markReached', { kind: 'INFORMATION', deliveredOn: '2017-01-10', beneficiaryIds: [one] });
    const read = (where: string, viewer = countyMaker) =>
      executeSubgraph(assistanceSubgraph, {
        ...{ db: db.app, viewer },
        query: `{ campaignRegister(campaign: "${code}", where: ${where}) {
          nodes { beneficiaryId group reachedOn household { id } worker { id } region { code } deliveries { kind deliveredOn } } totalCount } }`,
      });
    const { result, statements } = await countStatements(db.app, () => read('{ group: { eq: FILED_HOUSEHOLD } }'));
    expect(result.errors).toEqual([]);
    expect(statements).toHaveLength(4);
    const reached = { beneficiaryId: one, reachedOn: '2017-01-10', household: { id: one }, worker: null };
    expect(result.data['campaignRegister']).toMatchObject({
      totalCount: 2,
      nodes: expect.arrayContaining([
        expect.objectContaining({ ...reached, deliveries: [{ kind: 'INFORMATION', deliveredOn: '2017-01-10' }] }),
      ]) as unknown,
    });
    const missed = await read('{ reachedOn: { isNull: true }, group: { eq: DISTRESSED_ENTERPRISE_WORKER } }');
    expect(missed.data['campaignRegister']).toMatchObject({
      nodes: [{ beneficiaryId: worker, worker: { id: worker }, household: null }],
    });
    expect((await read('{}', viewerWith({ role: 'city', read: ['340200'] }))).data['campaignRegister']).toMatchObject({
      totalCount: 0,
    });
    expect((await read('{}', viewerWith({ role: 'analyst' }))).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('takes lines back that nothing has reached, which then count no more and may be listed again, in any group', async () => {
    const person = newId();
    await db.owner.query(`insert into campaign_target_group values ($1, 'ON_DUTY_WORKER', 'PERSON', 'AT_LEAST', 3)`, [
      code,
    ]);
    await list(persons(person, newId()));
    const back = { beneficiaryIds: [person], reason: '类别登记错误' };
    expect(await run('withdrawBeneficiaries', back)).toMatchObject({
      withdrawn: 1,
      campaign: { coverage: { eligible: 1, missed: 1 } },
    });
    expect(await run('withdrawBeneficiaries', back)).toMatchObject({ rule: 'ON_REGISTER', beneficiaryIds: [person] });
    expect(await run('markReached', { kind: 'JOB', beneficiaryIds: [person] })).toMatchObject({ rule: 'ON_REGISTER' });
    const moved = await list({ ...persons(person), group: 'ON_DUTY_WORKER' });
    expect(moved).toMatchObject({ listed: 1, alreadyListed: 0, campaign: { coverage: { eligible: 2 } } });
    await run('markReached', { kind: 'JOB', beneficiaryIds: [person] });
    expect(await run('withdrawBeneficiaries', back)).toMatchObject({ rule: 'LINE_REACHED', field: 'beneficiaryIds' });
  });

  it('says what the coverage gap says once those who left unreached are taken back', async () => {
    const county = '340111';
    const viewer = viewerWith({ role: 'county', read: [county] });
    const [stays, left, served] = [
      await aHousehold(db.app, { region_code: county }),
      await aHousehold(db.app, { region_code: county }),
      await aHousehold(db.app, { region_code: county }),
    ];
    await run('registerFiledHouseholds', { regionCode: county }, viewer);
    await run('markReached', { kind: 'POLICY', beneficiaryIds: [served] }, viewer);
    await db.app.query(`update household_projection set status = 'EXITED', source_version = 2 where id = any($1)`, [
      [left, served],
    ]);
    const taken = await run('withdrawLeftHouseholds', { regionCode: county }, viewer);
    expect(taken).toMatchObject({ withdrawn: 1, campaign: { coverage: { eligible: 2, reached: 1, missed: 1 } } });
    const query = `{ coverageGap(campaign: "${code}", region: "${county}") { nodes { id } totalCount } }`;
    const { data } = await executeSubgraph(assistanceSubgraph, { db: db.app, viewer, query });
    expect(data['coverageGap']).toEqual({ nodes: [{ id: stays }], totalCount: 1 });
    expect(await run('withdrawLeftHouseholds', { regionCode: county }, viewer)).toMatchObject({ withdrawn: 0 });
  });

  it('keeps a line to which money is on its way', async () => {
    const household = await aHousehold(db.app);
    await list({ householdIds: [household] });
    const root = await raised(db.owner, 100_000, { campaign_code: code });
    const unpaid = { paid_by: null, paid_at: null, is_first_of_year: false, bank_ref: null };
    await aPayment(db.owner, root, { ...unpaid, household_id: household, status: 'APPROVED' });
    const back = { beneficiaryIds: [household], reason: '登记错误' };
    expect(await run('withdrawBeneficiaries', back)).toMatchObject({
      rule: 'PAYMENT_UNDER_WAY',
      field: 'beneficiaryIds',
    });
  });

  it('refuses what does not fit, and lists nobody', async () => {
    const [filed, exited] = [await aHousehold(db.app), await aHousehold(db.app, { status: 'EXITED' })];
    const cases: readonly (readonly [object, string, string])[] = [
      [{ householdIds: [filed, exited] }, 'FILE_NOT_IN_FORCE', 'householdIds'],
      [{ group: 'MODEL_WORKER_HOUSEHOLD', householdIds: [filed] }, 'GROUP_NOT_NAMED', 'group'],
      [{ group: 'DISTRESSED_ENTERPRISE_WORKER', householdIds: [filed] }, 'WRONG_KIND_OF_LINE', 'householdIds'],
      [{ ...persons(newId()), group: 'FILED_HOUSEHOLD' }, 'WRONG_KIND_OF_LINE', 'persons'],
    ];
    for (const [input, rule, field] of cases) expect(await list(input)).toMatchObject({ rule, field });
    const rows = await db.app.query<object[]>('select 1 from campaign_beneficiary where campaign_code = $1', [code]);
    expect(rows).toHaveLength(0);
    const reached = { kind: 'JOB', beneficiaryIds: [filed] };
    expect(await run('markReached', reached)).toMatchObject({ rule: 'ON_REGISTER', beneficiaryIds: [filed] });
    await list({ householdIds: [filed] });
    for (const deliveredOn of ['2016-12-19', '2017-01-24'])
      expect(await run('markReached', { ...reached, deliveredOn })).toMatchObject({
        rule: 'DELIVERED_OUTSIDE_CAMPAIGN',
      });
  });

  it('takes nobody once the campaign is closed, and nothing reaches anybody before it begins', async () => {
    const householdIds = [await aHousehold(db.app)];
    await aRound({ status: 'PLANNED' });
    await list({ householdIds });
    const early = await run('markReached', { kind: 'JOB', beneficiaryIds: householdIds });
    expect(early).toMatchObject({ rule: 'CAMPAIGN_NOT_OPEN', field: 'campaignId' });
    await aRound({ status: 'CLOSED' });
    expect(await list({ householdIds })).toMatchObject({ rule: 'CAMPAIGN_NOT_OPEN', field: 'campaignId' });
  });

  it('takes rows of the viewer’s regions and of the campaign’s alone', async () => {
    const away = await aHousehold(db.app, { region_code: '340202' });
    const code = async (name: string, input: object, viewer = countyMaker): Promise<unknown> => {
      const options = { selection: SELECTION[name] ?? '', viewer };
      return (await mutate(db, name, { campaignId: campaign, ...input }, options)).errors[0]?.code;
    };
    const group = 'FILED_HOUSEHOLD';
    expect(await code('registerBeneficiaries', { group, householdIds: [away] })).toBe('NOT_FOUND');
    const stranger = { ...persons(newId()) };
    expect(await code('registerBeneficiaries', stranger, viewerWith({ role: 'maker', read: ['340202'] }))).toBe(
      'FORBIDDEN',
    );
    expect(await code('registerFiledHouseholds', { regionCode: '340100' })).toBe('FORBIDDEN');
    expect(await code('registerBeneficiaries', { group, householdIds: [] })).toBe('BAD_USER_INPUT');
    expect(await code('registerFiledHouseholds', { regionCode: '340102' }, viewerWith({ role: 'checker' }))).toBe(
      'FORBIDDEN',
    );
    const wuhu = viewerWith({ role: 'city', read: ['340200'] });
    await list({ householdIds: [away] }, wuhu);
    expect(await run('markReached', { kind: 'JOB', beneficiaryIds: [away] })).toMatchObject({ rule: 'ON_REGISTER' });
    await aRound({ region_code: '341100' });
    expect(await list({ householdIds: [away] }, wuhu)).toMatchObject({
      rule: 'OUTSIDE_CAMPAIGN',
      field: 'householdIds',
    });
  });
});

describe('consolation events', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const EVENT = '... on ConsolationEvent { id version title group heldOn cancelledOn cancelledReason }';
  const run = (name: string, input: object): Promise<Answer> => answerOf(db, name, input, { selection: EVENT });
  let campaign = '';

  beforeEach(async () => {
    campaign = await campaignIdOf(db.app, await aCampaign(db.owner));
  });
  const aRequest = (input: object = {}): object => ({
    ...{ campaignId: campaign, regionCode: '340102', unionId: newId(), title: '慰问困难企业职工' },
    ...{ group: 'DISTRESSED_ENTERPRISE_WORKER', heldOn: '2017-01-20', idempotencyKey: aKey(), ...input },
  });
  const step = ({ id, version }: Answer): object => ({ id, expectedVersion: version });

  it('are planned, changed and called off, with the reason', async () => {
    const request = aRequest();
    const event = await run('planConsolationEvent', request);
    expect(await run('planConsolationEvent', request)).toMatchObject({ id: event.id });
    const changed = await run('changeConsolationEvent', { ...step(event), heldOn: '2017-01-25' });
    expect(changed).toMatchObject({ heldOn: '2017-01-25', title: '慰问困难企业职工', version: 2 });
    const off = await run('cancelConsolationEvent', { ...step(changed), reason: '企业停产' });
    expect(off).toMatchObject({ cancelledOn: '2017-01-23', cancelledReason: '企业停产', version: 3 });
    expect(await run('changeConsolationEvent', { ...step(off), heldOn: '2017-01-26' })).toMatchObject({
      rule: 'EVENT_CANCELLED',
    });
  });

  it.each([
    [{ heldOn: '2017-01-28' }, 'HELD_OUTSIDE_WINDOW', 'heldOn'],
    [{ group: 'ON_DUTY_WORKER' }, 'GROUP_NOT_NAMED', 'group'],
  ])('don’t stand with %o', async (input, rule, field) => {
    expect(await run('planConsolationEvent', aRequest(input))).toMatchObject({ rule, field });
  });

  it('stay in their region', async () => {
    const options = { selection: EVENT };
    const away = await mutate(db, 'planConsolationEvent', aRequest({ regionCode: '340202' }), options);
    expect(away.errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const event = await run('planConsolationEvent', aRequest());
    const viewer = viewerWith({ role: 'city', read: ['340200'] });
    const foreign = await mutate(
      db,
      'cancelConsolationEvent',
      { ...step(event), reason: '取消' },
      { ...options, viewer },
    );
    expect(foreign.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});
