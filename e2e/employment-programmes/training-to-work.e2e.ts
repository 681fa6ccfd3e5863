import { createHash } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { arrived } from '../testkit/arrived';
import { inexactFigures } from '../testkit/exact-figures';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';
import { added, HEFEI, key, LUYANG, mutationOf, Office, type Outcome, PEOPLE, stepOf } from './office';

const ENROLLMENT = 'id version state hoursAttended';
const noonOf = (day: string): Date => new Date(`${day}T12:00:00+08:00`);

/** From a training class to half a year in a job: the agency through its subgraph alone, officers through the gateway. */
describe('from training to lasting work', () => {
  let graph: SampleSupergraph;
  let office: Office;
  let before: Awaited<ReturnType<Office['yuanPerExit']>>;
  let lastYear: typeof before;
  let people: readonly string[] = [];
  let employerId = '';
  let program: Outcome;
  let session: Outcome;
  let seat: Outcome;
  let placed: Outcome;

  beforeAll(async () => {
    graph = await startSampleSupergraph();
    office = new Office(graph);
    [before, lastYear] = [await office.yuanPerExit(2017), await office.yuanPerExit(2016)];
    people = await office.newcomers(5);
    employerId = await office.employer();
  });
  afterAll(() => graph.stop());

  it('the city sets a programme up and opens a session; a checker may not, and the district next door finds none', async () => {
    const plan = { name: '家政服务培训', kind: 'RESKILLING', year: 2017, region: HEFEI, budget: '5000.00' };
    expect(await office.refusal('checker', 'createTrainingProgram', 'TrainingProgram', { ...plan, ...key() })).toBe(
      'FORBIDDEN',
    );
    program = await office.act('city', 'createTrainingProgram', 'TrainingProgram', { ...plan, ...key() });
    const term = { startsOn: '2017-02-06', endsOn: '2017-02-17', capacity: 1, requiredHours: 12 };
    const opening = { programId: program.id, name: '第一期', provider: '样例技工学校', ...term };
    expect(await office.refusal('neighbour', 'openTrainingSession', 'TrainingSession', { ...opening, ...key() })).toBe(
      'NOT_FOUND',
    );
    session = await office.act('city', 'openTrainingSession', 'TrainingSession', { ...opening, ...key() }, 'id');
    expect(session.__typename).toBe('TrainingSession');
  });

  it('the agency enrols through the employment subgraph alone; the last seat is given once', async () => {
    const enroll = (personId: string | undefined): Promise<Outcome> =>
      office.actAlone(
        'agency',
        'enrollPerson',
        'Enrollment',
        { sessionId: session.id, personId, ...key() },
        ENROLLMENT,
      );
    const [first, second] = [await enroll(people[0]), await enroll(people[1])];
    expect([first.state, second.state]).toEqual(['APPLIED', 'APPLIED']);
    expect(await enroll(people[0])).toMatchObject({ rule: 'ENROLLED_ONCE' });
    seat = await office.actAlone('agency', 'admitEnrollment', 'Enrollment', stepOf(first), ENROLLMENT);
    expect(seat.state).toBe('ADMITTED');
    expect(await office.actAlone('agency', 'admitEnrollment', 'Enrollment', stepOf(second), ENROLLMENT)).toMatchObject({
      rule: 'SEATS_LEFT',
    });
    const leave = { ...stepOf(second), reason: '另有安排' };
    expect(await office.refusal('neighbour', 'dropEnrollment', 'Enrollment', leave)).toBe('NOT_FOUND');
    expect(await office.actAlone('agency', 'dropEnrollment', 'Enrollment', leave, ENROLLMENT)).toMatchObject({
      state: 'DROPPED',
    });
  });

  it('the agency sends a whole list, too, whose applicants then wait with the others', async () => {
    const list = Buffer.from(
      `职工编号,报名日期\n${people[2]},2017-01-20\n${people[3]},\n${people[4]},\n${people[0]},\n`,
    );
    const announced = { sessionId: session.id, dryRun: false, fileName: '报名名单.csv', bytes: list.length, ...key() };
    const sha256 = createHash('sha256').update(list).digest('hex');
    const step = (name: string, input: object): Promise<Outcome> =>
      office.actAlone('agency', `${name}EnrollmentImport`, 'EnrollmentImport', input, 'id state');
    const given = await step('start', { ...announced, dryRun: true, sha256, ...key() });
    expect((await step('cancel', { id: given.id })).state).toBe('REFUSED');
    const { id } = await step('start', { ...announced, sha256 });
    await step('append', { id, offset: 0, content: list.toString('base64') });
    await step('finish', { id });
    const read = `{ enrollmentImport(id: "${id}") { state rows personsEnrolled problems { nodes { line column rule } } } }`;
    const run = await arrived(
      async () => {
        const { data, errors } = await office.alone<{ enrollmentImport: { state: string } }>('agency', read);
        expect(errors).toBeUndefined();
        return data.enrollmentImport;
      },
      ({ state }) => state === 'DONE',
    );
    const problems = { nodes: [{ line: 5, column: '职工编号', rule: 'ENROLLED_ONCE' }] };
    expect(run).toEqual({ state: 'DONE', rows: 4, personsEnrolled: 3, problems });
  });

  it('the agency gets neither past its right, nor past its contract, nor through the gateway', async () => {
    const codeOf = (code: string): object[] => [{ extensions: { code } }];
    const [forbidden, unknown] = [codeOf('FORBIDDEN'), codeOf('GRAPHQL_VALIDATION_FAILED')];
    const { errors: unread } = await office.alone('agency', `{ trainingProgram(id: "${program.id}") { name } }`);
    expect(unread).toMatchObject(forbidden);
    for (const query of ['{ placements(first: 1) { totalCount } }', '{ enrollments { nodes { person { id } } } }'])
      expect((await office.alone('agency', query)).errors).toMatchObject(unknown);
    const placement = { personId: people[0], employerId, routes: ['REFERRAL'], contractRef: 'HT-0', ...key() };
    const { errors } = await office.alone('agency', mutationOf('recordPlacement', 'Placement'), { input: placement });
    expect(errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    expect((await graph.ask('{ __typename }', {}, PEOPLE.agency)).errors).toMatchObject(forbidden);
  });

  it('the agency records the days and completes the training with the hours that it requires', async () => {
    await graph.travelTo(noonOf('2017-02-17'));
    const attend = (attendedOn: string): Promise<Outcome> => {
      const day = { enrollmentId: seat.id, attendedOn, hours: 6, ...key() };
      return office.actAlone('agency', 'recordAttendance', 'Enrollment', day, ENROLLMENT);
    };
    const first = await attend('2017-02-06');
    expect(first).toMatchObject({ state: 'ATTENDING', hoursAttended: 6 });
    const complete = (): Promise<Outcome> => {
      const done = { ...stepOf(first), certificate: 'PX-E2E-1' };
      return office.actAlone('agency', 'completeEnrollment', 'Enrollment', done, ENROLLMENT);
    };
    expect(await complete()).toMatchObject({ rule: 'HOURS_REQUIRED' });
    expect(await attend('2017-02-06')).toMatchObject({ rule: 'ATTENDANCE_ONCE_A_DAY' });
    await attend('2017-02-07');
    expect(await complete()).toMatchObject({ state: 'COMPLETED', hoursAttended: 12 });
  });

  it('the city pays within the budget, and the head costs what was paid', async () => {
    const pay = (amount: string): Promise<Outcome> => {
      const payment = { programId: program.id, amount, voucherNo: `PZ-${amount}`, ...key() };
      return office.act('city', 'recordTrainingPayment', 'TrainingProgram', payment, 'id version spent costPerHead');
    };
    const paid = await pay('1200.00');
    expect(paid).toMatchObject({ spent: '1200.00', costPerHead: '1200.00' });
    const budget = (amount: string) => ({ ...stepOf(paid), budget: amount });
    expect(await office.refusal('checker', 'changeTrainingBudget', 'TrainingProgram', budget('4000.00'))).toBe(
      'FORBIDDEN',
    );
    const change = (amount: string): Promise<Outcome> =>
      office.act('city', 'changeTrainingBudget', 'TrainingProgram', budget(amount), 'id version budget');
    expect(await change('1199.99')).toMatchObject({ rule: 'BUDGET_SPENT' });
    expect(await change('4000.00')).toMatchObject({ budget: '4000.00' });
    expect(await pay('2800.01')).toMatchObject({ rule: 'WITHIN_BUDGET' });
  });

  it('the district refers the graduate, who is placed by training and referral and counts once', async () => {
    const vacancy = { enterpriseId: employerId, title: '家政服务员', openings: 2, ...key() };
    const posted = await office.act('maker', 'postVacancy', 'JobVacancy', vacancy);
    const vacancyId = posted.id;
    const offer = { personId: people[0], vacancyId };
    expect(await office.refusal('neighbour', 'referPerson', 'JobReferral', { ...offer, ...key() })).toBe('NOT_FOUND');
    const referral = await office.act('maker', 'referPerson', 'JobReferral', { ...offer, ...key() });
    await office.act('maker', 'inviteToInterview', 'JobReferral', stepOf(referral));
    const another = { personId: people[1], vacancyId, ...key() };
    const second = await office.act('maker', 'referPerson', 'JobReferral', another);
    const declined = { ...stepOf(second), reason: '路程太远' };
    expect(await office.refusal('neighbour', 'declineReferral', 'JobReferral', declined)).toBe('NOT_FOUND');
    expect(await office.act('maker', 'declineReferral', 'JobReferral', declined, 'id version state')).toMatchObject({
      state: 'DECLINED',
    });
    const job = { personId: people[0], employerId, routes: ['TRAINING', 'REFERRAL'], referralId: referral.id };
    const proof = { contractRef: 'HT-E2E-1', wage: '2600.00' };
    expect(await office.refusal('checker', 'recordPlacement', 'Placement', { ...job, ...proof, ...key() })).toBe(
      'FORBIDDEN',
    );
    const untrained = { ...job, ...proof, personId: people[1], routes: ['TRAINING'], referralId: null, ...key() };
    expect(await office.act('maker', 'recordPlacement', 'Placement', untrained)).toMatchObject({
      rule: 'TRAINED_BEFORE',
    });
    placed = await office.act('maker', 'recordPlacement', 'Placement', { ...job, ...proof, ...key() });
    expect(await office.refusal('neighbour', 'closeVacancy', 'JobVacancy', stepOf(posted))).toBe('NOT_FOUND');
    const closed = await office.act('maker', 'closeVacancy', 'JobVacancy', stepOf(posted));
    expect(closed.__typename).toBe('JobVacancy');
    expect(await office.act('maker', 'referPerson', 'JobReferral', { ...another, ...key() })).toMatchObject({
      rule: 'VACANCY_OPEN',
    });
    const now = await office.yuanPerExit(2017);
    expect(now['合肥市']?.employment).toEqual(added(before['合肥市']?.employment, { spent: 1200, placed: 1 }));
  });

  it('the job is confirmed after three and six months, in turn, with proof and not early', async () => {
    const confirm = (term: string, proof: string): Promise<Outcome> =>
      office.act('maker', 'confirmRetention', 'Placement', { ...stepOf(placed), term, retained: true, proof });
    expect(await confirm('THREE_MONTHS', 'GZ-1')).toMatchObject({ rule: 'TERM_OVER' });
    await graph.travelTo(noonOf('2017-08-18'));
    expect(await confirm('SIX_MONTHS', 'GZ-2')).toMatchObject({ rule: 'TERMS_IN_ORDER' });
    const unproven = { ...stepOf(placed), term: 'THREE_MONTHS', retained: true };
    expect(await office.refusal('maker', 'confirmRetention', 'Placement', unproven)).toBe('BAD_USER_INPUT');
    placed = await confirm('THREE_MONTHS', 'GZ-1');
    placed = await confirm('SIX_MONTHS', 'GZ-2');
    expect(placed.__typename).toBe('Placement');
  });

  it('the job ends after all, not before it was confirmed, and once', async () => {
    const end = (endedOn: string | null): object => ({ ...stepOf(placed), endedOn, reason: '合同到期' });
    expect(await office.refusal('checker', 'endPlacement', 'Placement', end(null))).toBe('FORBIDDEN');
    const early = await office.act('maker', 'endPlacement', 'Placement', end('2017-07-01'));
    expect(early).toMatchObject({ rule: 'ENDS_AFTER_RETENTION' });
    placed = await office.act('maker', 'endPlacement', 'Placement', end(null));
    expect(placed.__typename).toBe('Placement');
    expect(await office.act('maker', 'endPlacement', 'Placement', end(null))).toMatchObject({ rule: 'JOB_LASTS' });
  });

  it('q06 has changed by exactly that: one city, one year, one person, the money paid', async () => {
    const after = await office.yuanPerExit(2017);
    const hefei = before['合肥市'];
    const employment = added(hefei?.employment, { spent: 1200, placed: 1, retained6m: 1 });
    expect(after).toEqual({ ...before, 合肥市: { ...hefei, employment } });
    expect(await office.yuanPerExit(2016)).toEqual(lastYear);
    const query = `{ region(code: "${LUYANG}") { employment(year: 2017) { trained trainedAndPlaced retained3m retained6m employed3m employed6m } } }`;
    const { data } = await graph.ask<object>(query, {}, PEOPLE.maker);
    const lasting = { retained3m: 1, retained6m: 1, employed3m: 1, employed6m: 1 };
    expect(data).toEqual({ region: { employment: { trained: 1, trainedAndPlaced: 1, ...lasting } } });
  });

  it('leaves an audit chain that holds (I33)', async () => {
    expect(await verifyAudit(graph.db.employment)).toMatchObject({ breaks: [] });
  });

  it('leaves every figure and derived table of the five subgraphs as a recount of their rows has them', async () => {
    expect(await inexactFigures(graph.db)).toEqual([]);
  });
});
