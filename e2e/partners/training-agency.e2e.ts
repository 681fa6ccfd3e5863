import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';

import { ATTENDANCE_COLUMNS } from '../../apps/employment/src/attendance-import/import-row';
import { COMPLETION_COLUMNS } from '../../apps/employment/src/completion-import/import-row';
import { ENROLLMENT_COLUMNS } from '../../apps/employment/src/import/import-row';
import { heldNumbersOf } from '../testkit/held-numbers';
import { type ImportOutcome, type ListRow, ListSender } from '../testkit/list-sender';
import { type PartnerSubgraph, startPartnerSubgraph } from '../testkit/partner-subgraph';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { rowOf, rowsOf } from '../testkit/rows';
import { actorOf, expectShut, HEFEI, partnerOf, peopleOf, WUHU } from './departments';
import { followedBy, peopleIn, toldOf } from './followed';

const of = partnerOf('employment');
const PEOPLE = {
  agency: of('培训机构', 'training-agency', 'agency-1', ['training:read', 'training:write', 'changes:read']),
  agencyReader: of('培训机构', 'training-agency', 'agency-reader', ['training:read']),
  agencyOfWuhu: of('培训机构', 'training-agency', 'agency-wuhu', ['training:read', 'training:write'], WUHU),
  /** A department of another contract. */
  jobs: of('人社', 'human-resources', 'jobs-1', ['placement:write', 'training:read']),
  /** Who sets programmes up, by the token that identity gave for the role. */
  city: { role: 'city', region: HEFEI, subject: 'hefei-officer', subgraph: 'employment' },
} as const;
type Person = keyof typeof PEOPLE;

const LISTS = {
  EnrollmentImport: { columns: ENROLLMENT_COLUMNS, imported: 'personsEnrolled' },
  AttendanceImport: { columns: ATTENDANCE_COLUMNS, imported: 'daysRecorded' },
  CompletionImport: { columns: COMPLETION_COLUMNS, imported: 'personsCompleted' },
} as const;
const UNTOUCHED = `exists (select from enrollment e where e.person_id = w.id)
  or exists (select from placement p where p.person_id = w.id)`;
const SEAT = { type: 'Enrollment', fields: 'id version state hoursAttended' };
/** What is told of another department's field or act, as of one that doesn't exist. */
const UNKNOWN = 'GRAPHQL_VALIDATION_FAILED';

