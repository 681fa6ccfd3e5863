import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { rowsOf } from '../testkit/rows';
import { type SampleSubgraph, startSampleSubgraph } from '../testkit/sample-subgraph';
import { employerOf, expectShut, HEFEI, LUYANG, unboundOf, peopleOf, WUHU } from './departments';

const of = unboundOf('employment');
const PEOPLE = {
  /** The public employment service (公共就业服务中心): jobs, placements, retention. */
  jobs: of('人社', 'jobs-1', ['placement:write']),
  jobsReader: of('人社', 'jobs-reader', ['placement:read']),
  jobsOfWuhu: of('人社', 'jobs-wuhu', ['placement:write'], WUHU),
  /** The start-up office (创业指导中心): one enters, another reviews. */
  startups: of('创业办', 'startups-1', ['startup:write', 'startup:review']),
  startupsSecond: of('创业办', 'startups-2', ['startup:review']),
  startupsOfWuhu: of('创业办', 'startups-wuhu', ['startup:write', 'startup:review'], WUHU),
  /** Commerce (商务), which hands out the breakfast carts. */
  commerce: of('商务', 'commerce-1', ['asset:write', 'asset:read']),
  commerceOfWuhu: of('商务', 'commerce-wuhu', ['asset:write', 'asset:read'], WUHU),
  /** Development and reform (发改), which runs the pilot of its city. */
  reform: of('发改', 'reform-1', ['pilot:manage', 'pilot:read']),
  reformReader: of('发改', 'reform-reader', ['pilot:read']),
  reformOfWuhu: of('发改', 'reform-wuhu', ['pilot:manage', 'pilot:read'], WUHU),
} as const;
type Person = keyof typeof PEOPLE;

const UNTOUCHED = `exists (select from placement p where p.person_id = w.id)
  or exists (select from enrollment e where e.person_id = w.id)
  or exists (select from startup_project s where s.leader_id = w.id)`;

