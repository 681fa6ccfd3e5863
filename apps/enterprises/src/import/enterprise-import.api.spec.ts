import { createHash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import { runJobs } from '@nuan/facts';
import { csvLine, ListImportJob, templateTitles, UploadStore } from '@nuan/intake';
import { executeSubgraph, testCipher, testClock, testTransitions, useTestDatabase, viewerWith } from '@nuan/testing';

import { aCreditCode, aKey, type Answer, maker, mutate } from '../../testing/mutate';
import { anEnterprise } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';
import { enterpriseImportMachine } from './enterprise-import.machine';
import { enterpriseImportRules } from './enterprise-import.rules';
import { ENTERPRISE_COLUMNS } from './import-row';

type Cells = Readonly<Record<string, string>>;

const READ = `query ($id: ID!) { enterpriseImport(id: $id) { state rows rowsWithErrors enterprisesImported
  progress { state done total failed } problems { nodes { line column rule } totalCount } } }`;

describe('a bulk import of enterprises', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  let serial = 0;
  const aRow = (cells: Cells = {}): Cells => ({
    creditCode: aCreditCode(++serial),
    name: `导入企业${String(serial)}`,
    industry: '煤炭',
    ownership: '国有',
    ...cells,
  });
  const fileOf = (rows: readonly Cells[]): Buffer =>
    Buffer.from(
      [
        templateTitles(ENTERPRISE_COLUMNS),
        ...rows.map((cells) => ENTERPRISE_COLUMNS.map(({ key }) => cells[key] ?? '')),
      ]
        .map(csvLine)
        .join(''),
    );
  const run = (name: string, input: object, viewer = maker): Promise<Answer> =>
    mutate(db, `${name}EnterpriseImport`, input, {
      selection: '... on EnterpriseImport { id importState: state upload { receivedBytes } }',
      viewer,
    });
  const start = (file: Buffer, more: object = {}, viewer = maker): Promise<Answer> =>
    run(
      'start',
      {
        ...{ dryRun: false, region: '340103', fileName: '名单.csv', bytes: file.length, idempotencyKey: aKey() },
        ...{ sha256: createHash('sha256').update(file).digest('hex'), ...more },
      },
      viewer,
    );
  async function send(file: Buffer, more: object = {}): Promise<string> {
    const { id } = await start(file, more);
    await run('append', { id, offset: 0, content: file.toString('base64') });
    await run('finish', { id });
    return id;
  }
  const read = async (id: string): Promise<Record<string, unknown>> => {
    const { jobs } = enterprisesSubgraph.compose({ db: db.app, clock: testClock, cipher: testCipher });
    await runJobs(db.app, testClock, jobs ?? []);
    const { data } = await executeSubgraph<{ enterpriseImport: Record<string, unknown> }>(enterprisesSubgraph, {
      ...{ db: db.app, viewer: maker, query: READ, variables: { id } },
    });
    return data.enterpriseImport;
  };

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
    expect(done).toMatchObject({ state: 'DONE', rows: 9, rowsWithErrors: 7, enterprisesImported: 2 });
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
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 7, rowsWithErrors: 0, enterprisesImported: 7 });
    expect(steps).toBeGreaterThan(4);
  });

  it('writes nothing in a dry run, and reports the same', async () => {
    const file = fileOf([aRow(), aRow({ industry: '航天' })]);
    const checked = await read(await send(file, { dryRun: true }));
    expect(checked).toMatchObject({ state: 'CHECKED', rows: 2, rowsWithErrors: 1, enterprisesImported: 0 });
    expect(checked['problems']).toMatchObject({ nodes: [{ line: 3, column: '所属行业', rule: 'KNOWN_VALUE' }] });
    expect(await read(await send(file))).toMatchObject({ state: 'DONE', enterprisesImported: 1 });
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
    expect(await read(id)).toMatchObject({ state: 'DONE', enterprisesImported: 1 });
  });

  it('refuses a file of another shape, and one whose checksum differs', async () => {
    expect(await read(await send(Buffer.from('甲,乙\n1,2\n')))).toMatchObject({
      state: 'REFUSED',
      enterprisesImported: 0,
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
    expect(await run('cancel', { id })).toMatchObject({ __typename: 'TransitionRefused', state: 'REFUSED' });
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
