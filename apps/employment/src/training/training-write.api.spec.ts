import { beforeEach, describe, expect, it } from '@jest/globals';
import { readRollups } from '@nuan/database';
import { executeSubgraph, testTransitions, useTestDatabase, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { aKey, type Answer, answerOf, hefei, mutate, noonOf, stepOf } from '../mutation-kit';
import { recordBuilders } from '../record-builders';
import { enrollmentMachine } from './enrollment.machine';

const PROGRAM =
  '... on TrainingProgram { id version name year budget spent costPerHead payments { id amount reason } }';
const SESSION = '... on TrainingSession { id name capacity requiredHours startsOn }';
const ENROLLMENT = `... on Enrollment { id version state enrolledOn completedOn certificate droppedOn droppedReason
  hoursAttended attendance { attendedOn hours } }`;
const agency = viewerWith({
  role: 'partner',
  read: ['340100'],
  scopes: ['training:write'],
  subgraph: 'employment',
  subject: 'agency-1',
});

describe('running a training', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  let session = '';
  let program = '';

  const program_ = (name: string, input: object, viewer = hefei): Promise<Answer> =>
    answerOf(db, name, input, { selection: PROGRAM, viewer });
  const step = (name: string, input: object, day = '2017-01-23', viewer = hefei): Promise<Answer> =>
    answerOf(db, name, input, { selection: ENROLLMENT, viewer, clock: noonOf(day) });
  const enroll = async (own: object = {}, viewer = hefei): Promise<Answer> =>
    step(
      'enrollPerson',
      { sessionId: session, personId: (await a.worker()).id, idempotencyKey: aKey(), ...own },
      undefined,
      viewer,
    );
  const attend = (enrollment: Answer, hours: number, day: string, viewer = hefei): Promise<Answer> =>
    step('recordAttendance', { enrollmentId: enrollment.id, hours, idempotencyKey: aKey() }, day, viewer);
  const admitted = async (): Promise<Answer> => step('admitEnrollment', stepOf(await enroll()));

  beforeEach(async () => {
    program = (await a.program({ year: 2017 })).id;
    const days = { starts_on: '2017-02-06', ends_on: '2017-02-17', required_hours: 12 };
    session = (await a.session(program, { ...days, capacity: 2 })).id;
  });

  testTransitions({ machine: enrollmentMachine, database: db, table: 'enrollment', column: 'state' });

  it('sets up a programme and a session once for a key, within region and year', async () => {
    const input = { name: '家政服务培训', kind: 'RESKILLING', year: 2017, region: '340100', budget: '5000.00' };
    const keyed = { ...input, idempotencyKey: aKey() };
    const made = await program_('createTrainingProgram', keyed);
    expect(made).toMatchObject({
      name: '家政服务培训',
      budget: '5000.00',
      spent: '0.00',
      costPerHead: null,
      version: 1,
    });
    expect(await program_('createTrainingProgram', keyed)).toMatchObject({ id: made.id });
    const opened = {
      programId: made.id,
      name: '第一期',
      provider: '技工学校',
      startsOn: '2017-03-01',
      endsOn: '2017-03-10',
    };
    const open = (own: object): Promise<Answer> =>
      answerOf(
        db,
        'openTrainingSession',
        { ...opened, capacity: 30, idempotencyKey: aKey(), ...own },
        { selection: SESSION, viewer: hefei },
      );
    expect(await open({})).toMatchObject({ capacity: 30, requiredHours: null, startsOn: '2017-03-01' });
    expect(await open({ startsOn: '2016-12-30' })).toMatchObject({
      rule: 'SESSION_IN_PROGRAM_YEAR',
      field: 'startsOn',
    });
    const county = await a.program({ year: 2017, region_code: '340102' });
    expect(await open({ programId: county.id, region: '340103' })).toMatchObject({ rule: 'SESSION_IN_PROGRAM_REGION' });
  });

  it('leads a person from the application to the certificate, who then counts as trained', async () => {
    const applied = await enroll();
    expect(applied).toMatchObject({ state: 'APPLIED', enrolledOn: '2017-01-23' });
    const seat = await step('admitEnrollment', stepOf(applied));
    expect(seat).toMatchObject({ state: 'ADMITTED', version: 2 });
    const first = await attend(seat, 6, '2017-02-06');
    expect(first).toMatchObject({ state: 'ATTENDING', version: 3, hoursAttended: 6 });
    const early = await step('completeEnrollment', stepOf(first), '2017-02-17');
    expect(early).toMatchObject({
      rule: 'HOURS_REQUIRED',
      facts: [
        { name: 'hours', value: '6' },
        { name: 'required', value: '12' },
      ],
    });
    await attend(seat, 7, '2017-02-07');
    const before = await step('completeEnrollment', { ...stepOf(first), completedOn: '2017-02-06' }, '2017-02-17');
    expect(before).toMatchObject({ rule: 'COMPLETED_AFTER_ATTENDANCE', field: 'completedOn' });
    const done = await step('completeEnrollment', { ...stepOf(first), certificate: 'PX-1' }, '2017-02-17');
    expect(done).toMatchObject({
      state: 'COMPLETED',
      completedOn: '2017-02-17',
      certificate: 'PX-1',
      hoursAttended: 13,
    });
    const cells = await readRollups(db.app, { metrics: ['person.trained'], regionCodes: ['340102'], year: 2017 });
    expect(cells.get('340102')?.map(({ n }) => n)).toEqual([1]);
  });

  it('gives a certificate once', async () => {
    const [one, other] = [await admitted(), await admitted()];
    const attended: Answer[] = [];
    for (const seat of [one, other]) attended.push(await attend(seat, 12, '2017-02-07'));
    const [first, second] = attended.map((seat) => ({ ...stepOf(seat), certificate: 'PX-2' }));
    expect(await step('completeEnrollment', first ?? {}, '2017-02-17')).toMatchObject({ state: 'COMPLETED' });
    expect(await step('completeEnrollment', second ?? {}, '2017-02-17')).toMatchObject({ rule: 'CERTIFICATE_ONCE' });
  });

  it('never admits more than a session has seats, however many are admitted at once', async () => {
    const applicants: Answer[] = [];
    for (let at = 0; at < 6; at += 1) applicants.push(await enroll());
    const outcomes = await Promise.all(applicants.map((applied) => step('admitEnrollment', stepOf(applied))));
    expect(outcomes.filter(({ state }) => state === 'ADMITTED')).toHaveLength(2);
    expect(outcomes.filter(({ rule }) => rule === 'SEATS_LEFT')).toHaveLength(4);
    const admittedOne = outcomes.find(({ state }) => state === 'ADMITTED');
    const left = await step('dropEnrollment', { ...stepOf(admittedOne as Answer), reason: '家中有事' });
    expect(left).toMatchObject({ state: 'DROPPED', droppedOn: '2017-01-23', droppedReason: '家中有事' });
    const at = outcomes.findIndex(({ rule }) => rule === 'SEATS_LEFT');
    expect(await step('admitEnrollment', stepOf(applicants[at] as Answer))).toMatchObject({ state: 'ADMITTED' });
    await expect(
      a.enrollment(session, { enrolled_on: '2017-01-20', completed_on: '2017-02-20' }),
    ).rejects.toMatchObject({
      constraint: 'enrollment_seats_within_capacity',
    });
  });

  it('takes one application of a person, also of two at once', async () => {
    const { id: personId } = await a.worker();
    const outcomes = await Promise.all([enroll({ personId }), enroll({ personId })]);
    expect(outcomes.map(({ rule, state }) => rule ?? state).sort()).toEqual(['APPLIED', 'ENROLLED_ONCE']);
  });

  it('records a day once, within the session and not in the future', async () => {
    const seat = await admitted();
    await attend(seat, 6, '2017-02-06');
    const day = (attendedOn: string, own: object = {}): Promise<Answer> =>
      step(
        'recordAttendance',
        { enrollmentId: seat.id, attendedOn, hours: 6, idempotencyKey: aKey(), ...own },
        '2017-02-08',
      );
    expect(await day('2017-02-06')).toMatchObject({ rule: 'ATTENDANCE_ONCE_A_DAY', field: 'attendedOn' });
    expect(await day('2017-02-05')).toMatchObject({ rule: 'DAY_OF_SESSION', field: 'attendedOn' });
    expect(await day('2017-02-09')).toMatchObject({ rule: 'NOT_IN_THE_FUTURE', field: 'attendedOn' });
    expect(await day('2017-02-07', { enrollmentId: (await enroll()).id })).toMatchObject({
      from: 'APPLIED',
      rule: 'TRANSITION',
    });
  });

  it('refuses a step from an older version, and an application after the end', async () => {
    const applied = await enroll();
    await step('admitEnrollment', stepOf(applied));
    expect(await step('admitEnrollment', stepOf(applied))).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 2,
    });
    const late = { sessionId: session, personId: (await a.worker()).id, idempotencyKey: aKey() };
    expect(await step('enrollPerson', late, '2017-02-18')).toMatchObject({ rule: 'SESSION_OVER' });
  });

  it('pays never beyond the budget, also twice at once, and takes a payment back once', async () => {
    const pay = (amount: string): Promise<Answer> =>
      program_('recordTrainingPayment', { programId: program, amount, voucherNo: 'PZ-1', idempotencyKey: aKey() });
    const outcomes = await Promise.all([pay('600.00'), pay('600.00')]);
    expect(outcomes.map(({ rule, spent }) => rule ?? spent).sort()).toEqual(['600.00', 'WITHIN_BUDGET']);
    const [paid] = outcomes.filter(({ spent }) => spent === '600.00');
    const low = { id: program, expectedVersion: 1, budget: '599.99' };
    expect(await program_('changeTrainingBudget', low)).toMatchObject({ rule: 'BUDGET_SPENT', field: 'budget' });
    expect(await program_('changeTrainingBudget', { ...low, budget: '600.00' })).toMatchObject({
      budget: '600.00',
      version: 2,
    });
    const [payment] = paid?.['payments'] as { readonly id: string }[];
    const back = (): Promise<Answer> =>
      answerOf(
        db,
        'reverseEmploymentPayment',
        { paymentId: payment?.id, reason: '重复登记', idempotencyKey: aKey() },
        { selection: '... on EmploymentPayment { id amount reversesId reason }', viewer: hefei },
      );
    const reversal = await back();
    expect(reversal).toMatchObject({ amount: '-600.00', reversesId: payment?.id, reason: '重复登记' });
    expect(await back()).toMatchObject({ rule: 'REVERSED_ONCE', field: 'paymentId' });
    expect(await pay('600.00')).toMatchObject({ spent: '600.00' });
  });

  it('says what a person trained has cost', async () => {
    const own = await a.program({ year: 2016 });
    const class_ = await a.session(own.id);
    for (let at = 0; at < 3; at += 1) await a.enrollment(class_.id);
    await a.payment({ training_program_id: own.id, amount_fen: '10000' });
    const query = `{ trainingProgram(id: "${own.id}") { trained { value } costPerHead } }`;
    const { data } = await executeSubgraph(employmentSubgraph, { db: db.app, viewer: hefei, query });
    expect(data['trainingProgram']).toEqual({ trained: { value: 3 }, costPerHead: '33.33' });
  });

  it('lets a training agency alone enrol and record attendance, with a token for nothing else', async () => {
    const applied = await enroll({}, agency);
    const seat = await step('admitEnrollment', stepOf(applied), undefined, agency);
    expect(await attend(seat, 6, '2017-02-06', agency)).toMatchObject({ state: 'ATTENDING', hoursAttended: 6 });
    const asked = async (query: string): Promise<unknown> =>
      (await executeSubgraph(employmentSubgraph, { db: db.app, viewer: agency, query })).errors[0]?.code;
    expect(await asked('{ placements(first: 1) { totalCount } }')).toBe('FORBIDDEN');
    expect(await asked(`{ trainingProgram(id: "${program}") { name } }`)).toBe('FORBIDDEN');
    const elsewhere = await a.worker({ region_code: '340202' });
    const input = { sessionId: session, personId: elsewhere.id, idempotencyKey: aKey() };
    const { errors } = await mutate(db, 'enrollPerson', input, { selection: ENROLLMENT, viewer: agency });
    expect(errors).toMatchObject([{ code: 'NOT_FOUND', details: { entity: 'Worker' } }]);
  });

  it('I34: writes nothing in another region or without the right', async () => {
    const applied = await enroll();
    const code = async (name: string, input: object, viewer: typeof hefei): Promise<unknown> =>
      (await mutate(db, name, input, { selection: '', viewer })).errors[0]?.code;
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    expect(await code('admitEnrollment', stepOf(applied), wuhu)).toBe('NOT_FOUND');
    const payment = { programId: program, amount: '1.00', voucherNo: 'PZ-2', idempotencyKey: aKey() };
    expect(await code('recordTrainingPayment', payment, wuhu)).toBe('NOT_FOUND');
    const person = {
      sessionId: session,
      personId: (await a.worker({ region_code: '340202' })).id,
      idempotencyKey: aKey(),
    };
    expect(await code('enrollPerson', person, wuhu)).toBe('NOT_FOUND');
    expect(await code('admitEnrollment', stepOf(applied), viewerWith({ role: 'checker' }))).toBe('FORBIDDEN');
    const input = {
      name: '培训',
      kind: 'RESKILLING',
      year: 2017,
      region: '340100',
      budget: '1.00',
      idempotencyKey: aKey(),
    };
    expect(await code('createTrainingProgram', input, wuhu)).toBe('FORBIDDEN');
    expect(await code('createTrainingProgram', { ...input, budget: '0.00' }, hefei)).toBe('BAD_USER_INPUT');
  });

  it('I33: leaves no write without its audit row', async () => {
    await expect(
      db.app.query(`update enrollment set version = version + 1 where id = $1`, [(await enroll()).id]),
    ).rejects.toMatchObject({ constraint: 'audit_due_settled' });
    const { id: enrollment } = await admitted();
    await expect(
      db.app.query(
        `insert into attendance (id, enrollment_id, attended_on, hours) values (gen_random_uuid(), $1, '2017-02-06', 1)`,
        [enrollment],
      ),
    ).rejects.toMatchObject({ constraint: 'audit_due_settled' });
  });
});
