import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { rollupDrift } from '@nuan/database';
import { runJobs, verifyAudit } from '@nuan/facts';
import { ListImportJob, UploadStore } from '@nuan/intake';
import { newId } from '@nuan/kernel';
import {
  aCreditCode,
  insertRow,
  type ListCells,
  listImportKit,
  testCipher,
  testClock,
  testTransitions,
  useTestDatabase,
  viewerWith,
} from '@nuan/testing';

import { maker } from '../../testing/mutate';
import { aCampaign, anEnterprise, aPeriod, aVisit } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';
import { VISIT_COLUMNS } from './import-row';
import { visitImportMachine } from './visit-import.machine';
import { visitImportRules } from './visit-import.rules';

describe('a bulk import of visits', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  const { fileOf, run, start, send, read, statementsOf } = listImportKit({
    ...{ definition: enterprisesSubgraph, db, viewer: maker, type: 'EnterpriseVisitImport', columns: VISIT_COLUMNS },
    ...{ imported: 'visitsImported', target: { region: '340103', campaign: 'CNY2017' } },
  });
  let serial = 0;
  let [enterprise, code] = ['', ''];
  /** An enterprise in distress with a code whose check character holds. */
  const aMine = async (values: object = {}): Promise<{ readonly id: string; readonly code: string }> => {
    const credit_code = aCreditCode((serial += 1));
    const id = await anEnterprise(db.owner, { credit_code, industry: 'COAL', ...values });
    await aPeriod(db.owner, id);
    return { id, code: credit_code };
  };
  const aRow = (cells: ListCells = {}): ListCells => ({
    ...{ creditCode: code, visitedOn: '2017-01-20', leaderRank: '市领导', leader: '市总工会主席' },
    ...cells,
  });
  const visits = (id: string): Promise<object[]> =>
    db.app.query<object[]>(
      `select visited_on as "on", region_code as region, campaign_code as campaign, first_in_campaign as "isFirst", leader_rank as rank,
         workers_met as met, amount_fen as amount, goods_fen as goods, note
       from enterprise_visit where enterprise_id = $1 order by visited_on`,
      [id],
    );
  const FIRST = { region: '340103', campaign: 'CNY2017', isFirst: true, rank: 'PREFECTURE_LEADER' };
  const BARE = { met: null, amount: null, goods: null, note: null };

  beforeAll(async () => {
    await aCampaign(db.owner);
  });
  beforeEach(async () => {
    ({ id: enterprise, code } = await aMine());
  });

  testTransitions({ machine: visitImportMachine, database: db, table: 'enterprise_visit_import', column: 'state' });

  it('records visits of a campaign, by which an enterprise in distress counts once', async () => {
    const file = fileOf([
      aRow({ visitedOn: '2017-01-12', workersMet: '30', amount: '20000', goods: '5000.50', note: '慰问一线职工' }),
      aRow(),
    ]);
    expect(await read(await send(file))).toMatchObject({ state: 'DONE', rows: 2, rowsWithErrors: 0, imported: 2 });
    expect(await visits(enterprise)).toEqual([
      { ...FIRST, on: '2017-01-12', met: 30, amount: '2000000', goods: '500050', note: '慰问一线职工' },
      { ...FIRST, ...BARE, on: '2017-01-20', isFirst: false },
    ]);
    expect(await rollupDrift(db.owner)).toEqual([]);
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });

  it('takes as many statements for many rows as for one', async () => {
    const few = await statementsOf(fileOf([aRow()]));
    const days = Array.from({ length: 15 }, (_, day) => `2017-01-${String(day + 1).padStart(2, '0')}`);
    const other = (await aMine()).code;
    expect(await statementsOf(fileOf(days.map((visitedOn) => aRow({ visitedOn, creditCode: other }))))).toBe(few);
  });

  it('records visits of no campaign, which count nowhere', async () => {
    expect(await read(await send(fileOf([aRow()]), { campaign: null }))).toMatchObject({ state: 'DONE', imported: 1 });
    expect(await visits(enterprise)).toEqual([{ ...FIRST, ...BARE, on: '2017-01-20', campaign: null, isFirst: false }]);
  });

  it('reports the rows that it leaves out, by line, column and rule', async () => {
    const closed = aCreditCode((serial += 1));
    await anEnterprise(db.owner, { credit_code: closed, closed_on: '2016-12-31', closed_reason: '关停' });
    await aVisit(db.owner, enterprise, { visited_on: '2017-01-10' });
    const bad = [
      aRow({ creditCode: aCreditCode(900_001) }),
      aRow({ creditCode: closed }),
      aRow({ visitedOn: '2017-01-24' }),
      aRow({ leaderRank: '厂长' }),
      aRow({ leader: '主' }),
      aRow({ amount: '0' }),
      aRow({ visitedOn: '2017-01-10' }),
    ];
    const done = await read(await send(fileOf([...bad, aRow(), aRow({ leaderRank: 'UNION_CADRE' })])));
    expect(done).toMatchObject({ state: 'DONE', rows: 9, rowsWithErrors: 8, imported: 1 });
    expect(done['problems']).toMatchObject({
      nodes: [
        { line: 2, column: '统一社会信用代码', rule: 'ENTERPRISE_OF_REGION' },
        { line: 3, column: '走访日期', rule: 'ENTERPRISE_REGISTERED' },
        { line: 4, column: '走访日期', rule: 'NOT_IN_THE_FUTURE' },
        { line: 5, column: '带队领导级别', rule: 'KNOWN_VALUE' },
        { line: 6, column: '带队领导职务', rule: 'TEXT_TOO_SHORT' },
        { line: 7, column: '慰问金', rule: 'AMOUNT_POSITIVE' },
        { line: 8, column: '走访日期', rule: 'VISIT_KNOWN' },
        { line: 10, column: '走访日期', rule: 'TWICE_IN_FILE' },
      ],
    });
  });

  it('records a visit where the enterprise was on that day, within the region of the import', async () => {
    await insertRow(db.owner, 'enterprise_move', {
      ...{ id: newId(), enterprise_id: enterprise, from_region_code: '340104', to_region_code: '340103' },
      ...{ moved_on: '2017-01-15', recorded_on: '2017-01-15' },
    });
    const neighbour = await aMine({ region_code: '340104' });
    const file = fileOf([aRow({ visitedOn: '2017-01-10' }), aRow(), aRow({ creditCode: neighbour.code })]);
    const done = await read(await send(file));
    expect(done).toMatchObject({ rowsWithErrors: 2, imported: 1 });
    expect(done['problems']).toMatchObject({
      nodes: [
        { line: 2, column: '走访日期', rule: 'REGION_OF_IMPORT' },
        { line: 4, column: '统一社会信用代码', rule: 'ENTERPRISE_OF_REGION' },
      ],
    });
    expect(await visits(enterprise)).toEqual([{ ...FIRST, ...BARE, on: '2017-01-20' }]);
  });

  it('counts an enterprise once that was visited in the district from which it moved', async () => {
    await insertRow(db.owner, 'enterprise_move', {
      ...{ id: newId(), enterprise_id: enterprise, from_region_code: '340104', to_region_code: '340103' },
      ...{ moved_on: '2017-01-15', recorded_on: '2017-01-15' },
    });
    await aVisit(db.owner, enterprise, { region_code: '340104', visited_on: '2017-01-10' });
    expect(await read(await send(fileOf([aRow()])))).toMatchObject({ rowsWithErrors: 0, imported: 1 });
    expect(await visits(enterprise)).toMatchObject([
      { on: '2017-01-10', region: '340104', isFirst: true },
      { on: '2017-01-20', region: '340103', isFirst: false },
    ]);
  });

  it('goes on where the last committed step ended, when one is lost on the way: nobody counts twice', async () => {
    const mines = await Promise.all(Array.from({ length: 3 }, () => aMine()));
    const rows = mines.flatMap((mine) =>
      ['2017-01-11', '2017-01-12'].map((visitedOn) => aRow({ creditCode: mine.code, visitedOn })),
    );
    const id = await send(fileOf([...rows, aRow()]));
    const job = new ListImportJob(visitImportRules, db.app, new UploadStore(testCipher), 2);
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
    for (const mine of mines)
      expect(await visits(mine.id)).toMatchObject([
        { on: '2017-01-11', isFirst: true },
        { on: '2017-01-12', isFirst: false },
      ]);
    expect(await rollupDrift(db.owner)).toEqual([]);
  });

  it('leaves out visits of a campaign that there is not, or outside its days', async () => {
    const file = fileOf([aRow({ visitedOn: '2016-12-19' }), aRow({ visitedOn: '2016-12-20' })]);
    const id = await send(file);
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 2, rowsWithErrors: 1, imported: 1 });
    expect(await read(await send(file, { campaign: 'CNY2018' }))).toMatchObject({ rowsWithErrors: 2, imported: 0 });
    const rules = await db.app.query<object[]>(`select line, rule from row_problem where run_id = $1 order by line`, [
      id,
    ]);
    expect(rules).toEqual([{ line: 2, rule: 'VISITED_IN_CAMPAIGN' }]);
  });

  it('writes nothing in a dry run, and takes a file once for its region and campaign', async () => {
    const file = fileOf([aRow()]);
    expect(await read(await send(file, { dryRun: true }))).toMatchObject({ state: 'CHECKED', imported: 0 });
    expect(await visits(enterprise)).toEqual([]);
    const id = await send(file);
    expect(await read(id)).toMatchObject({ state: 'DONE', imported: 1 });
    expect(await start(file)).toMatchObject({ id });
    expect((await start(file, { campaign: 'CNY2018' })).id).not.toBe(id);
    expect(await start(file, { campaign: '春节' })).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('I34: is for who writes of enterprises in its region', async () => {
    const file = fileOf([aRow()]);
    expect(await start(file, { region: '341102' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await start(file, {}, viewerWith({ role: 'cashier', read: ['340103'] }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    const { id } = await start(file);
    expect(await run('finish', { id }, viewerWith({ role: 'maker', read: ['341102'] }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
