import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { newId } from '@nuan/kernel';

import { ASSET_COLUMNS } from '../../apps/employment/src/asset-import/import-row';
import { HIRE_COLUMNS } from '../../apps/employment/src/hire-import/import-row';
import { PLACEMENT_COLUMNS } from '../../apps/employment/src/placement-import/import-row';
import { REFERRAL_COLUMNS } from '../../apps/employment/src/referral-import/import-row';
import { RETENTION_COLUMNS } from '../../apps/employment/src/retention-import/import-row';
import { STARTUP_COLUMNS } from '../../apps/employment/src/startup-import/import-row';
import { VACANCY_COLUMNS } from '../../apps/employment/src/vacancy-import/import-row';
import { heldNumbersOf } from '../testkit/held-numbers';
import { type ImportOutcome, type ListRow, ListSender } from '../testkit/list-sender';
import { type PartnerSubgraph, startPartnerSubgraph } from '../testkit/partner-subgraph';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { rowOf, rowsOf, tallyOf } from '../testkit/rows';
import { actorOf, employerOf, expectShut, HEFEI, LUYANG, partnerOf, peopleOf, WUHU } from './departments';
import { type Followed, followedBy, peopleIn, toldOf } from './followed';

const of = partnerOf('employment');
const labour = (subject: string, writes: boolean, region = HEFEI) =>
  of(
    '人社',
    'human-resources',
    subject,
    ['placement:read', 'training:read', 'changes:read', ...(writes ? (['placement:write'] as const) : [])],
    region,
  );
const PEOPLE = {
  /** The public employment service (公共就业服务中心): jobs, placements, retention. */
  jobs: labour('jobs-1', true),
  jobsReader: labour('jobs-reader', false),
  jobsOfWuhu: labour('jobs-wuhu', true, WUHU),
  /** The start-up office (创业指导中心): one program enters, another reviews. */
  startups: of('创业办', 'startup-office', 'startups-1', ['startup:write', 'changes:read']),
  startupsSecond: of('创业办', 'startup-office', 'startups-2', ['startup:review', 'startup:read', 'placement:read']),
  startupsOfWuhu: of('创业办', 'startup-office', 'startups-wuhu', ['startup:write'], WUHU),
  reviewOfWuhu: of('创业办', 'startup-office', 'review-wuhu', ['startup:review'], WUHU),
  /** Commerce (商务), which hands out the breakfast carts. */
  commerce: of('商务', 'commerce', 'commerce-1', ['asset:write', 'asset:read', 'changes:read']),
  commerceOfWuhu: of('商务', 'commerce', 'commerce-wuhu', ['asset:write', 'asset:read'], WUHU),
  /** Development and reform (发改), which runs the pilot of its city. */
  reform: of('发改', 'development-and-reform', 'reform-1', ['pilot:manage', 'pilot:read', 'changes:read']),
  reformReader: of('发改', 'development-and-reform', 'reform-reader', ['pilot:read']),
  reformOfWuhu: of('发改', 'development-and-reform', 'reform-wuhu', ['pilot:manage', 'pilot:read'], WUHU),
  /** Whoever teaches is in `training-agency.e2e.ts`; here it stands for a department of another contract. */
  agency: of('培训机构', 'training-agency', 'agency-0', ['training:write']),
} as const;
type Person = keyof typeof PEOPLE;

const UNTOUCHED = `exists (select from placement p where p.person_id = w.id)
  or exists (select from enrollment e where e.person_id = w.id)
  or exists (select from startup_project s where s.leader_id = w.id)`;

/** Lists that departments hold, and the field that counts what each became. */
const LISTS = {
  JobVacancyImport: { columns: VACANCY_COLUMNS, imported: 'vacanciesPosted' },
  JobReferralImport: { columns: REFERRAL_COLUMNS, imported: 'personsReferred' },
  PlacementImport: { columns: PLACEMENT_COLUMNS, imported: 'personsPlaced' },
  RetentionImport: { columns: RETENTION_COLUMNS, imported: 'termsRecorded' },
  StartupProjectImport: { columns: STARTUP_COLUMNS, imported: 'projectsEntered' },
  StartupHireImport: { columns: HIRE_COLUMNS, imported: 'personsHired' },
  AssetGrantImport: { columns: ASSET_COLUMNS, imported: 'assetsGranted' },
} as const;
/** What each follows, and the table that it is of. */
const FOLLOWED = {
  jobs: { TrainingSession: 'training_session', JobVacancy: 'job_vacancy' },
  startups: { StartupProgress: 'startup_project' },
  commerce: { AssetProgress: 'asset_grant' },
  reform: { PilotShare: 'pilot_city' },
} as const;
/** What is told of another department's field or act, as of one that doesn't exist. */
const UNKNOWN = 'GRAPHQL_VALIDATION_FAILED';

