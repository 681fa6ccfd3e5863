import { beforeEach, describe, expect, it } from '@jest/globals';
import { runJobs } from '@nuan/facts';
import { ListImportJob, UploadStore } from '@nuan/intake';
import { newId } from '@nuan/kernel';
import {
  aKey,
  type ListCells,
  listImportKit,
  losingItsSecondStep,
  testCipher,
  testClock,
  testTransitions,
  useTestDatabase,
  viewerWith,
} from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { answerOf, hefei } from '../mutation-kit';
import { recordBuilders } from '../record-builders';
import { enrollmentImportMachine } from './enrollment-import.machine';
import { enrollmentImportRules } from './enrollment-import.rules';
import { ENROLLMENT_COLUMNS } from './import-row';

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

  const aRow = async (cells: ListCells = {}): Promise<ListCells> => ({ personId: (await a.worker()).id, ...cells });
  const someRows = (count: number): Promise<ListCells[]> => Promise.all(Array.from({ length: count }, () => aRow()));
  const { fileOf, run, start, send, read, statementsOf } = listImportKit({
    ...{ definition: employmentSubgraph, db, viewer: hefei, type: 'EnrollmentImport', columns: ENROLLMENT_COLUMNS },
    ...{ imported: 'personsEnrolled', target: () => ({ sessionId }) },
  });
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
    expect(done).toMatchObject({ state: 'DONE', rows: 9, rowsWithErrors: 7, imported: 2 });
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
    const { handler, steps } = losingItsSecondStep(job);
    await runJobs(db.app, testClock, [handler]);
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 7, rowsWithErrors: 0, imported: 7 });
    expect(steps()).toBeGreaterThan(4);
    expect(await enrolled()).toBe(7);
  });

  it('takes as many statements for many rows as for one', async () => {
    const few = await statementsOf(fileOf(await someRows(1)));
    expect(await statementsOf(fileOf(await someRows(40)))).toBe(few);
  });

  it('writes nothing in a dry run, and reports the same', async () => {
    const file = fileOf([...(await someRows(1)), { personId: '甲' }]);
    const checked = await read(await send(file, { dryRun: true }));
    expect(checked).toMatchObject({ state: 'CHECKED', rows: 2, rowsWithErrors: 1, imported: 0 });
    expect(checked['problems']).toMatchObject({ nodes: [{ line: 3, column: '职工编号', rule: 'PERSON_NUMBER' }] });
    expect(await enrolled()).toBe(0);
    expect(await read(await send(file))).toMatchObject({ state: 'DONE', rowsWithErrors: 1, imported: 1 });
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
    expect(await read(await send(file))).toMatchObject({ state: 'DONE', imported: 1, problems });
  });

  it('takes a file once for a session, whoever sends it how often', async () => {
    const file = fileOf(await someRows(1));
    const id = await send(file);
    await read(id);
    const other = viewerWith({ role: 'city', read: ['340100'], subject: 'city-9' });
    expect(await start(file, {}, other)).toMatchObject({ id });
    expect(await read(id)).toMatchObject({ state: 'DONE', imported: 1 });
    expect(await enrolled()).toBe(1);
  });

  it('is open to a training agency with its token for training alone', async () => {
    const id = await send(fileOf(await someRows(3)), {}, agency);
    expect(await read(id, agency)).toMatchObject({ state: 'DONE', imported: 3 });
  });

  it('refuses a file of another shape, one whose checksum differs, and a session that is over', async () => {
    expect(await read(await send(Buffer.from('姓名,身份证号\n甲,1\n')))).toMatchObject({
      state: 'REFUSED',
      imported: 0,
      problems: { nodes: expect.arrayContaining([expect.objectContaining({ rule: 'COLUMN_UNKNOWN' })]) },
    });
    const file = fileOf(await someRows(1));
    const id = await send(file, { sha256: 'a'.repeat(64) });
    expect(await read(id)).toMatchObject({
      state: 'REFUSED',
      problems: { nodes: [{ line: 1, column: null, rule: 'CHECKSUM' }] },
    });
    const over = (await a.session((await a.program()).id)).id;
    expect(await start(file, { sessionId: over })).toMatchObject({ rule: 'SESSION_OVER' });
  });

  it('is broken off on request, once', async () => {
    const { id } = await start(fileOf(await someRows(1)));
    expect(await run('cancel', { id })).toMatchObject({ importState: 'REFUSED' });
    expect(await run('cancel', { id })).toMatchObject({ __typename: 'TransitionRefused', refusedIn: 'REFUSED' });
  });

  it('I34: is for who writes in the region of its session', async () => {
    const file = fileOf(await someRows(1));
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    expect(await start(file, {}, wuhu)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await start(file, {}, viewerWith({ role: 'auditor' }))).toMatchObject({ code: 'FORBIDDEN' });
    const { id } = await start(file);
    expect(await run('finish', { id }, wuhu)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
