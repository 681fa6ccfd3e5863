import { beforeEach, describe, expect, it } from '@jest/globals';
import { rollupDrift } from '@nuan/database';
import { runJobs, verifyAudit } from '@nuan/facts';
import { ListImportJob, UploadStore } from '@nuan/intake';
import { newId } from '@nuan/kernel';
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

import { migrantsSubgraph } from '../migrants.subgraph';
import { aKey, type Answer, answerOf, countyMaker } from '../mutation-kit';
import { aWorker } from '../row-builders';
import { checkImportMachine } from './check-import.machine';
import { checkImportRules } from './check-import.rules';
import { CHECK_COLUMNS } from './import-row';

/** ID numbers that nobody has, with right check characters. */
const [FIRST, KNOWN, STRANGER] = ['349900196805060012', '349900199001010013', '349900198001010019'] as const;

describe('a bulk import of persons checked', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  let healthCheckBatchId = '';
  const { fileOf, run, start, send, read, statementsOf } = listImportKit({
    ...{ definition: migrantsSubgraph, db, viewer: countyMaker, type: 'HealthCheckImport' },
    ...{ columns: CHECK_COLUMNS, imported: 'personsChecked', target: () => ({ healthCheckBatchId }) },
  });
  const act = (name: string, input: object): Promise<Answer> =>
    answerOf(db, `${name}HealthCheckBatch`, input, {
      ...{ selection: '... on HealthCheckBatch { id version status }', viewer: countyMaker },
    });
  const planned = (checkedOn = '2017-01-20'): Promise<Answer> =>
    act('plan', {
      ...{ title: '样例环卫工人体检', regionCode: '340102', occupation: 'SANITATION', checkedOn },
      idempotencyKey: aKey(),
    });
  const aMember = (own: Readonly<Record<string, string>> = {}): Promise<string> =>
    aWorker(db.owner, { household_id: newId(), ...own });
  const aRow = async (cells: ListCells = {}): Promise<ListCells> => ({
    ...(cells['personId'] === undefined && cells['idNumber'] === undefined ? { personId: await aMember() } : {}),
    ...cells,
  });
  const recorded = (): Promise<object[]> =>
    db.owner.query<object[]>(
      `select worker_id as worker, kind, served_on::text as "on" from service_record where health_check_batch_id = $1 order by id`,
      [healthCheckBatchId],
    );
  const batch = async (): Promise<unknown> =>
    (
      await db.owner.query<object[]>(
        'select status, persons, persons_precision as precision, version from health_check_batch where id = $1',
        [healthCheckBatchId],
      )
    )[0];

  beforeEach(async () => {
    healthCheckBatchId = (await planned()).id;
  });

  testTransitions({ machine: checkImportMachine, database: db, table: 'health_check_import', column: 'state' });

  it('records that members of filed households were checked, and counts no fewer than it names', async () => {
    const known = await aMember({ number_token: testCipher.hash('id-number', FIRST).toString('hex') });
    const other = await aMember();
    const id = await send(
      fileOf([await aRow({ idNumber: FIRST, occupation: '环卫' }), await aRow({ personId: other })]),
    );
    expect(await read(id)).toMatchObject({
      ...{ state: 'DONE', rows: 2, rowsWithErrors: 0, imported: 2 },
      progress: { state: 'DONE', done: 2, total: 2, failed: 0 },
    });
    const check = { kind: 'HEALTH_CHECK', on: '2017-01-20' };
    expect(await recorded()).toEqual(
      expect.arrayContaining([
        { worker: known, ...check },
        { worker: other, ...check },
      ]),
    );
    // More may have come than the unions know.
    expect(await batch()).toEqual({ status: 'RECORDED', persons: 2, precision: 'AT_LEAST', version: 2 });
    await act('record', { id: healthCheckBatchId, expectedVersion: 2, persons: 30 });
    await read(await send(fileOf([await aRow()])));
    expect(await batch()).toEqual({ status: 'RECORDED', persons: 30, precision: 'EXACT', version: 4 });
    expect(await act('record', { id: healthCheckBatchId, expectedVersion: 4, persons: 2 })).toMatchObject({
      rule: 'PERSONS_BELOW_NAMED',
    });
    const [entry] = await db.owner.query<{ subjects: string[] }[]>(
      `select subject_ids as subjects from audit_entry where action = 'healthCheck.import' and $1 = any(subject_ids)`,
      [id],
    );
    expect(entry?.subjects).toEqual(expect.arrayContaining([known, other]));
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
    expect(await rollupDrift(db.owner)).toEqual([]);
  });

  it('takes as many statements for many rows as for one', async () => {
    const few = await statementsOf(fileOf([await aRow()]));
    expect(await statementsOf(fileOf(await oneByOne(290, () => aRow())))).toBe(few);
  });

  it('leaves rows out that can’t be recorded, the same in a dry run as in earnest', async () => {
    const [person, before] = [await aMember(), await aMember()];
    await act('record', { id: healthCheckBatchId, expectedVersion: 1, persons: 1, personIds: [before] });
    const rows = [
      await aRow({ personId: person }),
      await aRow({ personId: before }),
      await aRow({ personId: person, occupation: '环卫' }),
      await aRow({ personId: await aWorker(db.owner) }),
      await aRow({ idNumber: STRANGER }),
      await aRow({ personId: await aMember({ region_code: '340202' }) }),
      await aRow({ personId: await aMember({ erased_on: '2017-01-01' }) }),
      await aRow({ occupation: '建筑' }),
      await aRow({ occupation: '画家' }),
      await aRow({ personId: '', occupation: '环卫' }),
    ];
    const problems = {
      nodes: [
        { line: 3, column: '职工编号', rule: 'CHECKED_ONCE' },
        { line: 4, column: '职工编号', rule: 'TWICE_IN_FILE' },
        { line: 5, column: '职工编号', rule: 'HOUSEHOLD_FILED' },
        { line: 6, column: '身份证号', rule: 'PERSON_OF_REGION' },
        { line: 7, column: '职工编号', rule: 'PERSON_OF_REGION' },
        { line: 8, column: '职工编号', rule: 'PERSON_ERASED' },
        { line: 9, column: '职业群体', rule: 'OCCUPATION_OF_BATCH' },
        { line: 10, column: '职业群体', rule: 'KNOWN_VALUE' },
        { line: 11, column: '职工编号', rule: 'REQUIRED' },
      ],
      totalCount: 9,
    };
    const file = fileOf(rows);
    const checked = await read(await send(file, { dryRun: true }));
    expect(checked).toMatchObject({ state: 'CHECKED', rows: 10, rowsWithErrors: 9, imported: 0, problems });
    expect(await batch()).toMatchObject({ persons: 1, version: 2 });
    expect(await read(await send(file))).toMatchObject({ state: 'DONE', rowsWithErrors: 9, imported: 1, problems });
    expect(await batch()).toMatchObject({ persons: 2, version: 3 });
    expect(await recorded()).toHaveLength(2);
  });

  it('has no column for what a check showed: a list with one is refused whole, and nothing of it is kept', async () => {
    const row = `${await aMember()},环卫,血压偏高`;
    const file = Buffer.from(`职工编号,职业群体,体检结论\n${row}\n`);
    const done = await read(await send(file));
    expect(done).toMatchObject({ state: 'REFUSED', imported: 0 });
    expect(done['problems']).toMatchObject({ nodes: [{ line: 1, column: '体检结论', rule: 'COLUMN_UNKNOWN' }] });
    expect(await recorded()).toEqual([]);
    const tables = await db.owner.query<{ name: string }[]>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    for (const { name } of tables) {
      const found = await db.owner.query<object[]>(`select 1 from ${name} t where to_jsonb(t)::text like '%血压偏高%'`);
      expect([name, found.length]).toEqual([name, 0]);
    }
  });

  it('keeps an ID number nowhere: not in a row, a report, an audit row, or beside the file that is sealed', async () => {
    await aMember({ number_token: testCipher.hash('id-number', KNOWN).toString('hex') });
    const file = fileOf([await aRow({ idNumber: KNOWN }), await aRow({ idNumber: STRANGER })]);
    expect(await read(await send(file))).toMatchObject({ state: 'DONE', rowsWithErrors: 1, imported: 1 });
    const tables = await db.owner.query<{ name: string }[]>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    for (const { name } of tables) {
      const found = await db.owner.query<object[]>(
        `select 1 from ${name} t where to_jsonb(t)::text like any(array['%${KNOWN}%', '%${STRANGER}%'])`,
      );
      expect([name, found.length]).toEqual([name, 0]);
    }
  });

  it('is taken from the day of the checks on, until the batch is closed', async () => {
    const file = fileOf([await aRow()]);
    healthCheckBatchId = (await planned('2017-01-24')).id;
    expect(await start(file)).toMatchObject({ rule: 'CHECKS_IN_FUTURE' });
    healthCheckBatchId = (await planned()).id;
    const id = await send(file);
    await act('record', { id: healthCheckBatchId, expectedVersion: 1, persons: 5 });
    await act('close', { id: healthCheckBatchId, expectedVersion: 2 });
    expect(await read(id)).toMatchObject({
      ...{ state: 'DONE', imported: 0 },
      problems: { nodes: [{ line: 2, column: null, rule: 'TRANSITION' }] },
    });
    expect(await start(fileOf([await aRow()]))).toMatchObject({ rule: 'TRANSITION', refusedIn: 'CLOSED' });
    expect(await recorded()).toEqual([]);
  });

  it('is taken whole or not at all, when it is so wanted', async () => {
    const good = await aRow();
    const refused = await send(fileOf([good, await aRow({ idNumber: STRANGER })]), { mode: 'ALL_OR_NOTHING' });
    expect(await read(refused)).toMatchObject({ state: 'REFUSED', rowsWithErrors: 1, imported: 0 });
    expect(await batch()).toMatchObject({ status: 'PLANNED', persons: 0 });
    const whole = await send(fileOf([good, await aRow()]), { mode: 'ALL_OR_NOTHING' });
    expect(await read(whole)).toMatchObject({ state: 'DONE', rowsWithErrors: 0, imported: 2 });
  });

  it('goes on where the last committed step ended, when one is lost on the way', async () => {
    const id = await send(fileOf(await oneByOne(7, () => aRow())));
    const job = new ListImportJob(checkImportRules, db.app, new UploadStore(testCipher), 2);
    const { handler, steps } = losingItsSecondStep(job);
    await runJobs(db.app, testClock, [handler]);
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 7, rowsWithErrors: 0, imported: 7 });
    expect(steps()).toBeGreaterThan(4);
    expect(await recorded()).toHaveLength(7);
    expect(await batch()).toMatchObject({ persons: 7 });
  });

  it('I34: is for who writes for the whole region of the batch; a file is taken once, whoever sends it', async () => {
    const file = fileOf([await aRow()]);
    const id = await send(file);
    await read(id);
    expect(await start(file, {}, viewerWith({ role: 'city', read: ['340100'], subject: 'city-9' }))).toMatchObject({
      id,
    });
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    expect(await start(file, {}, wuhu)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await run('finish', { id }, wuhu)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await start(file, {}, viewerWith({ role: 'auditor' }))).toMatchObject({ code: 'FORBIDDEN' });
    const union = newId();
    const bounded = { role: 'maker', read: ['340102'], readUnions: [union], writeUnions: [union] } as const;
    expect(await start(file, {}, viewerWith({ ...bounded, read: ['340102'] }))).toMatchObject({ code: 'FORBIDDEN' });
  });
});
