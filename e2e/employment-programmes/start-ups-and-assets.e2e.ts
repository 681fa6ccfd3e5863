import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { rowOf } from '../testkit/rows';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';
import { added, HEFEI, key, LUYANG, Office, type Outcome, PEOPLE, stepOf } from './office';

const PROJECT = 'id version state';

/** Start-ups, productive assets and pilots, run by officers through the gateway. */
describe('start-ups, assets and pilots', () => {
  let graph: SampleSupergraph;
  let office: Office;
  let cities: Awaited<ReturnType<Office['yuanPerExit']>>;
  let lastYear: typeof cities;
  let leaders: Awaited<ReturnType<Office['leaders']>>;
  let leadersLastYear: typeof leaders;
  let people: readonly string[] = [];
  let employerId = '';
  let project: Outcome;

  beforeAll(async () => {
    graph = await startSampleSupergraph();
    office = new Office(graph);
    [cities, lastYear] = [await office.yuanPerExit(2017), await office.yuanPerExit(2016)];
    [leaders, leadersLastYear] = [await office.leaders(2017), await office.leaders(2016)];
    people = await office.newcomers(4);
    employerId = await office.employer();
  });
  afterAll(() => graph.stop());

  /** Projections stand still in this story: what assistance paid is told as its feed would. */
  const fund = async (amount: string, status = 'PAID'): Promise<Outcome> => {
    const disbursementId = newId();
    await graph.db.employment.query(
      `insert into programme_payment_projection (id, region_code, status, purpose, amount_fen, payee_id, source_version)
       values ($1, $2, $3, 'STARTUP', $4, $5, 1)`,
      [disbursementId, LUYANG, status, amount.replace('.', ''), people[0]],
    );
    const payment = { projectId: project.id, disbursementId, amount, ...key() };
    return office.act('maker', 'recordStartupFunding', 'StartupProject', payment, PROJECT);
  };
  const hire = (personId: string | undefined): Promise<Outcome> => {
    const contract = { projectId: project.id, personId, contractRef: 'HT-E2E-2', ...key() };
    return office.act('maker', 'recordStartupHire', 'Placement', contract);
  };

  it('a project is applied for by the district, once a year, and reviewed by another person', async () => {
    const applied = { name: '样例早餐店', leaderId: people[0], enterpriseId: employerId, jobsPlanned: 3 };
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
    expect(await fund('20000.00', 'SENT')).toMatchObject({ rule: 'PAYMENT_NOT_MADE' });
    project = await fund('20000.00');
    expect(project.state).toBe('FUNDED');
    expect(await fund('5000.01')).toMatchObject({ rule: 'WITHIN_BUDGET' });
    project = await office.act('maker', 'openStartup', 'StartupProject', stepOf(project), PROJECT);
    expect(project.state).toBe('OPERATING');
    expect(await hire(people[0])).toMatchObject({ rule: 'HIRE_NOT_LEADER' });
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
    expect(await office.act('maker', 'recoverAsset', 'AssetGrant', back, PROJECT)).toMatchObject({
      state: 'RECOVERED',
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
    expect(await office.yuanPerExit(2017)).toEqual({ ...cities, 合肥市: { ...hefei, employment } });
    expect(await office.yuanPerExit(2016)).toEqual(lastYear);
    const query = `{ region(code: "${LUYANG}") { employment(year: 2017) { placed startupJobs employed assetsGiven } } }`;
    const { data } = await graph.ask<object>(query, {}, PEOPLE.maker);
    expect(data).toEqual({ region: { employment: { placed: 0, startupJobs: 2, employed: 2, assetsGiven: 1 } } });
  });

  it('leaves an audit chain that holds (I33)', async () => {
    expect(await verifyAudit(graph.db.employment)).toMatchObject({ breaks: [] });
  });
});
