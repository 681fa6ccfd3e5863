import { beforeEach, describe, expect, it } from '@jest/globals';
import { runJobs, verifyAudit } from '@nuan/facts';
import { ListImportJob, UploadStore } from '@nuan/intake';
import {
  type ListCells,
  listImportKit,
  losingItsSecondStep,
  oneByOne,
  testCipher,
  testClock,
  testTransitions,
  useTestDatabase,
  viewerWith,
} from '@nuan/testing';

import { attendanceImportMachine } from '../attendance-import/attendance-import.machine';
import { attendanceImportRules } from '../attendance-import/attendance-import.rules';
import { ATTENDANCE_COLUMNS } from '../attendance-import/import-row';
import { completionImportMachine } from '../completion-import/completion-import.machine';
import { COMPLETION_COLUMNS } from '../completion-import/import-row';
import { employmentSubgraph } from '../employment.subgraph';
import { ENROLLMENT_COLUMNS } from '../import/import-row';
import { hefei } from '../mutation-kit';
import { recordBuilders } from '../record-builders';

/** ID numbers that nobody has, with right check characters. */
const [FIRST, STRANGER] = ['349900196805060012', '349900198001010019'] as const;
const agency = viewerWith({
  role: 'partner',
  read: ['340100'],
  scopes: ['training:write'],
  subgraph: 'employment',
  subject: 'agency-1',
});
const DAYS = ['2017-01-10', '2017-01-11'] as const;