/** A class from its applicants to its certificates, as the agency that teaches it runs it: in production, at the employment subgraph alone. */
describe('a training agency at the employment subgraph alone', () => {
  let system: PartnerSubgraph;
  let desk: ProgrammeDesk<Person>;
  let people: readonly string[] = [];
  let numbers: readonly string[] = [];
  let programId = '';
  let sessionId = '';
  let seat: ProgrammeOutcome;

  beforeAll(async () => {
    system = await startPartnerSubgraph('employment');
    desk = new ProgrammeDesk(system, 'employment', PEOPLE);
    people = await peopleOf(system, 5, UNTOUCHED);
    numbers = await heldNumbersOf(people);
    const plan = { name: '家政服务培训', kind: 'RESKILLING', year: 2017, region: HEFEI, budget: '5000.00' };
    programId = (await desk.act('city', 'createTrainingProgram', 'TrainingProgram', { ...plan, ...desk.key() })).id;
    const term = { startsOn: '2017-01-18', endsOn: '2017-01-23', capacity: 3, requiredHours: 12 };
    const opening = { programId, name: '第一期', provider: '样例技工学校', ...term, ...desk.key() };
    sessionId = (await desk.act('city', 'openTrainingSession', { type: 'TrainingSession', fields: 'id' }, opening)).id;
  });
  afterAll(() => system.stop());

  const act = (name: string, input: object): Promise<ProgrammeOutcome> => desk.act('agency', name, SEAT, input);
  const lists = (type: keyof typeof LISTS): ListSender<Person> => new ListSender(desk, { type, ...LISTS[type] });
  const send = (type: keyof typeof LISTS, rows: readonly ListRow[]): Promise<ImportOutcome> =>
    lists(type).send('agency', lists(type).file(rows), { sessionId });

  it('finds its class in the programme of the city, and enrols by the id that it was given; the neighbour’s finds none', async () => {
    const query = `{ trainingProgram(id: "${programId}") { name trained { value } sessions { id capacity enrollments { totalCount } } } }`;
    expect(await desk.ask('agencyReader', query)).toEqual({
      trainingProgram: {
        ...{ name: '家政服务培训', trained: { value: 0 } },
        sessions: [{ id: sessionId, capacity: 3, enrollments: { totalCount: 0 } }],
      },
    });
    expect(await desk.refusalOf('agencyOfWuhu', query)).toBe('NOT_FOUND');
    const applying = { sessionId, personId: people[0], ...desk.key() };
    expect(await desk.refusals(['agencyReader', 'agencyOfWuhu', 'jobs'], 'enrollPerson', applying)).toEqual({
      ...{ agencyReader: 'FORBIDDEN', agencyOfWuhu: 'NOT_FOUND', jobs: UNKNOWN },
    });
    const applied = await act('enrollPerson', applying);
    expect(await act('enrollPerson', { ...applying, ...desk.key() })).toMatchObject({ rule: 'ENROLLED_ONCE' });
    expect(await desk.refusal('agencyOfWuhu', 'admitEnrollment', step(applied))).toBe('NOT_FOUND');
    seat = await act('admitEnrollment', step(applied));
    expect(seat).toMatchObject({ state: 'ADMITTED', hoursAttended: 0 });
    const leaving = await act('enrollPerson', { sessionId, personId: people[1], ...desk.key() });
    const leave = step(leaving, { reason: '另有安排' });
    expect(await desk.refusals(['agencyOfWuhu', 'jobs'], 'dropEnrollment', leave)).toEqual({
      ...{ agencyOfWuhu: 'NOT_FOUND', jobs: UNKNOWN },
    });
    expect(await act('dropEnrollment', leave)).toMatchObject({ state: 'DROPPED' });
  });

  it('hands its list in by ID numbers that it holds: seats are given until there are none, and each line of its own is answered', async () => {
    const rows = [2, 3, 4].map((at) => ({ idNumber: numbers[at] ?? '', enrolledOn: '2017-01-16', isAdmitted: '是' }));
    const listed = await send('EnrollmentImport', [...rows, { ...rows[0], idNumber: '349900198001010014' }]);
    expect(listed).toMatchObject({ state: 'DONE', rows: 4, rowsWithErrors: 2, imported: 2 });
    expect(listed.problems.nodes).toMatchObject([
      { line: 4, column: '是否录取', rule: 'SEATS_LEFT' },
      { line: 5, column: '身份证号' },
    ]);
    const other = lists('EnrollmentImport');
    const announced = other.announcement(other.file(rows), { sessionId });
    expect(await desk.refusals(['agencyReader', 'agencyOfWuhu', 'jobs'], 'startEnrollmentImport', announced)).toEqual({
      ...{ agencyReader: 'FORBIDDEN', agencyOfWuhu: 'NOT_FOUND', jobs: UNKNOWN },
    });
    const { errors } = await desk.send('agencyOfWuhu', other.query, { id: listed.id });
    expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  it('records the days, one by one and by sign-in sheets, and completes who attended the hours', async () => {
    const attend = (attendedOn: string): Promise<ProgrammeOutcome> =>
      act('recordAttendance', { enrollmentId: seat.id, attendedOn, hours: 6, ...desk.key() });
    const first = await attend('2017-01-19');
    expect(first).toMatchObject({ state: 'ATTENDING', hoursAttended: 6 });
    expect(await attend('2017-01-19')).toMatchObject({ rule: 'ATTENDANCE_ONCE_A_DAY' });
    const complete = (): Promise<ProgrammeOutcome> => act('completeEnrollment', step(first, { certificate: 'PX-P-1' }));
    expect(await complete()).toMatchObject({ rule: 'HOURS_REQUIRED' });
    await attend('2017-01-20');
    expect(await complete()).toMatchObject({ state: 'COMPLETED', hoursAttended: 12 });
    const [idNumber = '', other = ''] = numbers.slice(2);
    const days = ['2017-01-19', '2017-01-20'].map((attendedOn) => ({ idNumber, attendedOn, hours: '6' }));
    expect(await send('AttendanceImport', days)).toMatchObject({ rowsWithErrors: 0, imported: 2 });
    const graduates = [idNumber, other].map((number, at) => ({
      ...{ idNumber: number, completedOn: '2017-01-23', certificate: `PX-L-${String(at)}` },
    }));
    const done = await send('CompletionImport', graduates);
    expect(done).toMatchObject({ rowsWithErrors: 1, imported: 1, problems: { nodes: [{ line: 3 }] } });
    const query = `{ trainingProgram(id: "${programId}") { trained { value } sessions { enrollments { nodes { state } } } } }`;
    const { trainingProgram } = await desk.ask<{
      trainingProgram: { trained: object; sessions: { enrollments: { nodes: { state: string }[] } }[] };
    }>('agency', query);
    expect(trainingProgram.trained).toEqual({ value: 2 });
    const states = trainingProgram.sessions[0]?.enrollments.nodes.map(({ state }) => state).sort();
    expect(states).toEqual(['ADMITTED', 'COMPLETED', 'COMPLETED', 'DROPPED']);
  });

  it('is told of nobody, and of other matters what it is told of what doesn’t exist', async () => {
    for (const field of ['jobVacancies', 'placements', 'startupProjects', 'enrollments', '_service', 'invented']) {
      const { errors } = await desk.send('agency', `{ ${field} }`);
      expect(errors?.[0]?.message).toBe(`Cannot query field "${field}" on type "Query".`);
      expect(errors?.[0]?.extensions['code']).toBe(UNKNOWN);
    }
    for (const field of ['person { id }', 'certificate', 'droppedReason'])
      expect([
        field,
        await desk.refusalOf(
          'agency',
          `{ trainingPrograms { nodes { sessions { enrollments { nodes { ${field} } } } } } }`,
        ),
      ]).toEqual([field, UNKNOWN]);
    for (const act of ['postVacancy', 'createTrainingProgram', 'openTrainingSession', 'recordTrainingPayment'])
      expect([act, await desk.refusal('agency', act, {})]).toEqual([act, UNKNOWN]);
  });

  it('follows the classes of its region as they are, and the feed tells of none who sits in them', async () => {
    const given = await followedBy(desk, 'agency');
    const classes = await rowsOf<{ id: string; facts: object }>(
      system.db,
      `select id, jsonb_build_object('programId', program_id, 'name', name, 'provider', provider, 'startsOn', starts_on,
         'endsOn', ends_on, 'capacity', capacity) as facts
       from training_session where region_code like '3401%' order by id`,
    );
    expect(given.map(({ id, facts }) => ({ id, facts }))).toEqual(classes);
    expect(given.map(({ id }) => id)).toContain(sessionId);
    expect(toldOf(await peopleIn(system.db, ['enrollment.person_id', 'worker_projection.id']), given)).toEqual([]);
    expect(await desk.refusalOf('agencyReader', '{ changes { changes { id } } }')).toBe('FORBIDDEN');
  });

  it('nobody enters without a token, nor with one for another subgraph; what was done is on the audit chain, without a number', async () => {
    await expectShut(system, { ...PEOPLE.agency, subgraph: 'migrants' });
    expect(await verifyAudit(system.db)).toMatchObject({ breaks: [] });
    const actors = await rowsOf<{ actor: string }>(
      system.db,
      `select distinct actor from audit_entry where role = 'partner' and action <> 'access.refuse'`,
    );
    expect(actors).toEqual([{ actor: await actorOf(system, PEOPLE.agency) }]);
    for (const table of ['audit_entry', 'row_problem', 'job', 'enrollment_import_row', 'change']) {
      const sql = `select count(*)::int as found from ${table} t where to_jsonb(t)::text like any($1::text[])`;
      const { found } = await rowOf<{ found: number }>(system.db, sql, [numbers.map((number) => `%${number}%`)]);
      expect([table, found]).toEqual([table, 0]);
    }
  });
});
