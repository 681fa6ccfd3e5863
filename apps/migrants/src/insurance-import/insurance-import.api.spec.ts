import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { rollupDrift } from '@nuan/database';
import { verifyAudit } from '@nuan/facts';
import {
  aCreditCode,
  type ListCells,
  listImportKit,
  testTransitions,
  useTestDatabase,
  viewerWith,
} from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { countyMaker } from '../mutation-kit';
import { anEnterprise, anInsuranceProject } from '../row-builders';
import { INSURANCE_COLUMNS } from './import-row';
import { insuranceImportMachine } from './insurance-import.machine';

const ROOT = join(__dirname, '../../../..');

describe('a bulk import of construction projects', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const { fileOf, run, start, send, read, statementsOf } = listImportKit({
    ...{ definition: migrantsSubgraph, db, viewer: countyMaker, type: 'InsuranceProjectImport' },
    ...{ columns: INSURANCE_COLUMNS, imported: 'projectsImported', target: { region: '340102' } },
  });
  const code = aCreditCode(1);
  let [builder, serial] = ['', 0];
  const aRow = (cells: ListCells = {}): ListCells => ({
    name: `导入工程${String(++serial)}`,
    creditCode: code,
    startedOn: '2016-06-01',
    ...cells,
  });
  const INSURED: ListCells = { insuredOn: '2016-06-15', workersCovered: '60', proofRef: 'GS-2016-1' };
  /** Runs the jobs in a process of its own; says by which signal it ended. */
  const runUntilKilled = (step: number): Promise<string | null> =>
    promisify(execFile)(
      process.execPath,
      ['-r', '@swc-node/register', 'apps/migrants/testing/run-import-jobs.ts', db.url, String(step)],
      { cwd: ROOT, env: { ...process.env, SWC_NODE_PROJECT: 'tsconfig.base.json' } },
    ).then(
      () => null,
      (error: { signal?: string; stderr?: string }) => error.signal ?? `failed: ${error.stderr ?? ''}`,
    );
  const imported = (id: string): Promise<object[]> =>
    db.app.query<object[]>(
      `select p.enterprise_id, p.region_code, p.insured, p.insured_on, p.workers_covered, p.proof_ref, p.closed_on, p.registered_by
       from insurance_project p join insurance_project_import_row r on r.project_id = p.id where r.import_id = $1 order by r.line`,
      [id],
    );

  beforeAll(async () => {
    // Registered in another city: builders work away from home.
    builder = await anEnterprise(db.owner, { credit_code: code, region_code: '340202' });
  });

  testTransitions({
    machine: insuranceImportMachine,
    database: db,
    table: 'insurance_project_import',
    column: 'state',
  });

  it('registers projects with the insurance that the list proves, and counts them', async () => {
    const rows = [aRow(), aRow(INSURED), aRow({ ...INSURED, closedOn: '2016-12-31' })];
    const id = await send(fileOf(rows));
    expect(await read(id)).toMatchObject({
      ...{ state: 'DONE', rows: 3, rowsWithErrors: 0, imported: 3 },
      progress: { state: 'DONE', done: 3, total: 3, failed: 0 },
    });
    const bare = { enterprise_id: builder, region_code: '340102', registered_by: 'maker-1' };
    const proven = { insured: true, insured_on: '2016-06-15', workers_covered: 60, proof_ref: 'GS-2016-1' };
    expect(await imported(id)).toEqual([
      { ...bare, insured: false, insured_on: null, workers_covered: 0, proof_ref: null, closed_on: null },
      { ...bare, ...proven, closed_on: null },
      { ...bare, ...proven, closed_on: '2016-12-31' },
    ]);
    const changes = await db.owner.query<object[]>(
      `select facts ->> 'workersCovered' as covered from change c join insurance_project_import_row r on r.project_id = c.entity_id
       where r.import_id = $1 order by r.line`,
      [id],
    );
    expect(changes).toEqual([{ covered: '0' }, { covered: '60' }, { covered: '60' }]);
    expect(await rollupDrift(db.owner)).toEqual([]);
  });

  it('takes as many statements for many rows as for one', async () => {
    const few = await statementsOf(fileOf([aRow(INSURED)]));
    expect(await statementsOf(fileOf(Array.from({ length: 40 }, () => aRow(INSURED))))).toBe(few);
  });

  it('leaves out builders whom nobody registered, and insurance without its proof', async () => {
    const bad = [
      aRow({ creditCode: aCreditCode(999) }),
      aRow({ creditCode: `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}` }),
      aRow({ ...INSURED, proofRef: '' }),
      aRow({ ...INSURED, insuredOn: '2017-01-24' }),
      aRow({ closedOn: '2016-05-31' }),
      aRow({ name: '工' }),
      aRow({ startedOn: '2016/6/1' }),
    ];
    const id = await send(fileOf([...bad, aRow()]));
    const done = await read(id);
    expect(done).toMatchObject({ state: 'DONE', rows: 8, rowsWithErrors: 7, imported: 1 });
    expect(done['problems']).toMatchObject({
      nodes: [
        { line: 2, column: '施工企业信用代码', rule: 'ENTERPRISE_KNOWN' },
        { line: 3, column: '施工企业信用代码', rule: 'CREDIT_CODE' },
        { line: 4, column: '参保日期', rule: 'INSURANCE_WHOLE' },
        { line: 5, column: '参保日期', rule: 'INSURED_IN_FUTURE' },
        { line: 6, column: '竣工日期', rule: 'CLOSED_OUTSIDE_WORK' },
        { line: 7, column: '项目名称', rule: 'TEXT_TOO_SHORT' },
        { line: 8, column: '开工日期', rule: 'DATE' },
      ],
    });
  });

  it('registers a project of a builder once: in its file, in the register, and of two files at once', async () => {
    const [row, older] = [aRow(), aRow({ name: '早年工程' })];
    // From before entries were signed.
    await anInsuranceProject(db.owner, { enterprise_id: builder, name: '早年工程' });
    const first = await read(await send(fileOf([row, { ...row, ...INSURED }, older])));
    expect(first).toMatchObject({ rowsWithErrors: 2, imported: 1 });
    expect(first['problems']).toMatchObject({
      nodes: [
        { line: 3, column: '项目名称', rule: 'TWICE_IN_FILE' },
        { line: 4, column: '项目名称', rule: 'PROJECT_KNOWN' },
      ],
    });
    const both = aRow();
    const files = [fileOf([both]), fileOf([both, row])];
    const ids = await Promise.all(files.map((file) => send(file)));
    const outcomes = [await read(ids[0] ?? ''), await read(ids[1] ?? '')];
    expect(outcomes.map((outcome) => outcome['imported'])).toEqual(expect.arrayContaining([0, 1]));
    const [count] = await db.app.query<{ n: number }[]>(
      'select count(*)::int as n from insurance_project where name = $1',
      [both['name']],
    );
    expect(count?.n).toBe(1);
  });

  it('takes projects of its region alone, wherever their builder is registered', async () => {
    const rows = [
      aRow({ region: '340104' }),
      aRow({ region: '340202' }),
      aRow({ region: '340000' }),
      aRow({ region: '340281' }),
      aRow(),
    ];
    const done = await read(await send(fileOf(rows)));
    expect(done).toMatchObject({ rowsWithErrors: 4, imported: 1 });
    expect(done['problems']).toMatchObject({
      nodes: [
        { line: 2, column: '行政区划代码', rule: 'REGION_OF_IMPORT' },
        { line: 3, column: '行政区划代码', rule: 'REGION_OF_IMPORT' },
        { line: 4, column: '行政区划代码', rule: 'REGION_COUNTY_OR_CITY' },
        { line: 5, column: '行政区划代码', rule: 'REGION_VALID_ON' },
      ],
    });
  });

  it('I32: takes a project in a division that existed when its work began', async () => {
    const city = viewerWith({ role: 'city', read: ['340100'], subject: 'city-1' });
    const rows = ['2011-05-01', '2016-06-01'].map((startedOn) => aRow({ region: '340181', startedOn }));
    const done = await read(await send(fileOf(rows), { region: '340100' }, city), city);
    expect(done).toMatchObject({ rowsWithErrors: 1, imported: 1 });
    expect(done['problems']).toMatchObject({ nodes: [{ line: 2, column: '行政区划代码', rule: 'REGION_VALID_ON' }] });
  });

  it('goes on where the last act ended when its process is killed: no project is lost, none is written twice', async () => {
    const file = fileOf([...Array.from({ length: 34 }, () => aRow(INSURED)), aRow({ creditCode: aCreditCode(997) })]);
    const id = await send(file);
    const at = async (): Promise<unknown> =>
      (
        await db.app.query<object[]>(
          'select state, row_count, imported_count, barred_count from insurance_project_import where id = $1',
          [id],
        )
      )[0];
    const reading = { state: 'READING', barred_count: 0 };
    expect(await runUntilKilled(2)).toBe('SIGKILL');
    expect(await at()).toEqual({ ...reading, row_count: 10, imported_count: 10 });
    expect(await runUntilKilled(1)).toBe('SIGKILL');
    expect(await at()).toEqual({ ...reading, row_count: 10, imported_count: 10 });
    expect(await runUntilKilled(3)).toBe('SIGKILL');
    expect(await at()).toEqual({ ...reading, row_count: 30, imported_count: 30 });
    expect(await runUntilKilled(0)).toBeNull();
    expect(await at()).toEqual({ state: 'DONE', row_count: 35, imported_count: 34, barred_count: 1 });
    expect(await imported(id)).toHaveLength(34);
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
    expect(await rollupDrift(db.owner)).toEqual([]);
  }, 120_000);

  it('writes nothing in a dry run, and reports the same', async () => {
    const file = fileOf([aRow(INSURED), aRow({ creditCode: aCreditCode(998) })]);
    const checked = await read(await send(file, { dryRun: true }));
    expect(checked).toMatchObject({ state: 'CHECKED', rows: 2, rowsWithErrors: 1, imported: 0 });
    expect(checked['problems']).toMatchObject({ nodes: [{ line: 3, rule: 'ENTERPRISE_KNOWN' }] });
    expect(await read(await send(file))).toMatchObject({ state: 'DONE', imported: 1 });
  });

  it('takes a file once, whoever sends it how often', async () => {
    const file = fileOf([aRow()]);
    const id = await send(file);
    await read(id);
    const city = viewerWith({ role: 'city', read: ['340100'], subject: 'city-9' });
    expect(await start(file, {}, city)).toMatchObject({ id });
    expect(await read(id)).toMatchObject({ state: 'DONE', imported: 1 });
  });

  it('I34: is for who writes in its region, officers and the department of labour with its scope', async () => {
    const file = fileOf([aRow()]);
    expect(await start(file, { region: '340202' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await start(file, {}, viewerWith({ role: 'checker', read: ['340102'] }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    const labour = (scopes: readonly string[]): typeof countyMaker =>
      viewerWith({ ...{ role: 'partner', read: ['340102'], scopes: [...scopes] }, subgraph: 'migrants' });
    expect(await start(file, {}, labour(['changes:read']))).toMatchObject({ code: 'FORBIDDEN' });
    const { id } = await start(file, {}, labour(['insurance:write']));
    expect(id).toEqual(expect.any(String));
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    expect(await run('finish', { id }, wuhu)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