describe('the lists of a training session', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  let sessionId = '';
  const kit = { definition: employmentSubgraph, db, viewer: hefei, target: () => ({ sessionId }) };
  const applicants = listImportKit({
    ...{ ...kit, type: 'EnrollmentImport', columns: ENROLLMENT_COLUMNS, imported: 'personsEnrolled' },
  });
  const days = listImportKit({
    ...{ ...kit, type: 'AttendanceImport', columns: ATTENDANCE_COLUMNS, imported: 'daysRecorded' },
  });
  const graduates = listImportKit({
    ...{ ...kit, type: 'CompletionImport', columns: COMPLETION_COLUMNS, imported: 'personsCompleted' },
  });
  /** A participant, admitted unless the case says otherwise; in the district where the builders' people live. */
  const aParticipant = async (own: Readonly<Record<string, string>> = {}): Promise<string> => {
    const { id } = await a.worker();
    await a.enrollment(sessionId, {
      person_id: id,
      state: 'ADMITTED',
      enrolled_on: '2017-01-05',
      completed_on: null,
      ...own,
    });
    return id;
  };
  const states = (): Promise<object[]> =>
    db.owner.query<object[]>(
      `select e.person_id as person, e.state, e.certificate_no as certificate, e.completed_on as "on",
         (select sum(hours)::int from attendance t where t.enrollment_id = e.id) as hours from enrollment e where session_id = $1 order by enrolled_on, person_id`,
      [sessionId],
    );

  beforeEach(async () => {
    const program = await a.program({ year: 2017 });
    const span = { starts_on: '2017-01-10', ends_on: '2017-01-20', capacity: 3, required_hours: 10 };
    sessionId = (await a.session(program.id, span)).id;
  });

  testTransitions({ machine: attendanceImportMachine, database: db, table: 'attendance_import', column: 'state' });
  testTransitions({ machine: completionImportMachine, database: db, table: 'completion_import', column: 'state' });

  it('take an agency from the list of applicants over the sign-in sheets to the certificates, by ID number', async () => {
    const { id: known } = await a.worker({ number_token: testCipher.hash('id-number', FIRST).toString('hex') });
    const { id: other } = await a.worker();
    sessionId = (
      await a.session((await a.program({ year: 2017 })).id, {
        ...{ starts_on: '2017-01-10', ends_on: '2017-01-23', capacity: 3, required_hours: 10 },
      })
    ).id;
    const enroll = applicants.fileOf([
      { idNumber: FIRST, enrolledOn: '2017-01-05', isAdmitted: '是' },
      { personId: other, enrolledOn: '2017-01-06', isAdmitted: '是' },
    ]);
    expect(await applicants.read(await applicants.send(enroll, {}, agency), agency)).toMatchObject({ imported: 2 });
    const signed = days.fileOf(
      DAYS.flatMap((attendedOn): ListCells[] => [
        { idNumber: FIRST, attendedOn, hours: '6' },
        { personId: other, attendedOn, hours: '4' },
      ]),
    );
    expect(await days.read(await days.send(signed, {}, agency), agency)).toMatchObject({ rows: 4, imported: 4 });
    const certified = graduates.fileOf([
      { idNumber: FIRST, completedOn: '2017-01-20', certificate: 'ZS-2017-1' },
      { personId: other, completedOn: '2017-01-20' },
    ]);
    const done = await graduates.read(await graduates.send(certified, {}, agency), agency);
    expect(done).toMatchObject({
      ...{ state: 'DONE', rowsWithErrors: 1, imported: 1 },
      problems: { nodes: [{ line: 3, column: '职工编号', rule: 'HOURS_REQUIRED' }] },
    });
    expect(await states()).toEqual([
      { person: known, state: 'COMPLETED', certificate: 'ZS-2017-1', on: '2017-01-20', hours: 12 },
      { person: other, state: 'ATTENDING', certificate: null, on: null, hours: 8 },
    ]);
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });

  it('admit as many as there are seats, and keep nobody out of whom a seat was refused', async () => {
    sessionId = (
      await a.session((await a.program({ year: 2017 })).id, {
        starts_on: '2017-02-06',
        ends_on: '2017-02-17',
        capacity: 1,
      })
    ).id;
    const [one, two, three] = [await a.worker(), await a.worker(), await a.worker()];
    const file = applicants.fileOf([
      { personId: one.id, enrolledOn: '2017-01-05', isAdmitted: '是' },
      { personId: two.id, enrolledOn: '2017-01-06', isAdmitted: '是' },
      { personId: three.id, enrolledOn: '2017-01-07' },
    ]);
    const problems = { nodes: [{ line: 3, column: '是否录取', rule: 'SEATS_LEFT' }] };
    expect(await applicants.read(await applicants.send(file, { dryRun: true }))).toMatchObject({
      problems,
      imported: 0,
    });
    expect(await applicants.read(await applicants.send(file))).toMatchObject({ problems, imported: 2 });
    expect(await states()).toMatchObject([
      { person: one.id, state: 'ADMITTED' },
      { person: three.id, state: 'APPLIED' },
    ]);
  });

  it('report days that can’t be recorded, by line, column and rule of a single day', async () => {
    const [there, applied] = [await aParticipant(), await aParticipant({ state: 'APPLIED' })];
    const stranger = (await a.worker()).id;
    const rows: readonly ListCells[] = [
      { personId: there, attendedOn: DAYS[0], hours: '6' },
      { personId: there, attendedOn: DAYS[0], hours: '5' },
      { personId: there, attendedOn: '2017-01-09', hours: '6' },
      { personId: there, attendedOn: '2017-02-01', hours: '6' },
      { personId: there, attendedOn: DAYS[1], hours: '13' },
      { personId: applied, attendedOn: DAYS[0], hours: '6' },
      { personId: stranger, attendedOn: DAYS[0], hours: '6' },
      { idNumber: STRANGER, attendedOn: DAYS[0], hours: '6' },
      { personId: there, attendedOn: '', hours: '6' },
    ];
    const problems = {
      nodes: [
        { line: 3, column: '出勤日期', rule: 'TWICE_IN_FILE' },
        { line: 4, column: '出勤日期', rule: 'DAY_OF_SESSION' },
        { line: 5, column: '出勤日期', rule: 'NOT_IN_THE_FUTURE' },
        { line: 6, column: '学时', rule: 'WHOLE_NUMBER' },
        { line: 7, column: '职工编号', rule: 'TRANSITION' },
        { line: 8, column: '职工编号', rule: 'ENROLLED' },
        { line: 9, column: '身份证号', rule: 'PERSON_OF_REGION' },
        { line: 10, column: '出勤日期', rule: 'REQUIRED' },
      ],
    };
    const checked = await days.read(await days.send(days.fileOf(rows), { dryRun: true }));
    expect(checked).toMatchObject({ state: 'CHECKED', rowsWithErrors: 8, imported: 0, problems });
    expect(await days.read(await days.send(days.fileOf(rows)))).toMatchObject({ state: 'DONE', imported: 1, problems });
    const again = await days.read(await days.send(days.fileOf(rows.slice(0, 1))));
    expect(again).toMatchObject({
      problems: { nodes: [{ line: 2, column: '出勤日期', rule: 'ATTENDANCE_ONCE_A_DAY' }] },
    });
    const whole = days.fileOf([{ personId: there, attendedOn: DAYS[1], hours: '6' }, rows[5] ?? {}]);
    expect(await days.read(await days.send(whole, { mode: 'ALL_OR_NOTHING' }))).toMatchObject({
      state: 'REFUSED',
      imported: 0,
    });
  });

  it('report completions that can’t be recorded: a certificate is given once', async () => {
    const [one, two, three] = [await aParticipant(), await aParticipant(), await aParticipant()];
    const attended = days.fileOf(
      [one, two].flatMap((personId) => DAYS.map((attendedOn) => ({ personId, attendedOn, hours: '6' }))),
    );
    await days.read(await days.send(attended));
    const rows: readonly ListCells[] = [
      { personId: one, completedOn: '2017-01-20', certificate: 'ZS-2017-9' },
      { personId: two, completedOn: '2017-01-20', certificate: 'ZS-2017-9' },
      { personId: three, completedOn: '2017-01-20' },
      { personId: one, completedOn: '2017-01-21' },
    ];
    const problems = {
      nodes: [
        { line: 3, column: '证书编号', rule: 'CERTIFICATE_ONCE' },
        { line: 4, column: '职工编号', rule: 'TRANSITION' },
        { line: 5, column: '职工编号', rule: 'TWICE_IN_FILE' },
      ],
    };
    const file = graduates.fileOf(rows);
    expect(await graduates.read(await graduates.send(file, { dryRun: true }))).toMatchObject({ imported: 0, problems });
    expect(await graduates.read(await graduates.send(file))).toMatchObject({ imported: 1, problems });
    const early = graduates.fileOf([{ personId: two, completedOn: '2017-01-10', certificate: 'ZS-2017-8' }]);
    expect(await graduates.read(await graduates.send(early))).toMatchObject({
      problems: { nodes: [{ line: 2, column: '结业日期', rule: 'COMPLETED_AFTER_ATTENDANCE' }] },
    });
  });

  it('go on where the last committed step ended, when one is lost on the way', async () => {
    const people = await oneByOne(3, () => aParticipant());
    const file = days.fileOf(
      people.flatMap((personId) => DAYS.map((attendedOn) => ({ personId, attendedOn, hours: '6' }))),
    );
    const id = await days.send(file);
    const { handler, steps } = losingItsSecondStep(
      new ListImportJob(attendanceImportRules, db.app, new UploadStore(testCipher), 2),
    );
    await runJobs(db.app, testClock, [handler]);
    expect(await days.read(id)).toMatchObject({ state: 'DONE', rows: 6, rowsWithErrors: 0, imported: 6 });
    expect(steps()).toBeGreaterThan(3);
    expect(await states()).toMatchObject(people.map(() => ({ state: 'ATTENDING', hours: 12 })));
  });

  it('I34: are for who writes in the region of the session; a file is taken once for it', async () => {
    const file = days.fileOf([{ personId: await aParticipant(), attendedOn: DAYS[0], hours: '6' }]);
    const id = await days.send(file);
    await days.read(id);
    expect(await days.start(file, {}, agency)).toMatchObject({ id });
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    for (const kind of [days, graduates]) {
      expect(await kind.start(file, {}, wuhu)).toMatchObject({ code: 'NOT_FOUND' });
      expect(await kind.start(file, {}, viewerWith({ role: 'auditor' }))).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await days.run('finish', { id }, wuhu)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
