import { describe, expect, it } from '@jest/globals';
import { runJobs } from '@nuan/facts';
import { ListImportJob, UploadStore } from '@nuan/intake';
import {
  aCreditCode,
  type ListCells,
  listImportKit,
  losingItsSecondStep,
  testCipher,
  testClock,
  testTransitions,
  useTestDatabase,
  viewerWith,
} from '@nuan/testing';

import { maker } from '../../testing/mutate';
import { anEnterprise } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';
import { enterpriseImportMachine } from './enterprise-import.machine';
import { enterpriseImportRules } from './enterprise-import.rules';
import { ENTERPRISE_COLUMNS } from './import-row';

describe('a bulk import of enterprises', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  let serial = 0;
  const aRow = (cells: ListCells = {}): ListCells => ({
    creditCode: aCreditCode(++serial),
    name: `导入企业${String(serial)}`,
    industry: '煤炭',
    ownership: '国有',
    ...cells,
  });
  const { fileOf, run, start, send, read, statementsOf } = listImportKit({
    ...{ definition: enterprisesSubgraph, db, viewer: maker, type: 'EnterpriseImport', columns: ENTERPRISE_COLUMNS },
    ...{ imported: 'enterprisesImported', target: { region: '340103' } },
  });

  testTransitions({ machine: enterpriseImportMachine, database: db, table: 'enterprise_import', column: 'state' });

  it('makes enterprises and their distress, and reports the rows that it leaves out', async () => {
    const [good, troubled] = [
      aRow({ headcount: '350' }),
      aRow({ distress: '亏损', distressFrom: '2016-03-01', evidence: '审计报告' }),
    ];
    const taken = aRow();
    await anEnterprise(db.owner, { credit_code: taken['creditCode'], region_code: '341102' });
    const bad = [
      taken,
      aRow({ creditCode: '91340100000000101X' }),
      aRow({ region: '340281' }),
      aRow({ region: '340104' }),
      aRow({ distress: '亏损' }),
      aRow({ distress: '亏损', distressFrom: '2017-02-01', evidence: '报告' }),
      { ...good, name: '同一代码' },
    ];
    const id = await send(fileOf([good, troubled, ...bad]));
    const done = await read(id);
    expect(done).toMatchObject({ state: 'DONE', rows: 9, rowsWithErrors: 7, imported: 2 });
    expect(done['progress']).toEqual({ state: 'DONE', done: 9, total: 9, failed: 7 });
    expect(done['problems']).toMatchObject({
      nodes: [
        { line: 4, column: '统一社会信用代码', rule: 'CREDIT_CODE_UNIQUE' },
        { line: 5, column: '统一社会信用代码', rule: 'CREDIT_CODE' },
        { line: 6, column: '行政区划代码', rule: 'REGION_VALID_ON' },
        { line: 7, column: '行政区划代码', rule: 'REGION_OF_IMPORT' },
        { line: 8, column: '困难类型', rule: 'DISTRESS_WHOLE' },
        { line: 9, column: '困难起始日期', rule: 'NOT_IN_THE_FUTURE' },
        { line: 10, column: '统一社会信用代码', rule: 'TWICE_IN_FILE' },
      ],
    });
    const rows = await db.app.query<object[]>(
      `select e.headcount, e.region_code, e.distress_kind, e.distress_from_on from enterprise e
       join enterprise_import_row r on r.enterprise_id = e.id where r.import_id = $1 order by r.line`,
      [id],
    );
    expect(rows).toEqual([
      { headcount: 350, region_code: '340103', distress_kind: null, distress_from_on: null },
      { headcount: null, region_code: '340103', distress_kind: 'LOSS_MAKING', distress_from_on: '2016-03-01' },
    ]);
  });

  it('goes on where the last committed step ended, when one is lost on the way', async () => {
    const rows = Array.from({ length: 7 }, () => aRow());
    const id = await send(fileOf(rows));
    const job = new ListImportJob(enterpriseImportRules, db.app, new UploadStore(testCipher), 2);
    const { handler, steps } = losingItsSecondStep(job);
    await runJobs(db.app, testClock, [handler]);
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 7, rowsWithErrors: 0, imported: 7 });
    expect(steps()).toBeGreaterThan(4);
  });

  it('takes as many statements for many rows as for one', async () => {
    const troubled = { distress: '亏损', distressFrom: '2016-03-01', evidence: '审计报告' };
    const few = await statementsOf(fileOf([aRow(troubled)]));
    expect(await statementsOf(fileOf(Array.from({ length: 40 }, () => aRow(troubled))))).toBe(few);
  });

  it('writes nothing in a dry run, and reports the same', async () => {
    const file = fileOf([aRow(), aRow({ industry: '航天' })]);
    const checked = await read(await send(file, { dryRun: true }));
    expect(checked).toMatchObject({ state: 'CHECKED', rows: 2, rowsWithErrors: 1, imported: 0 });
    expect(checked['problems']).toMatchObject({ nodes: [{ line: 3, column: '所属行业', rule: 'KNOWN_VALUE' }] });
    expect(await read(await send(file))).toMatchObject({ state: 'DONE', imported: 1 });
  });

  it('knows in a dry run too a code that another county has registered', async () => {
    const taken = aRow();
    await anEnterprise(db.owner, { credit_code: taken['creditCode'], region_code: '341102' });
    const checked = await read(await send(fileOf([taken]), { dryRun: true }));
    expect(checked['problems']).toMatchObject({ nodes: [{ line: 2, rule: 'CREDIT_CODE_UNIQUE' }] });
  });

  it('takes a file once, whoever sends it how often', async () => {
    const file = fileOf([aRow()]);
    const id = await send(file);
    await read(id);
    expect(await start(file, {}, viewerWith({ role: 'city', read: ['340100'], subject: 'city-9' }))).toMatchObject({
      id,
    });
    expect(await read(id)).toMatchObject({ state: 'DONE', imported: 1 });
  });

  it('refuses a file of another shape, and one whose checksum differs', async () => {
    expect(await read(await send(Buffer.from('甲,乙\n1,2\n')))).toMatchObject({
      state: 'REFUSED',
      imported: 0,
    });
    const file = fileOf([aRow()]);
    const id = await send(file, { sha256: 'a'.repeat(64) });
    expect(await read(id)).toMatchObject({
      state: 'REFUSED',
      problems: { nodes: [{ line: 1, column: null, rule: 'CHECKSUM' }] },
    });
  });

  it('is broken off on request, once', async () => {
    const { id } = await start(fileOf([aRow()]));
    expect(await run('cancel', { id })).toMatchObject({ importState: 'REFUSED' });
    expect(await run('cancel', { id })).toMatchObject({ __typename: 'TransitionRefused', refusedIn: 'REFUSED' });
  });

  it('I34: is for who writes in its region', async () => {
    const file = fileOf([aRow()]);
    expect(await start(file, { region: '341102' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await start(file, {}, viewerWith({ role: 'auditor' }))).toMatchObject({ code: 'FORBIDDEN' });
    const { id } = await start(file);
    expect(await run('finish', { id }, viewerWith({ role: 'maker', read: ['341102'] }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