/** Employment aid as partner departments run it: in production, through the employment subgraph alone, each by a program of its own contract. */
describe('departments at the employment subgraph alone', () => {
  let system: PartnerSubgraph;
  let desk: ProgrammeDesk<Person>;
  let people: readonly string[] = [];
  let numbers: readonly string[] = [];
  let employerId = '';

  beforeAll(async () => {
    system = await startPartnerSubgraph('employment');
    desk = new ProgrammeDesk(system, 'employment', PEOPLE);
    people = await peopleOf(system, 12, UNTOUCHED);
    numbers = await heldNumbersOf(people);
    employerId = await employerOf(system);
  });
  afterAll(() => system.stop());

  const placement = (person: Person, name: string, input: object): Promise<ProgrammeOutcome> =>
    desk.act(person, name, { type: 'Placement', fields: 'id version retained3m' }, input);
  const project = (person: Person, name: string, input: object): Promise<ProgrammeOutcome> =>
    desk.act(person, name, { type: 'StartupProject', fields: 'id version state paid' }, input);
  const asset = (name: string, input: object): Promise<ProgrammeOutcome> =>
    desk.act('commerce', name, { type: 'AssetGrant', fields: 'id version state' }, input);

  const lists = (type: keyof typeof LISTS): ListSender<Person> => new ListSender(desk, { type, ...LISTS[type] });
  const send = (
    type: keyof typeof LISTS,
    rows: readonly ListRow[],
    { as = 'jobs', of: target = { region: HEFEI } }: { as?: Person; of?: object } = {},
  ): Promise<ImportOutcome> => lists(type).send(as, lists(type).file(rows), target);

  it('the employment service posts jobs, recommends a person and has the placement on record with its proof', async () => {
    const posting = { enterpriseId: employerId, title: '仓储管理员', openings: 1, ...desk.key() };
    expect(await desk.refusals(['jobsReader', 'commerce', 'jobsOfWuhu'], 'postVacancy', posting)).toEqual({
      ...{ jobsReader: 'FORBIDDEN', commerce: UNKNOWN, jobsOfWuhu: 'NOT_FOUND' },
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
    const query = `{ placement(id: "${taken.id}") { route placedOn endedOn region { code } } }`;
    expect(await desk.ask('jobsReader', query)).toEqual({
      placement: { route: ['REFERRAL'], placedOn: '2017-01-23', endedOn: null, region: { code: LUYANG } },
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

  it('it hands in its lists of vacancies, referrals, placements and answers, and is told of its own lines what came of them', async () => {
    const sql = 'select credit_code as code from enterprise_projection where id = $1';
    const { code: creditCode } = await rowOf<{ code: string }>(system.db, sql, [employerId]);
    const [idNumber = '', other = ''] = numbers.slice(8);
    const job = { creditCode, title: '样例质检员', openings: '2' };
    expect(await send('JobVacancyImport', [job, { ...job, openings: '0' }])).toMatchObject({
      ...{ state: 'DONE', rows: 2, rowsWithErrors: 1, imported: 1 },
      problems: { nodes: [{ line: 3, column: '招用人数' }], totalCount: 1 },
    });
    const referred = { idNumber, creditCode, position: job.title };
    const stranger = { ...referred, idNumber: '34990019800101001X' };
    expect(await send('JobReferralImport', [referred, stranger])).toMatchObject({
      ...{ state: 'DONE', rowsWithErrors: 1, imported: 1 },
      problems: { nodes: [{ line: 3, column: '身份证号' }] },
    });
    const alone = { idNumber: other, routes: '自主创业', placedOn: '2016-10-11', contractRef: 'HT-P-L1' };
    expect(await send('PlacementImport', [alone, { ...alone, contractRef: '' }])).toMatchObject({
      ...{ rowsWithErrors: 1, imported: 1 },
      problems: { nodes: [{ line: 3, column: '就业凭证编号', rule: 'REQUIRED' }] },
    });
    const lasts = { idNumber: other, term: '三个月', retained: '是', proof: '纳税记录' };
    expect(await send('RetentionImport', [lasts, { ...lasts, term: '六个月' }])).toMatchObject({
      ...{ rowsWithErrors: 1, imported: 1 },
      problems: { nodes: [{ line: 3, rule: 'TERM_OVER' }] },
    });
    const list = lists('RetentionImport');
    const announced = list.announcement(list.file([lasts]), { region: HEFEI });
    expect(await desk.refusals(['jobsReader', 'jobsOfWuhu', 'agency'], 'startRetentionImport', announced)).toEqual({
      ...{ jobsReader: 'FORBIDDEN', jobsOfWuhu: 'FORBIDDEN', agency: UNKNOWN },
    });
  });

  it('the start-up office takes an application, a colleague reviews it, and what assistance paid makes it run and hire', async () => {
    const leader = { name: '样例小吃店', leaderId: people[3], enterpriseId: employerId, jobsPlanned: 2 };
    const apply = { ...leader, support: ['GRANT'], amount: '20000.00', ...desk.key() };
    expect(await desk.refusals(['startupsSecond', 'jobs', 'startupsOfWuhu'], 'applyStartup', apply)).toEqual({
      ...{ startupsSecond: 'FORBIDDEN', jobs: UNKNOWN, startupsOfWuhu: 'NOT_FOUND' },
    });
    const applied = await project('startups', 'applyStartup', apply);
    const review = step(applied, { approved: true, amount: '18000.00', opinion: '同意扶持' });
    expect(await desk.refusals(['startups', 'jobs', 'reviewOfWuhu'], 'reviewStartup', review)).toEqual({
      ...{ startups: 'FORBIDDEN', jobs: UNKNOWN, reviewOfWuhu: 'NOT_FOUND' },
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
    expect((await desk.act('startups', 'recordStartupHire', 'Placement', hire)).__typename).toBe('Placement');
    const hired = [
      { idNumber: numbers[10] ?? '', contractRef: 'HT-P-4' },
      { idNumber: '', contractRef: 'HT-P-5' },
    ];
    const listed = await send('StartupHireImport', hired, { as: 'startups', of: { projectId: open.id } });
    expect(listed).toMatchObject({ rowsWithErrors: 1, imported: 1, problems: { nodes: [{ line: 3 }] } });
    const query = `{ startupProject(id: "${open.id}") { state jobsCreated { value } hires { totalCount nodes { placedOn } } } }`;
    expect(await desk.ask('startupsSecond', query)).toEqual({
      startupProject: {
        ...{ state: 'OPERATING', jobsCreated: { value: 2 } },
        hires: { totalCount: 2, nodes: [{ placedOn: '2017-01-23' }, { placedOn: '2017-01-23' }] },
      },
    });
    await project('startups', 'closeStartup', step(open, { reason: '项目期满' }));
    const application = { name: '样例裁缝店', support: '无偿资助', amount: '10000', jobsPlanned: '1' };
    const next = [
      { ...application, idNumber: numbers[7] ?? '' },
      { ...application, idNumber: numbers[7] ?? '' },
    ];
    expect(await send('StartupProjectImport', next, { as: 'startups' })).toMatchObject({
      ...{ rowsWithErrors: 1, imported: 1, problems: { nodes: [{ line: 3 }] } },
    });
  });

  it('commerce hands a cart over once by its serial, sees it in use, takes it back and gives it to another', async () => {
    const cart = { personId: people[5], asset: '早餐车', serial: 'ZC-P-1', value: '3800.00', ...desk.key() };
    expect(await desk.refusals(['jobs', 'commerceOfWuhu'], 'grantAsset', cart)).toEqual({
      ...{ jobs: UNKNOWN, commerceOfWuhu: 'NOT_FOUND' },
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
    const row = { asset: '早餐车', value: '3800', givenOn: '2017-01-23', idNumber: numbers[11] ?? '' };
    const rows = ['ZC-P-2', 'ZC-P-1'].map((serial) => ({ ...row, serial }));
    expect(await send('AssetGrantImport', rows, { as: 'commerce' })).toMatchObject({
      ...{ rowsWithErrors: 1, imported: 1, problems: { nodes: [{ line: 3, column: '编号', rule: 'SERIAL_ONCE' }] } },
    });
  });

  it('development and reform plans the pilot of its own city and spends within its share', async () => {
    const plan = { name: '样例援助试点', year: 2017, startsOn: '2017-01-01', selectionRule: '样例规则' };
    const pilotOf = (cities: readonly string[]): object => ({
      ...{ ...plan, cities: cities.map((city) => ({ city, budget: '6000.00' })), ...desk.key() },
    });
    expect(await desk.refusals(['reformReader', 'commerce'], 'planPilot', pilotOf([HEFEI]))).toEqual({
      ...{ reformReader: 'FORBIDDEN', commerce: UNKNOWN },
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

  it('no program is told of another department’s matter but what it is told of what doesn’t exist', async () => {
    const others: Readonly<Partial<Record<Person, string>>> = {
      jobs: 'startupProjects',
      startups: 'assetGrants',
      commerce: 'pilots',
      reform: 'jobVacancies',
      agency: 'jobVacancies',
    };
    for (const [person, field] of Object.entries(others) as [Person, string][])
      for (const name of [
        field,
        'placements',
        'jobReferrals',
        'enrollments',
        'employmentAudit',
        '_service',
        'invented',
      ]) {
        const { errors } = await desk.send(person, `{ ${name} }`);
        expect([person, errors?.[0]?.extensions['code']]).toEqual([person, UNKNOWN]);
        expect(errors?.[0]?.message).toBe(`Cannot query field "${name}" on type "Query".`);
      }
  });

  it('a right to write is none to read, and no token opens what is kept of people', async () => {
    const people: readonly (readonly [Person, string])[] = [
      ['jobs', '{ placement(id: "x") { person { id } } }'],
      ['jobs', '{ placement(id: "x") { wage } }'],
      ['jobs', '{ jobReferral(id: "x") { person { id } } }'],
      ['jobs', '{ trainingPrograms { nodes { sessions { enrollments { nodes { person { id } } } } } } }'],
      ['startups', '{ startupProjects { nodes { leader { id } } } }'],
      ['commerce', '{ assetGrants { nodes { person { id } } } }'],
    ];
    for (const [person, query] of people)
      expect([query, await desk.refusalOf(person, query)]).toEqual([query, UNKNOWN]);
    expect(await desk.refusalOf('startups', '{ startupProjects { totalCount } }')).toBe('FORBIDDEN');
    expect(await desk.refusalOf('agency', '{ trainingPrograms { totalCount } }')).toBe('FORBIDDEN');
  });

  it('each follows its own matter, as the rows of its region are, and the feed tells of none of the people in them', async () => {
    const everybody = await peopleIn(system.db, [
      ...['placement.person_id', 'enrollment.person_id', 'job_referral.person_id', 'asset_grant.person_id'],
      ...['startup_project.leader_id'],
    ]);
    const given: Record<string, readonly Followed[]> = {};
    for (const person of ['jobs', 'startups', 'commerce', 'reform'] as const) {
      given[person] = await followedBy(desk, person);
      expect([person, toldOf(everybody, given[person])]).toEqual([person, []]);
      const known: Record<string, number> = {};
      for (const [entity, table] of Object.entries(FOLLOWED[person])) {
        const sql = `select count(*)::int as rows from ${table} where region_code like '3401%'`;
        known[entity] = (await rowOf<{ rows: number }>(system.db, sql)).rows;
      }
      expect([person, tallyOf(given[person], ({ entity }) => entity)]).toEqual([person, known]);
    }
    const carts = await rowsOf<{ id: string; facts: object }>(
      system.db,
      `select id, jsonb_build_object('pilotId', pilot_id, 'state', state, 'givenOn', given_on, 'endedOn', ended_on) as facts
       from asset_grant where region_code like '3401%' order by id`,
    );
    expect(given['commerce']?.map(({ id, facts }) => ({ id, facts }))).toEqual(carts);
    expect(await desk.refusalOf('reformReader', '{ changes { changes { id } } }')).toBe('FORBIDDEN');
  });

  it('nobody enters without a token, nor with one for another subgraph; what was done is on the audit chain', async () => {
    await expectShut(system, { ...PEOPLE.jobs, subgraph: 'migrants' });
    expect(await verifyAudit(system.db)).toMatchObject({ breaks: [] });
    const actors = await rowsOf<{ actor: string }>(
      system.db,
      `select distinct actor from audit_entry where role = 'partner' and action <> 'access.refuse' order by actor`,
    );
    const { commerce, jobs, reform, startups, startupsSecond } = PEOPLE;
    const acting = [commerce, jobs, reform, startups, startupsSecond].map((program) => actorOf(system, program));
    expect(actors.map(({ actor }) => actor)).toEqual((await Promise.all(acting)).sort());
  });
});
