import { beforeEach, describe, expect, it } from '@jest/globals';
import { rollupDrift } from '@nuan/database';
import { runJobs, verifyAudit } from '@nuan/facts';
import { ListImportJob, UploadStore } from '@nuan/intake';
import {
  aCreditCode,
  type ListCells,
  listImportKit,
  testCipher,
  testClock,
  testTransitions,
  useTestDatabase,
  viewerWith,
  insertRow,
} from '@nuan/testing';

import { maker } from '../../testing/mutate';
import { aCapacityCut, aDiversion, anEnterprise } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';
import { capacityImportMachine } from './capacity-import.machine';
import { capacityImportRules } from './capacity-import.rules';
import { CAPACITY_COLUMNS } from './import-row';

describe('a bulk import of capacity cuts', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  const { fileOf, run, start, send, read, statementsOf } = listImportKit({
    ...{ definition: enterprisesSubgraph, db, viewer: maker, type: 'CapacityCutImport', columns: CAPACITY_COLUMNS },
    ...{ imported: 'cutsImported', target: { region: '340103' } },
  });
  let serial = 0;
  let [enterprise, code] = ['', ''];
  /** An enterprise with a code whose check character holds. */
  const aMine = async (values: object = {}): Promise<{ readonly id: string; readonly code: string }> => {
    const credit_code = aCreditCode((serial += 1));
    return { id: await anEnterprise(db.owner, { credit_code, industry: 'COAL', ...values }), code: credit_code };
  };
  const aRow = (cells: ListCells = {}): ListCells => ({
    ...{ creditCode: code, year: '2016', product: '煤炭', plannedTons: '300000', doneTons: '100000' },
    ...cells,
  });
  const reports = (id: string): Promise<object[]> =>
    db.app.query<object[]>(
      `select year, product as part, planned_tons as n, done_tons as done, closed_on, version from capacity_cut where enterprise_id = $1
       union all select year, route, workers, null, null, version from worker_diversion where enterprise_id = $1 order by 1, 2`,
      [id],
    );

  beforeEach(async () => {
    ({ id: enterprise, code } = await aMine());
  });

  testTransitions({ machine: capacityImportMachine, database: db, table: 'capacity_cut_import', column: 'state' });

  it('makes yearly reports of cuts and of the workers diverted by each route, in the sums of the region at once', async () => {
    const file = fileOf([
      aRow({ year: '2015', doneTons: '0' }),
      aRow({ closedOn: '2016-12-20', internalRetired: '120', reassigned: '310', contractEnded: '0' }),
    ]);
    expect(await read(await send(file))).toMatchObject({
      ...{ state: 'DONE', rows: 2, rowsWithErrors: 0, imported: 2 },
      progress: { state: 'DONE', done: 2, total: 2, failed: 0 },
    });
    const bare = { done: null, closed_on: null, version: 1 };
    expect(await reports(enterprise)).toEqual([
      { year: 2015, part: 'COAL', n: 300_000, done: 0, closed_on: null, version: 1 },
      { year: 2016, part: 'COAL', n: 300_000, done: 100_000, closed_on: '2016-12-20', version: 1 },
      { year: 2016, part: 'INTERNAL_RETIRED', n: 120, ...bare },
      { year: 2016, part: 'REASSIGNED', n: 310, ...bare },
    ]);
    expect(await rollupDrift(db.owner)).toEqual([]);
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });

  it('takes as many statements for many rows as for one', async () => {
    const cells = { internalRetired: '120', reassigned: '310' };
    const few = await statementsOf(fileOf([aRow({ ...cells, creditCode: (await aMine()).code })]));
    const mines = await Promise.all(Array.from({ length: 20 }, () => aMine()));
    const file = fileOf(mines.map((mine) => aRow({ ...cells, creditCode: mine.code })));
    expect(await statementsOf(file)).toBe(few);
  });

  it('reports the rows that it leaves out, by line, column and rule', async () => {
    const closed = await aMine({ closed_on: '2016-12-31', closed_reason: '关停' });
    const bad = [
      aRow({ creditCode: aCreditCode(900_001) }),
      aRow({ creditCode: closed.code }),
      aRow({ creditCode: `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}` }),
      aRow({ year: '2018' }),
      aRow({ product: '水泥' }),
      aRow({ plannedTons: '30万' }),
      aRow({ closedOn: '2017-01-24' }),
      aRow({ reassigned: '-1' }),
    ];
    const done = await read(await send(fileOf([...bad, aRow(), aRow({ product: '钢铁' })])));
    expect(done).toMatchObject({ state: 'DONE', rows: 10, rowsWithErrors: 9, imported: 1 });
    expect(done['problems']).toMatchObject({
      nodes: [
        { line: 2, column: '统一社会信用代码', rule: 'ENTERPRISE_OF_REGION' },
        { line: 3, column: '统一社会信用代码', rule: 'ENTERPRISE_REGISTERED' },
        { line: 4, column: '统一社会信用代码', rule: 'CREDIT_CODE' },
        { line: 5, column: '年度', rule: 'WHOLE_NUMBER' },
        { line: 6, column: '产品', rule: 'KNOWN_VALUE' },
        { line: 7, column: '计划压减产能', rule: 'WHOLE_NUMBER' },
        { line: 8, column: '关停日期', rule: 'NOT_IN_THE_FUTURE' },
        { line: 9, column: '转岗人数', rule: 'WHOLE_NUMBER' },
        { line: 11, column: '年度', rule: 'TWICE_IN_FILE' },
      ],
    });
  });

  it('changes no report that is on record, and takes no enterprise of the district next door', async () => {
    await aCapacityCut(db.owner, enterprise);
    const diverted = await aMine();
    await aDiversion(db.owner, diverted.id, 'REASSIGNED', 7);
    const neighbour = await aMine({ region_code: '340104' });
    const moved = await aMine();
    // Reported by the district from which it moved.
    await insertRow(db.owner, 'worker_diversion', {
      ...{ enterprise_id: moved.id, region_code: '340104', year: 2016, route: 'REASSIGNED', workers: 9 },
    });
    const done = await read(
      await send(
        fileOf([
          aRow(),
          aRow({ creditCode: diverted.code, reassigned: '8' }),
          aRow({ creditCode: neighbour.code }),
          aRow({ creditCode: diverted.code, year: '2015', reassigned: '8' }),
          aRow({ creditCode: moved.code, reassigned: '10' }),
        ]),
      ),
    );
    expect(done).toMatchObject({ rowsWithErrors: 4, imported: 1 });
    expect(done['problems']).toMatchObject({
      nodes: [
        { line: 2, column: '年度', rule: 'REPORT_KNOWN' },
        { line: 3, column: '转岗人数', rule: 'REPORT_KNOWN' },
        { line: 4, column: '统一社会信用代码', rule: 'ENTERPRISE_OF_REGION' },
        { line: 6, column: '转岗人数', rule: 'REPORT_KNOWN' },
      ],
    });
    expect(await reports(neighbour.id)).toEqual([]);
  });

  it('goes on where the last committed step ended, when one is lost on the way', async () => {
    const mines = await Promise.all(Array.from({ length: 7 }, () => aMine()));
    const id = await send(fileOf(mines.map((mine) => aRow({ creditCode: mine.code, reassigned: '5' }))));
    const job = new ListImportJob(capacityImportRules, db.app, new UploadStore(testCipher), 2);
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
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 7, rowsWithErrors: 0, imported: 7 });
    expect(steps).toBeGreaterThan(4);
    for (const mine of mines) expect(await reports(mine.id)).toHaveLength(2);
  });

  it('writes nothing in a dry run, reports the same, and takes a file once', async () => {
    const file = fileOf([aRow(), aRow({ creditCode: aCreditCode(900_002) })]);
    expect(await read(await send(file, { dryRun: true }))).toMatchObject({
      ...{ state: 'CHECKED', rows: 2, rowsWithErrors: 1, imported: 0 },
      problems: { nodes: [{ line: 3, rule: 'ENTERPRISE_OF_REGION' }] },
    });
    expect(await reports(enterprise)).toEqual([]);
    const id = await send(file);
    expect(await read(id)).toMatchObject({ state: 'DONE', imported: 1 });
    const city = viewerWith({ role: 'city', read: ['340100'], subject: 'city-9' });
    expect(await start(file, {}, city)).toMatchObject({ id });
    expect(await read(id)).toMatchObject({ imported: 1 });
  });

  it('I34: is for who writes of enterprises in its region', async () => {
    const file = fileOf([aRow()]);
    expect(await start(file, { region: '341102' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await start(file, {}, viewerWith({ role: 'auditor' }))).toMatchObject({ code: 'FORBIDDEN' });
    const { id } = await start(file);
    expect(await run('finish', { id }, viewerWith({ role: 'maker', read: ['341102'] }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
