import { createHash } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';
import { runJobs } from '@nuan/facts';
import { csvLine, ListImportJob, templateTitles, UploadStore } from '@nuan/intake';
import { newId } from '@nuan/kernel';
import { executeSubgraph, testCipher, testClock, testTransitions, useTestDatabase, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { aKey, type Answer, answerOf, hefei, mutate, noonOf } from '../mutation-kit';
import { recordBuilders } from '../record-builders';
import { enrollmentImportMachine } from './enrollment-import.machine';
import { enrollmentImportRules } from './enrollment-import.rules';
import { ENROLLMENT_COLUMNS } from './import-row';

type Cells = Readonly<Record<string, string>>;

const READ = `query ($id: ID!) { enrollmentImport(id: $id) { state rows rowsWithErrors personsEnrolled sessionId
  progress { state done total failed } problems { nodes { line column rule } totalCount } } }`;
const agency = viewerWith({
  role: 'partner',
  read: ['340100'],
  scopes: ['training:write'],
  subgraph: 'employment',
  subject: 'agency-1',
});

describe('a bulk import of enrolments', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  let sessionId = '';

  const aRow = async (cells: Cells = {}): Promise<Cells> => ({ personId: (await a.worker()).id, ...cells });
  const someRows = (count: number): Promise<Cells[]> => Promise.all(Array.from({ length: count }, () => aRow()));
  const fileOf = (rows: readonly Cells[]): Buffer =>
    Buffer.from(
      [
        templateTitles(ENROLLMENT_COLUMNS),
        ...rows.map((cells) => ENROLLMENT_COLUMNS.map(({ key }) => cells[key] ?? '')),
      ]
        .map(csvLine)
        .join(''),
    );
  const run = (name: string, input: object, viewer = hefei): Promise<Answer> =>
    answerOf(db, `${name}EnrollmentImport`, input, {
      selection: '... on EnrollmentImport { id importState: state upload { receivedBytes } }',
      viewer,
    });
  const announced = (file: Buffer, more: object = {}): object => ({
    ...{ dryRun: false, sessionId, fileName: '名单.csv', bytes: file.length, idempotencyKey: aKey() },
    ...{ sha256: createHash('sha256').update(file).digest('hex'), ...more },
  });
  async function send(file: Buffer, more: object = {}, viewer = hefei): Promise<string> {
    const { id } = await run('start', announced(file, more), viewer);
    await run('append', { id, offset: 0, content: file.toString('base64') }, viewer);
    await run('finish', { id }, viewer);
    return id;
  }
  const read = async (id: string, viewer = hefei): Promise<Record<string, unknown>> => {
    const { jobs } = employmentSubgraph.compose({ db: db.app, clock: testClock, cipher: testCipher });
    await runJobs(db.app, testClock, jobs ?? []);
    const { data } = await executeSubgraph<{ enrollmentImport: Record<string, unknown> }>(employmentSubgraph, {
      ...{ db: db.app, viewer, query: READ, variables: { id } },
    });
    return data.enrollmentImport;
  };
  const enrolled = async (): Promise<number> => {
    const sql = 'select count(*)::int as count from enrollment where session_id = $1';
    return (await db.owner.query<{ count: number }[]>(sql, [sessionId]))[0]?.count ?? 0;
  };

  beforeEach(async () => {
    const program = await a.program({ year: 2017 });
    sessionId = (await a.session(program.id, { starts_on: '2017-02-06', ends_on: '2017-02-17', capacity: 2 })).id;
  });

  testTransitions({ machine: enrollmentImportMachine, database: db, table: 'enrollment_import', column: 'state' });

  it('enrols people, and reports by line and column the rows that it leaves out', async () => {
    const [good, earlier, taken] = [await aRow(), await aRow({ enrolledOn: '2017-01-20' }), await aRow()];
    const input = { sessionId, personId: taken['personId'], idempotencyKey: aKey() };
    await answerOf(db, 'enrollPerson', input, { selection: '... on Enrollment { id }', viewer: hefei });
    const elsewhere = (await a.worker({ region_code: '340202' })).id;
    const bad = [
      taken,
      { personId: '张小明' },
      { personId: newId() },
      { personId: elsewhere },
      await aRow({ enrolledOn: '2017-02-01' }),
      await aRow({ enrolledOn: '2017/1/20' }),
      { ...good, enrolledOn: '2017-01-21' },
    ];
    const done = await read(await send(fileOf([good, earlier, ...bad])));
    expect(done).toMatchObject({ state: 'DONE', rows: 9, rowsWithErrors: 7, personsEnrolled: 2, sessionId });
    expect(done['progress']).toEqual({ state: 'DONE', done: 9, total: 9, failed: 7 });
    expect(done['problems']).toEqual({
      nodes: [
        { line: 4, column: '职工编号', rule: 'ENROLLED_ONCE' },
        { line: 5, column: '职工编号', rule: 'PERSON_NUMBER' },
        { line: 6, column: '职工编号', rule: 'PERSON_OF_REGION' },
        { line: 7, column: '职工编号', rule: 'PERSON_OF_REGION' },
        { line: 8, column: '报名日期', rule: 'NOT_IN_THE_FUTURE' },
        { line: 9, column: '报名日期', rule: 'DATE' },
        { line: 10, column: '职工编号', rule: 'TWICE_IN_FILE' },
      ],
      totalCount: 7,
    });
    const rows = await db.app.query<object[]>(
      `select person_id as "personId", state, enrolled_on as "enrolledOn" from enrollment where session_id = $1 and person_id <> $2
       order by enrolled_on`,
      [sessionId, taken['personId']],
    );
    expect(rows).toEqual([
      { ...earlier, state: 'APPLIED' },
      { ...good, state: 'APPLIED', enrolledOn: '2017-01-23' },
    ]);
  });

  it('goes on where the last committed step ended, when one is lost on the way', async () => {
    const id = await send(fileOf(await someRows(7)));
    const job = new ListImportJob(enrollmentImportRules, db.app, new UploadStore(testCipher), 2);
    let steps = 0;
    const failing = {
      kind: job.kind,
      step: async (...args: Parameters<typeof job.step>) => {
        const outcome = await job.step(...args);
        // Lost after its writes: the transaction is rolled back and the step is done anew.
        if ((steps += 1) === 2) throw Object.assign(new RangeError('lost'), { code: '40001' });
        return outcome;
      },
    };
    await runJobs(db.app, testClock, [failing]);
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 7, rowsWithErrors: 0, personsEnrolled: 7 });
    expect(steps).toBeGreaterThan(4);
    expect(await enrolled()).toBe(7);
  });

  it('writes nothing in a dry run, and reports the same', async () => {
    const file = fileOf([...(await someRows(1)), { personId: '甲' }]);
    const checked = await read(await send(file, { dryRun: true }));
    expect(checked).toMatchObject({ state: 'CHECKED', rows: 2, rowsWithErrors: 1, personsEnrolled: 0 });
    expect(checked['problems']).toMatchObject({ nodes: [{ line: 3, column: '职工编号', rule: 'PERSON_NUMBER' }] });
    expect(await enrolled()).toBe(0);
    expect(await read(await send(file))).toMatchObject({ state: 'DONE', rowsWithErrors: 1, personsEnrolled: 1 });
  });

  it('enrols nobody whose owner erased it, and tells in a dry run too who applied while it lived elsewhere', async () => {
    const erased = await a.worker({ erased_on: '2017-01-20' });
    const moved = await a.worker();
    await a.enrollment(sessionId, {
      ...{ person_id: moved.id, region_code: '340202', state: 'APPLIED' },
      ...{ enrolled_on: '2017-01-10', completed_on: null },
    });
    const file = fileOf([{ personId: erased.id }, { personId: moved.id }, await aRow()]);
    const problems = {
      nodes: [
        { line: 2, column: '职工编号', rule: 'PERSON_ERASED' },
        { line: 3, column: '职工编号', rule: 'ENROLLED_ONCE' },
      ],
      totalCount: 2,
    };
    expect(await read(await send(file, { dryRun: true }))).toMatchObject({ state: 'CHECKED', problems });
    expect(await read(await send(file))).toMatchObject({ state: 'DONE', personsEnrolled: 1, problems });
  });

  it('takes a file once for a session, whoever sends it how often', async () => {
    const file = fileOf(await someRows(1));
    const id = await send(file);
    await read(id);
    const other = viewerWith({ role: 'city', read: ['340100'], subject: 'city-9' });
    expect(await run('start', announced(file), other)).toMatchObject({ id });
    expect(await read(id)).toMatchObject({ state: 'DONE', personsEnrolled: 1 });
    expect(await enrolled()).toBe(1);
  });

  it('is open to a training agency with its token for training alone', async () => {
    const id = await send(fileOf(await someRows(3)), {}, agency);
    expect(await read(id, agency)).toMatchObject({ state: 'DONE', personsEnrolled: 3 });
  });

  it('refuses a file of another shape, one whose checksum differs, and a session that is over', async () => {
    expect(await read(await send(Buffer.from('姓名,身份证号\n甲,1\n')))).toMatchObject({
      state: 'REFUSED',
      personsEnrolled: 0,
      problems: { nodes: expect.arrayContaining([expect.objectContaining({ rule: 'COLUMN_UNKNOWN' })]) },
    });
    const file = fileOf(await someRows(1));
    const id = await send(file, { sha256: 'a'.repeat(64) });
    expect(await read(id)).toMatchObject({
      state: 'REFUSED',
      problems: { nodes: [{ line: 1, column: null, rule: 'CHECKSUM' }] },
    });
    const late = { selection: '', viewer: hefei, clock: noonOf('2017-02-18') };
    expect(await answerOf(db, 'startEnrollmentImport', announced(file), late)).toMatchObject({ rule: 'SESSION_OVER' });
  });

  it('is broken off on request, once', async () => {
    const { id } = await run('start', announced(fileOf(await someRows(1))));
    expect(await run('cancel', { id })).toMatchObject({ importState: 'REFUSED' });
    expect(await run('cancel', { id })).toMatchObject({ __typename: 'TransitionRefused', from: 'REFUSED' });
  });

  it('I34: is for who writes in the region of its session', async () => {
    const file = fileOf(await someRows(1));
    const code = async (name: string, input: object, viewer: typeof hefei): Promise<unknown> =>
      (await mutate(db, `${name}EnrollmentImport`, input, { selection: '', viewer })).errors[0]?.code;
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    expect(await code('start', announced(file), wuhu)).toBe('NOT_FOUND');
    expect(await code('start', announced(file), viewerWith({ role: 'auditor' }))).toBe('FORBIDDEN');
    const { id } = await run('start', announced(file));
    expect(await code('finish', { id }, wuhu)).toBe('NOT_FOUND');
  });
});