/** Employment aid as partner departments run it: through the employment subgraph alone, each with its own token. */
describe('departments at the employment subgraph alone', () => {
  let system: SampleSubgraph;
  let desk: ProgrammeDesk<Person>;
  let people: readonly string[] = [];
  let employerId = '';

  beforeAll(async () => {
    system = await startSampleSubgraph('employment');
    desk = new ProgrammeDesk(system, 'employment', PEOPLE);
    people = await peopleOf(system, 8, UNTOUCHED);
    employerId = await employerOf(system);
  });
  afterAll(() => system.stop());

  const placement = (person: Person, name: string, input: object): Promise<ProgrammeOutcome> =>
    desk.act(person, name, { type: 'Placement', fields: 'id version retained3m' }, input);
  const project = (person: Person, name: string, input: object): Promise<ProgrammeOutcome> =>
    desk.act(person, name, { type: 'StartupProject', fields: 'id version state paid' }, input);
  const asset = (name: string, input: object): Promise<ProgrammeOutcome> =>
    desk.act('commerce', name, { type: 'AssetGrant', fields: 'id version state' }, input);

  it('the employment service posts jobs, recommends a person and has the placement on record with its proof', async () => {
    const posting = { enterpriseId: employerId, title: '仓储管理员', openings: 1, ...desk.key() };
    expect(await desk.refusals(['jobsReader', 'commerce', 'jobsOfWuhu'], 'postVacancy', posting)).toEqual({
      ...{ jobsReader: 'FORBIDDEN', commerce: 'FORBIDDEN', jobsOfWuhu: 'NOT_FOUND' },
    });
    const vacancy = await desk.act('jobs', 'postVacancy', 'JobVacancy', posting);
    const referring = { personId: people[0], vacancyId: vacancy.id, ...desk.key() };
    expect(await desk.refusal('jobsOfWuhu', 'referPerson', referring)).toBe('NOT_FOUND');
    const referral = await desk.act('jobs', 'referPerson', 'JobReferral', referring);
    await desk.act('jobs', 'inviteToInterview', 'JobReferral', step(referral));
    const hire = { personId: people[0], employerId, routes: ['REFERRAL'], referralId: referral.id };
    const taken = await placement('jobs', 'recordPlacement', { ...hire, contractRef: 'HT-P-1', ...desk.key() });
    expect(taken.__typename).toBe('Placement');
    const other = await desk.act('jobs', 'referPerson', 'JobReferral', {
      ...referring,
      personId: people[1],
      ...desk.key(),
    });
    await desk.act('jobs', 'inviteToInterview', 'JobReferral', step(other));
    const full = { ...hire, personId: people[1], referralId: other.id, contractRef: 'HT-P-2', ...desk.key() };
    expect(await placement('jobs', 'recordPlacement', full)).toMatchObject({ rule: 'OPENINGS_LEFT' });
    const query = `{ placement(id: "${taken.id}") { route contractRef endedOn } }`;
    expect(await desk.ask('jobsReader', query)).toEqual({
      placement: { route: ['REFERRAL'], contractRef: 'HT-P-1', endedOn: null },
    });
  });

  it('it confirms that a job lasts with proof once three months are over, and not for six before their day', async () => {
    const licence = { personId: people[2], routes: ['SELF_EMPLOYED'], placedOn: '2016-10-10', contractRef: 'ZZ-P-1' };
    const placed = await placement('jobs', 'recordPlacement', { ...licence, ...desk.key() });
    const lasting = step(placed, { term: 'THREE_MONTHS', retained: true, proof: '社保缴费记录' });
    expect(await desk.refusals(['jobsReader', 'jobsOfWuhu'], 'confirmRetention', lasting)).toEqual({
      ...{ jobsReader: 'FORBIDDEN', jobsOfWuhu: 'NOT_FOUND' },
    });
    const confirmed = await placement('jobs', 'confirmRetention', lasting);
    expect(confirmed).toMatchObject({ retained3m: true });
    const early = step(confirmed, { term: 'SIX_MONTHS', retained: true, proof: '社保缴费记录' });
    expect(await placement('jobs', 'confirmRetention', early)).toMatchObject({ rule: 'TERM_OVER' });
  });

  it('the start-up office takes an application, a colleague reviews it, and what assistance paid makes it run and hire', async () => {
    const leader = { name: '样例小吃店', leaderId: people[3], enterpriseId: employerId, jobsPlanned: 2 };
    const apply = { ...leader, support: ['GRANT'], amount: '20000.00', ...desk.key() };
    expect(await desk.refusals(['startupsSecond', 'jobs', 'startupsOfWuhu'], 'applyStartup', apply)).toEqual({
      ...{ startupsSecond: 'FORBIDDEN', jobs: 'FORBIDDEN', startupsOfWuhu: 'NOT_FOUND' },
    });
    const applied = await project('startups', 'applyStartup', apply);
    const review = step(applied, { approved: true, amount: '18000.00', opinion: '同意扶持' });
    expect(await project('startups', 'reviewStartup', review)).toMatchObject({ rule: 'FOUR_EYES' });
    expect(await desk.refusals(['jobs', 'startupsOfWuhu'], 'reviewStartup', review)).toEqual({
      ...{ jobs: 'FORBIDDEN', startupsOfWuhu: 'NOT_FOUND' },
    });
    const reviewed = await project('startupsSecond', 'reviewStartup', review);
    const fund = async (amount: string, status: string): Promise<ProgrammeOutcome> => {
      const disbursementId = newId();
      await system.db.query(
        `insert into programme_payment_projection (id, region_code, status, purpose, amount_fen, payee_id, source_version)
         values ($1, $2, $3, 'STARTUP', $4, $5, 1)`,
        [disbursementId, LUYANG, status, amount.replace('.', ''), people[3]],
      );
      const payment = { projectId: reviewed.id, disbursementId, amount, ...desk.key() };
      return project('startups', 'recordStartupFunding', payment);
    };
    expect(await fund('18000.00', 'SENT')).toMatchObject({ rule: 'PAYMENT_NOT_MADE' });
    const funded = await fund('18000.00', 'PAID');
    expect(funded).toMatchObject({ state: 'FUNDED', paid: '18000.00' });
    const open = await project('startups', 'openStartup', step(funded));
    const hire = { projectId: open.id, personId: people[4], contractRef: 'HT-P-3', ...desk.key() };
    expect(await desk.refusals(['startupsSecond', 'startupsOfWuhu'], 'recordStartupHire', hire)).toEqual({
      ...{ startupsSecond: 'FORBIDDEN', startupsOfWuhu: 'NOT_FOUND' },
    });
    expect((await placement('startups', 'recordStartupHire', hire)).__typename).toBe('Placement');
    await project('startups', 'closeStartup', step(open, { reason: '项目期满' }));
  });

  it('commerce hands a cart over once by its serial, sees it in use, takes it back and gives it to another', async () => {
    const cart = { personId: people[5], asset: '早餐车', serial: 'ZC-P-1', value: '3800.00', ...desk.key() };
    expect(await desk.refusals(['jobs', 'commerceOfWuhu'], 'grantAsset', cart)).toEqual({
      ...{ jobs: 'FORBIDDEN', commerceOfWuhu: 'NOT_FOUND' },
    });
    const given = await asset('grantAsset', cart);
    expect(await asset('grantAsset', { ...cart, personId: people[6], ...desk.key() })).toMatchObject({
      rule: 'SERIAL_ONCE',
    });
    const visit = { assetGrantId: given.id, isUsed: true, finding: '正常出摊', ...desk.key() };
    expect(await desk.refusal('commerceOfWuhu', 'followUpAsset', visit)).toBe('NOT_FOUND');
    const seen = await asset('followUpAsset', visit);
    expect(seen).toMatchObject({ state: 'IN_USE' });
    expect(await asset('recoverAsset', step(seen, { reason: '另有工作' }))).toMatchObject({ state: 'RECOVERED' });
    const query = `{ assetGrants(where: { serial: { eq: "ZC-P-1" } }) { totalCount nodes { state } } }`;
    expect(await desk.ask('commerce', query)).toEqual({
      assetGrants: { totalCount: 1, nodes: [{ state: 'RECOVERED' }] },
    });
    expect(await desk.ask('commerceOfWuhu', query)).toEqual({ assetGrants: { totalCount: 0, nodes: [] } });
    const again = await asset('grantAsset', { ...cart, personId: people[6], ...desk.key() });
    expect(again).toMatchObject({ state: 'GIVEN' });
  });

  it('development and reform plans the pilot of its own city and spends within its share', async () => {
    const plan = { name: '样例援助试点', year: 2017, startsOn: '2017-01-01', selectionRule: '样例规则' };
    const pilotOf = (cities: readonly string[]): object => ({
      ...{ ...plan, cities: cities.map((city) => ({ city, budget: '6000.00' })), ...desk.key() },
    });
    expect(await desk.refusals(['reformReader', 'commerce'], 'planPilot', pilotOf([HEFEI]))).toEqual({
      ...{ reformReader: 'FORBIDDEN', commerce: 'FORBIDDEN' },
    });
    expect(await desk.refusal('reform', 'planPilot', pilotOf([HEFEI, WUHU]))).toBe('FORBIDDEN');
    const pilot = await desk.act('reform', 'planPilot', { type: 'Pilot', fields: 'id' }, pilotOf([HEFEI]));
    const payment = { pilotId: pilot.id, city: HEFEI, amount: '4000.00', voucherNo: 'SD-P-1', ...desk.key() };
    expect(await desk.refusals(['reformReader', 'reformOfWuhu'], 'recordPilotSpending', payment)).toEqual({
      ...{ reformReader: 'FORBIDDEN', reformOfWuhu: 'FORBIDDEN' },
    });
    const spend = { type: 'Pilot', fields: 'spent' };
    expect(await desk.act('reform', 'recordPilotSpending', spend, payment)).toMatchObject({ spent: '4000.00' });
    const more = { ...payment, amount: '2000.01', voucherNo: 'SD-P-2', ...desk.key() };
    expect(await desk.act('reform', 'recordPilotSpending', spend, more)).toMatchObject({ rule: 'WITHIN_BUDGET' });
    const query = `{ pilot(id: "${pilot.id}") { shares { budget spent } } }`;
    expect(await desk.ask('reformReader', query)).toEqual({
      pilot: { shares: [{ budget: '6000.00', spent: '4000.00' }] },
    });
    expect(await desk.ask('reformOfWuhu', query)).toEqual({ pilot: { shares: [] } });
  });

  it('a right to write is none to read, and no token opens what is kept of people', async () => {
    for (const query of ['{ placements { totalCount } }', '{ jobReferrals { totalCount } }'])
      expect(await desk.refusalOf('jobs', query)).toBe('FORBIDDEN');
    expect(await desk.refusalOf('startups', '{ startupProjects { totalCount } }')).toBe('FORBIDDEN');
    for (const query of ['{ enrollments { totalCount } }', '{ changes { changes { id } } }'])
      for (const person of ['jobs', 'startups', 'commerce', 'reform'] as const)
        expect([person, await desk.refusalOf(person, query)]).toEqual([person, 'FORBIDDEN']);
  });

  it('nobody enters without a token, nor with one for another subgraph; what was done is on the audit chain', async () => {
    await expectShut(system, { ...PEOPLE.jobs, subgraph: 'migrants' });
    expect(await verifyAudit(system.db)).toMatchObject({ breaks: [] });
    const actors = await rowsOf<{ actor: string }>(
      system.db,
      `select distinct actor from audit_entry where role = 'partner' and action <> 'access.refuse' order by actor`,
    );
    expect(actors.map(({ actor }) => actor)).toEqual(['commerce-1', 'jobs-1', 'reform-1', 'startups-1', 'startups-2']);
  });
});
