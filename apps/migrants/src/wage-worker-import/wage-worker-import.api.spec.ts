import { beforeEach, describe, expect, it } from '@jest/globals';
import { runJobs, verifyAudit } from '@nuan/facts';
import { ListImportJob, UploadStore } from '@nuan/intake';
import { newId } from '@nuan/kernel';
import {
  executeSubgraph,
  type ListCells,
  listImportKit,
  losingItsSecondStep,
  oneByOne,
  plantUnions,
  testCipher,
  testClock,
  testTransitions,
  useTestDatabase,
  viewerWith,
} from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aKey, answerOf, countyMaker } from '../mutation-kit';
import { anEnterprise, aWageCase, aWorker } from '../row-builders';
import { WAGE_WORKER_COLUMNS } from './import-row';
import { wageWorkerImportMachine } from './wage-worker-import.machine';
import { wageWorkerImportRules } from './wage-worker-import.rules';

/** ID numbers that nobody has, with right check characters. */
const [FIRST, STRANGER] = ['349900196805060012', '349900198001010019'] as const;
const second = viewerWith({ role: 'maker', read: ['340102'], subject: 'maker-2' });

describe('a bulk import of the workers of a wage case', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  let wageCaseId = '';
  const { fileOf, run, start, send, read, statementsOf } = listImportKit({
    ...{ definition: migrantsSubgraph, db, viewer: countyMaker, type: 'WageCaseWorkerImport' },
    ...{ columns: WAGE_WORKER_COLUMNS, imported: 'workersNamed', target: () => ({ wageCaseId }) },
  });
  const aRow = async (cells: ListCells = {}): Promise<ListCells> => ({
    ...(cells['personId'] === undefined && cells['idNumber'] === undefined
      ? { personId: await aWorker(db.owner) }
      : {}),
    ...{ owed: '1000.50', months: '3' },
    ...cells,
  });
  const named = (): Promise<object[]> =>
    db.owner.query<object[]>(
      `select worker_id as worker, owed_fen as owed, months from wage_case_worker where wage_case_id = $1 order by owed_fen, worker_id`,
      [wageCaseId],
    );

  beforeEach(async () => {
    wageCaseId = await aWageCase(db.owner);
  });

  testTransitions({
    ...{ machine: wageWorkerImportMachine, database: db, table: 'wage_case_worker_import', column: 'state' },
  });

  it('names workers by ID number or number, with what is owed to each, and audits it as one act', async () => {
    const known = await aWorker(db.owner, { number_token: testCipher.hash('id-number', FIRST).toString('hex') });
    const other = await aWorker(db.owner);
    const file = fileOf([await aRow({ idNumber: FIRST }), await aRow({ personId: other, owed: '2000', months: '' })]);
    const id = await send(file);
    expect(await read(id)).toMatchObject({
      ...{ state: 'DONE', rows: 2, rowsWithErrors: 0, imported: 2 },
      progress: { state: 'DONE', done: 2, total: 2, failed: 0 },
    });
    expect(await named()).toEqual([
      { worker: known, owed: '100050', months: 3 },
      { worker: other, owed: '200000', months: null },
    ]);
    const query = `{ wageCase(id: "${wageCaseId}") { all: namedWorkers { owed months person { id } } most: namedWorkers(first: 1) { owed } } }`;
    const { data, errors } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: countyMaker, query });
    expect(errors).toEqual([]);
    expect(data['wageCase']).toEqual({
      all: [
        { owed: '2000.00', months: null, person: { id: other } },
        { owed: '1000.50', months: 3, person: { id: known } },
      ],
      most: [{ owed: '2000.00' }],
    });
    const [entry] = await db.owner.query<{ subjects: string[]; region: string }[]>(
      `select subject_ids as subjects, region_code as region from audit_entry where action = 'wageCaseWorkers.import' and $1 = any(subject_ids)`,
      [id],
    );
    expect(entry?.region).toBe('340102');
    expect(entry?.subjects).toEqual(expect.arrayContaining([known, other]));
    const [{ version } = { version: 0 }] = await db.owner.query<{ version: number }[]>(
      'select version from wage_case where id = $1',
      [wageCaseId],
    );
    expect(version).toBe(2);
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });

  it('takes as many statements for many rows as for one', async () => {
    wageCaseId = await aWageCase(db.owner, { workers: 300, owed_fen: '100000000' });
    const few = await statementsOf(fileOf([await aRow()]));
    expect(await statementsOf(fileOf(await oneByOne(290, () => aRow())))).toBe(few);
  });

  it('leaves rows out that name nobody, nobody here or nobody any more, or nothing that is owed', async () => {
    const person = await aWorker(db.owner);
    const erased = await aWorker(db.owner, { erased_on: '2017-01-01' });
    const elsewhere = await aWorker(db.owner, { region_code: '340202' });
    const rows = [
      await aRow({ personId: person }),
      await aRow({ idNumber: STRANGER }),
      await aRow({ idNumber: '349900199001010014' }),
      await aRow({ personId: elsewhere }),
      await aRow({ personId: erased }),
      await aRow({ personId: '' }),
      await aRow({ owed: '0' }),
      await aRow({ owed: '' }),
      await aRow({ owed: '1,000' }),
      await aRow({ months: '121' }),
      await aRow({ personId: person, owed: '5' }),
    ];
    const problems = {
      nodes: [
        { line: 3, column: '身份证号', rule: 'PERSON_OF_REGION' },
        { line: 4, column: '身份证号', rule: 'RESIDENT_ID' },
        { line: 5, column: '职工编号', rule: 'PERSON_OF_REGION' },
        { line: 6, column: '职工编号', rule: 'PERSON_ERASED' },
        { line: 7, column: '职工编号', rule: 'REQUIRED' },
        { line: 8, column: '拖欠金额', rule: 'AMOUNT_POSITIVE' },
        { line: 9, column: '拖欠金额', rule: 'REQUIRED' },
        { line: 10, column: '拖欠金额', rule: 'YUAN' },
        { line: 11, column: '拖欠月数', rule: 'WHOLE_NUMBER' },
        { line: 12, column: '职工编号', rule: 'TWICE_IN_FILE' },
      ],
      totalCount: 10,
    };
    const file = fileOf(rows);
    const checked = await read(await send(file, { dryRun: true }));
    expect(checked).toMatchObject({ state: 'CHECKED', rows: 11, rowsWithErrors: 10, imported: 0, problems });
    expect(await named()).toEqual([]);
    expect(await read(await send(file))).toMatchObject({ state: 'DONE', rowsWithErrors: 10, imported: 1, problems });
  });

  it('names no more workers, and nothing more owed to them, than the case counts', async () => {
    wageCaseId = await aWageCase(db.owner, { workers: 3, owed_fen: '300000' });
    const rows = await oneByOne(4, () => aRow({ owed: '800' }));
    const problems = { nodes: [{ line: 5, column: '职工编号', rule: 'MORE_NAMED_THAN_COUNTED' }] };
    const file = fileOf(rows);
    expect(await read(await send(file, { dryRun: true }))).toMatchObject({ problems, imported: 0 });
    expect(await read(await send(file))).toMatchObject({ problems, imported: 3 });
    wageCaseId = await aWageCase(db.owner, { workers: 9, owed_fen: '300000' });
    const dear = [await aRow({ owed: '2000' }), await aRow({ owed: '1000.01' }), await aRow({ owed: '1000' })];
    expect(await read(await send(fileOf(dear)))).toMatchObject({
      problems: { nodes: [{ line: 3, column: '拖欠金额', rule: 'MORE_OWED_THAN_COUNTED' }] },
      imported: 2,
    });
    const more = await read(await send(fileOf([await aRow({ owed: '0.01' })])));
    expect(more['problems']).toMatchObject({ nodes: [{ line: 2, rule: 'MORE_OWED_THAN_COUNTED' }] });
  });

  it('states what is owed to one whom the report named, and changes nothing that is stated', async () => {
    const [reported, stranger] = [await aWorker(db.owner), await aWorker(db.owner)];
    const builder = await anEnterprise(db.owner);
    const report = { enterpriseId: builder, regionCode: '340102', workers: 1, owed: '5000.00', workerIds: [reported] };
    const asked = { selection: '... on WageCase { id version }', viewer: countyMaker };
    const made = await answerOf(db, 'reportWageCase', { ...report, idempotencyKey: aKey() }, asked);
    wageCaseId = made.id;
    expect(await named()).toEqual([{ worker: reported, owed: null, months: null }]);
    const rows = [await aRow({ personId: reported, owed: '4000' }), await aRow({ personId: stranger })];
    expect(await read(await send(fileOf(rows)))).toMatchObject({
      problems: { nodes: [{ line: 3, rule: 'MORE_NAMED_THAN_COUNTED' }] },
      imported: 1,
    });
    const again = await read(await send(fileOf([await aRow({ personId: reported, owed: '1' })])));
    expect(again).toMatchObject({
      problems: { nodes: [{ line: 2, column: '职工编号', rule: 'WORKER_NAMED_ONCE' }] },
      imported: 0,
    });
    expect(await named()).toEqual([{ worker: reported, owed: '400000', months: 3 }]);
    // What is verified holds what was named.
    const verify = (input: object) =>
      answerOf(db, 'verifyWageCase', { id: wageCaseId, expectedVersion: 2, ...input }, { ...asked, viewer: second });
    expect(await verify({ owed: '3999.99' })).toMatchObject({ rule: 'MORE_OWED_THAN_COUNTED', field: 'owed' });
    expect(await verify({ owed: '4000.00' })).toMatchObject({ id: wageCaseId });
  });

  it('is taken while wages are owed, not once the case is closed', async () => {
    const file = fileOf([await aRow()]);
    const id = await send(file);
    await db.owner.query(`update wage_case set state = 'TO_LEGAL', version = version + 1 where id = $1`, [wageCaseId]);
    await db.owner.query(
      `update wage_case set state = 'CLOSED', settled_on = '2017-01-23', version = version + 1 where id = $1`,
      [wageCaseId],
    );
    expect(await read(id)).toMatchObject({
      ...{ state: 'DONE', imported: 0 },
      problems: { nodes: [{ line: 2, column: null, rule: 'CASE_SETTLED' }] },
    });
    expect(await start(fileOf([await aRow()]))).toMatchObject({ rule: 'CASE_SETTLED', field: 'wageCaseId' });
    expect(await named()).toEqual([]);
  });

  it('is taken whole or not at all, when it is so wanted', async () => {
    const good = await aRow();
    const refused = await send(fileOf([good, await aRow({ idNumber: STRANGER })]), { mode: 'ALL_OR_NOTHING' });
    expect(await read(refused)).toMatchObject({ state: 'REFUSED', rowsWithErrors: 1, imported: 0 });
    expect(await named()).toEqual([]);
    const whole = await send(fileOf([good, await aRow()]), { mode: 'ALL_OR_NOTHING' });
    expect(await read(whole)).toMatchObject({ state: 'DONE', rowsWithErrors: 0, imported: 2 });
  });

  it('keeps an ID number nowhere: not in a row, a report, an audit row, or beside the file that is sealed', async () => {
    await aWorker(db.owner, { number_token: testCipher.hash('id-number', '349900199001010013').toString('hex') });
    await read(
      await send(fileOf([await aRow({ idNumber: '349900199001010013' }), await aRow({ idNumber: STRANGER })])),
    );
    const tables = await db.owner.query<{ name: string }[]>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    for (const { name } of tables) {
      const found = await db.owner.query<object[]>(
        `select 1 from ${name} t where to_jsonb(t)::text like any(array['%349900199001010013%', '%${STRANGER}%'])`,
      );
      expect([name, found.length]).toEqual([name, 0]);
    }
  });

  it('goes on where the last committed step ended, when one is lost on the way', async () => {
    const id = await send(fileOf(await oneByOne(7, () => aRow())));
    const job = new ListImportJob(wageWorkerImportRules, db.app, new UploadStore(testCipher), 2);
    const { handler, steps } = losingItsSecondStep(job);
    await runJobs(db.app, testClock, [handler]);
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 7, rowsWithErrors: 0, imported: 7 });
    expect(steps()).toBeGreaterThan(4);
    expect(await named()).toHaveLength(7);
  });

  it('I34: is for who writes in the region of the case, officers and the department of labour; a file is taken once', async () => {
    const file = fileOf([await aRow()]);
    const id = await send(file);
    await read(id);
    expect(await start(file, {}, second)).toMatchObject({ id });
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    expect(await start(file, {}, wuhu)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await run('finish', { id }, wuhu)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await start(file, {}, viewerWith({ role: 'auditor' }))).toMatchObject({ code: 'FORBIDDEN' });
    const labour = (scopes: readonly string[]): typeof countyMaker =>
      viewerWith({ ...{ role: 'partner', read: ['340102'], scopes: [...scopes] }, subgraph: 'migrants' });
    expect(await start(file, {}, labour(['changes:read']))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await start(file, {}, labour(['wageCase:write']))).toMatchObject({ id });
  });

  it('I34: names members of its sender’s unions alone, within what the case counts with those of others', async () => {
    const [steel, coal] = [newId(), newId()];
    await plantUnions(db.owner, { [steel]: null, [coal]: null });
    wageCaseId = await aWageCase(db.owner, { workers: 2, owed_fen: '300000' });
    const memberOf = (union: string): Promise<ListCells> =>
      aWorker(db.owner, { union_id: union }).then((personId) => aRow({ personId }));
    await read(await send(fileOf([await memberOf(coal)])));
    const maker = viewerWith({
      ...{ role: 'maker', subject: 'maker-steel', read: ['340102'], readUnions: [steel], writeUnions: [steel] },
    });
    const rows = [await memberOf(coal), await memberOf(steel), await memberOf(steel)];
    expect(await read(await send(fileOf(rows), {}, maker), maker)).toMatchObject({
      ...{ state: 'DONE', imported: 1 },
      problems: {
        nodes: [
          { line: 2, rule: 'PERSON_OF_REGION' },
          { line: 4, rule: 'MORE_NAMED_THAN_COUNTED' },
        ],
      },
    });
    const query = `{ wageCase(id: "${wageCaseId}") { namedWorkers { person { id } } } }`;
    const { data } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: maker, query });
    expect(data['wageCase']).toEqual({ namedWorkers: [{ person: { id: rows[1]?.['personId'] } }] });
    expect(await named()).toHaveLength(2);
  });
});
