import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { inexactFigures } from '../testkit/exact-figures';
import { rowOf } from '../testkit/rows';
import type { SampleSupergraph } from '../testkit/sample-supergraph';
import { added, HEFEI, key, LUYANG, Office, type Outcome, PEOPLE, stepOf } from './office';
import { arrived } from '../testkit/arrived';
import { type Family, StartupMoney } from './startup-money';

const PROJECT = 'id version state';

/** Start-ups, productive assets and pilots, run by officers through the gateway. */
describe('start-ups, assets and pilots', () => {
  let graph: SampleSupergraph;
  let money: StartupMoney;
  let family: Family;
  let office: Office;
  let cities: Awaited<ReturnType<Office['yuanPerExit']>>;
  let lastYear: typeof cities;
  let leaders: Awaited<ReturnType<Office['leaders']>>;
  let leadersLastYear: typeof leaders;
  let people: readonly string[] = [];
  let employerId = '';
  let project: Outcome;

  beforeAll(async () => {
    money = await StartupMoney.open();
    graph = money.graph;
    office = new Office(graph);
    [cities, lastYear] = [await office.yuanPerExit(2017), await office.yuanPerExit(2016)];
    [leaders, leadersLastYear] = [await office.leaders(2017), await office.leaders(2016)];
    people = await office.newcomers(5);
    family = await money.family(people);
    employerId = await office.employer();
  });
  afterAll(() => money.close());

  /** Records a payment of assistance once the feed has told of it. */
  const fund = (disbursementId: string | undefined, amount: string): Promise<Outcome> =>
    arrived(
      () => {
        const payment = { projectId: project.id, disbursementId, amount, ...key() };
        return office.act('maker', 'recordStartupFunding', 'StartupProject', payment, PROJECT);
      },
      ({ rule }) => rule !== 'PAYMENT_UNKNOWN',
    );
  const hire = (personId: string | undefined): Promise<Outcome> => {
    const contract = { projectId: project.id, personId, contractRef: 'HT-E2E-2', ...key() };
    return office.act('maker', 'recordStartupHire', 'Placement', contract);
  };

  it('a project is applied for by the district, once a year, and reviewed by another person', async () => {
    const applied = { name: '样例早餐店', leaderId: family.headId, enterpriseId: employerId, jobsPlanned: 3 };
    const support = { support: ['GRANT', 'MATERIAL'], amount: '30000.00' };
    const apply = { ...applied, ...support };
    expect(await office.refusal('checker', 'applyStartup', 'StartupProject', { ...apply, ...key() })).toBe('FORBIDDEN');
    expect(await office.refusal('neighbour', 'applyStartup', 'StartupProject', { ...apply, ...key() })).toBe(
      'NOT_FOUND',
    );
    project = await office.act('maker', 'applyStartup', 'StartupProject', { ...apply, ...key() }, PROJECT);
    expect(await office.act('maker', 'applyStartup', 'StartupProject', { ...apply, ...key() })).toMatchObject({
      rule: 'ONE_PROJECT_A_YEAR',
    });
    const review = { ...stepOf(project), approved: true, amount: '25000.00', opinion: '同意扶持' };
    expect(await office.refusal('maker', 'reviewStartup', 'StartupProject', review)).toBe('FORBIDDEN');
    expect(await hire(people[1])).toMatchObject({ rule: 'PROJECT_RUNS' });
    project = await office.act('checker', 'reviewStartup', 'StartupProject', review, PROJECT);
    expect(project.state).toBe('REVIEWED');
  });

  it('it is funded within the award, opens and takes people on with proof', async () => {
    const [first, second] = await money.send(family, '20000.00', '5000.01');
    expect(await fund(first, '20000.00')).toMatchObject({ rule: 'PAYMENT_NOT_MADE' });
    await money.settle([first ?? '', second ?? '']);
    const made = await arrived(
      () => fund(first, '20000.00'),
      ({ rule }) => rule !== 'PAYMENT_NOT_MADE',
    );
    expect(made.state).toBe('FUNDED');
    const beyond = await arrived(
      () => fund(second, '5000.01'),
      ({ rule }) => rule !== 'PAYMENT_NOT_MADE',
    );
    expect(beyond).toMatchObject({ rule: 'WITHIN_BUDGET' });
    const query = `{ startupProject(id: "${project.id}") { payments { id } } }`;
    type Paid = { readonly startupProject: { readonly payments: readonly { readonly id: string }[] } };
    const { payments } = (await graph.ask<Paid>(query, {}, PEOPLE.maker)).data.startupProject;
    const wrong = { paymentId: payments[0]?.id, reason: '登记错误', ...key() };
    expect(await office.refusal('neighbour', 'reverseEmploymentPayment', 'EmploymentPayment', wrong)).toBe('NOT_FOUND');
    await office.act('maker', 'reverseEmploymentPayment', 'EmploymentPayment', wrong, 'id');
    project = await fund(first, '20000.00');
    expect(project.state).toBe('FUNDED');
    project = await office.act('maker', 'openStartup', 'StartupProject', stepOf(project), PROJECT);
    expect(project.state).toBe('OPERATING');
    expect(await hire(family.headId)).toMatchObject({ rule: 'HIRE_NOT_LEADER' });
    const hires = [await hire(people[1]), await hire(people[2])];
    expect(hires.map(({ __typename }) => __typename)).toEqual(['Placement', 'Placement']);
    expect(await hire(people[1])).toMatchObject({ rule: 'PLACED_ONCE' });
  });

  it('q07 has gained that project with its two hires, and nothing else', async () => {
    const after = await office.leaders(2017);
    expect(after.totalCount).toBe(leaders.totalCount + 1);
    const known = new Set(leaders.nodes.map((node) => JSON.stringify(node)));
    const gained = after.nodes.filter((node) => !known.has(JSON.stringify(node)));
    expect(gained).toHaveLength(1);
    expect(gained[0]).toMatchObject({
      region: { name: '庐阳区' },
      amount: '25000.00',
      jobsCreated: { value: 2, unit: 'PERSON' },
      hires: { totalCount: 2 },
    });
    expect([...(gained[0]?.support ?? [])].sort()).toEqual(['GRANT', 'MATERIAL']);
    const { rows } = await rowOf<{ rows: string[] }>(
      graph.db.workers,
      `select array_agg(concat_ws(',', coalesce(h.category, '-'), coalesce(w.diversion, '-')) order by 1) as rows
       from worker w left join household h on h.id = w.household_id where w.id = any($1::uuid[])`,
      [[people[1], people[2]]],
    );
    type Hire = { person: { household: { category: string } | null; diversion: string | null } };
    const hires = (gained[0]?.hires.nodes ?? []) as readonly Hire[];
    expect(hires.map(({ person }) => `${person.household?.category ?? '-'},${person.diversion ?? '-'}`).sort()).toEqual(
      [...rows].sort(),
    );
    expect(await office.leaders(2016)).toEqual(leadersLastYear);
  });

  it('the city plans a pilot with its money and spends within it; a district may not', async () => {
    const plan = { name: '样例早餐车试点', year: 2017, startsOn: '2017-01-01', selectionRule: '样例规则' };
    const pilotOf = { ...plan, cities: [{ city: HEFEI, budget: '9000.00' }] };
    expect(await office.refusal('maker', 'planPilot', 'Pilot', { ...pilotOf, ...key() })).toBe('FORBIDDEN');
    const pilot = await office.act('city', 'planPilot', 'Pilot', { ...pilotOf, ...key() }, 'id');
    const spend = (amount: string): Promise<Outcome> => {
      const payment = { pilotId: pilot.id, city: HEFEI, amount, voucherNo: `SD-${amount}`, ...key() };
      return office.act('city', 'recordPilotSpending', 'Pilot', payment, 'id');
    };
    expect(await spend('4000.00')).toMatchObject({ __typename: 'Pilot' });
    expect(await spend('5000.01')).toMatchObject({ rule: 'WITHIN_BUDGET' });
    const cart = { personId: people[3], pilotId: pilot.id, asset: '早餐车', serial: 'ZC-E2E-1', value: '4000.00' };
    expect(await office.refusal('checker', 'grantAsset', 'AssetGrant', { ...cart, ...key() })).toBe('FORBIDDEN');
    expect(await office.refusal('neighbour', 'grantAsset', 'AssetGrant', { ...cart, ...key() })).toBe('NOT_FOUND');
    const granted = await office.act('maker', 'grantAsset', 'AssetGrant', { ...cart, ...key() });
    expect(await office.act('maker', 'grantAsset', 'AssetGrant', { ...cart, ...key() })).toMatchObject({
      rule: 'SERIAL_ONCE',
    });
    const visit = { assetGrantId: granted.id, isUsed: true, finding: '正常出摊', ...key() };
    const inUse = await office.act('maker', 'followUpAsset', 'AssetGrant', visit, PROJECT);
    expect(inUse.state).toBe('IN_USE');
    const back = { ...stepOf(inUse), reason: '另有工作' };
    expect(await office.refusal('neighbour', 'recoverAsset', 'AssetGrant', back)).toBe('NOT_FOUND');
    expect(await office.act('maker', 'recoverAsset', 'AssetGrant', back, PROJECT)).toMatchObject({
      state: 'RECOVERED',
    });
  });

  it('a cart is passed on to another person in need, and one that is worn out is written off', async () => {
    const give = (serialNo: string): Promise<Outcome> => {
      const cart = { personId: people[3], asset: '早餐车', serial: serialNo, value: '4000.00', ...key() };
      return office.act('maker', 'grantAsset', 'AssetGrant', cart);
    };
    const passed = { ...stepOf(await give('ZC-E2E-2')), toPersonId: people[4], reason: '另有工作' };
    expect(await office.refusal('neighbour', 'transferAsset', 'AssetGrant', passed)).toBe('NOT_FOUND');
    const same = { ...passed, toPersonId: people[3] };
    expect(await office.act('maker', 'transferAsset', 'AssetGrant', same)).toMatchObject({ rule: 'ANOTHER_PERSON' });
    expect(await office.act('maker', 'transferAsset', 'AssetGrant', passed, PROJECT)).toMatchObject({
      state: 'TRANSFERRED',
    });
    const worn = { ...stepOf(await give('ZC-E2E-3')), reason: '车架损坏' };
    expect(await office.refusal('checker', 'writeOffAsset', 'AssetGrant', worn)).toBe('FORBIDDEN');
    expect(await office.act('maker', 'writeOffAsset', 'AssetGrant', worn, PROJECT)).toMatchObject({
      state: 'WRITTEN_OFF',
    });
  });

  it('the project is closed; what was paid and who was taken on stays', async () => {
    const close = { ...stepOf(project), reason: '项目期满' };
    const closed = await office.act('maker', 'closeStartup', 'StartupProject', close, PROJECT);
    expect(closed.state).toBe('CLOSED');
    const query = `{ startupProject(id: "${project.id}") { paid jobsCreated { value } } }`;
    const { data } = await graph.ask<object>(query, {}, PEOPLE.maker);
    expect(data).toEqual({ startupProject: { paid: '20000.00', jobsCreated: { value: 2 } } });
  });

  it('q06 has changed by exactly the money of project and pilot; hires are jobs of start-ups, not placements', async () => {
    const hefei = cities['合肥市'];
    const employment = added(hefei?.employment, { spent: 24_000 });
    const { 合肥市: now, ...others } = await office.yuanPerExit(2017);
    expect({ ...others, 合肥市: hefei }).toEqual(cities);
    // Assistance counts what it paid, the payment that employment did not record among it.
    const startup = { purpose: 'STARTUP', amount: '25000.01' };
    const byPurpose = [...(hefei?.aid.byPurpose ?? []), startup];
    expect(now).toEqual({ ...hefei, employment, aid: { byPurpose: expect.arrayContaining(byPurpose) } });
    expect(now?.aid.byPurpose).toHaveLength(byPurpose.length);
    expect(await office.yuanPerExit(2016)).toEqual(lastYear);
    const query = `{ region(code: "${LUYANG}") { employment(year: 2017) { placed startupJobs employed assetsGiven } } }`;
    const { data } = await graph.ask<object>(query, {}, PEOPLE.maker);
    expect(data).toEqual({ region: { employment: { placed: 0, startupJobs: 2, employed: 2, assetsGiven: 3 } } });
  });

  it('leaves an audit chain that holds (I33)', async () => {
    expect(await verifyAudit(graph.db.employment)).toMatchObject({ breaks: [] });
  });

  it('leaves every figure and derived table of the five subgraphs as a recount of their rows has them', async () => {
    expect(await inexactFigures(graph.db)).toEqual([]);
  });
});
