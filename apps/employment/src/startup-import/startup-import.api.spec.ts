import { describe, expect, it } from '@jest/globals';
import { runJobs, verifyAudit } from '@nuan/facts';
import { ListImportJob, UploadStore } from '@nuan/intake';
import {
  aCreditCode,
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

import { employmentSubgraph } from '../employment.subgraph';
import { answerOf, countyMaker } from '../mutation-kit';
import { recordBuilders } from '../record-builders';
import { STARTUP_COLUMNS } from './import-row';
import { startupImportMachine } from './startup-import.machine';
import { startupImportRules } from './startup-import.rules';

describe('a bulk import of applications of start-up projects', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  const { fileOf, run, start, send, read } = listImportKit({
    ...{ definition: employmentSubgraph, db, viewer: countyMaker, type: 'StartupProjectImport' },
    ...{ columns: STARTUP_COLUMNS, imported: 'projectsEntered', target: { region: '340102' } },
  });
  const aRow = async (cells: ListCells = {}): Promise<ListCells> => ({
    ...{ personId: (await a.worker()).id, name: '样例早餐店', support: '无偿资助、实物扶持' },
    ...{ amount: '30000', jobsPlanned: '3', ...cells },
  });
  const projects = (leader: string | undefined): Promise<{ readonly id: string }[]> =>
    db.owner.query<{ id: string }[]>(
      'select id, state, support, amount_fen as amount, applied_by as by, enterprise_id as firm from startup_project where leader_id = $1',
      [leader],
    );

  testTransitions({ machine: startupImportMachine, database: db, table: 'startup_project_import', column: 'state' });

  it('enters a project of a leader a year, whom another person than the sender reviews', async () => {
    const firm = await a.enterprise({ credit_code: aCreditCode(1) });
    const rows = [await aRow(), await aRow({ creditCode: aCreditCode(1) })];
    expect(await read(await send(fileOf(rows)))).toMatchObject({ state: 'DONE', rowsWithErrors: 0, imported: 2 });
    const entered = { state: 'APPLIED', support: ['GRANT', 'MATERIAL'], amount: '3000000', by: countyMaker.subject };
    const [project] = await projects(rows[0]?.['personId']);
    expect(project).toMatchObject({ ...entered, firm: null });
    expect(await projects(rows[1]?.['personId'])).toMatchObject([{ ...entered, firm: firm.id }]);
    const own = viewerWith({ role: 'checker', read: ['340102'], subject: countyMaker.subject });
    const review = { id: project?.id, expectedVersion: 1, approved: true, opinion: '同意扶持' };
    const asked = { selection: '... on StartupProject { id }', viewer: own };
    expect(await answerOf(db, 'reviewStartup', review, asked)).toMatchObject({ rule: 'FOUR_EYES' });
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });

  it('reports the rows that it leaves out, in a dry run too, by line, column and rule of a single application', async () => {
    await a.enterprise({ credit_code: aCreditCode(2), region_code: '340202' });
    const leader = await a.worker();
    await a.project({ leader_id: leader.id, year: 2017 });
    const same = await aRow();
    const rows = [
      same,
      { ...same, name: '同一负责人' },
      await aRow({ personId: leader.id }),
      await aRow({ creditCode: aCreditCode(2) }),
      await aRow({ support: '赠送' }),
      await aRow({ support: '无偿资助、GRANT' }),
      await aRow({ amount: '0' }),
      await aRow({ jobsPlanned: '0' }),
    ];
    const problems = {
      nodes: [
        { line: 3, column: '职工编号', rule: 'TWICE_IN_FILE' },
        { line: 4, column: '职工编号', rule: 'ONE_PROJECT_A_YEAR' },
        { line: 5, column: '创办企业信用代码', rule: 'REGION_OF_IMPORT' },
        { line: 6, column: '扶持方式', rule: 'KNOWN_VALUE' },
        { line: 7, column: '扶持方式', rule: 'SUPPORT_DISTINCT' },
        { line: 8, column: '申请金额', rule: 'AMOUNT_POSITIVE' },
        { line: 9, column: '计划吸纳人数', rule: 'WHOLE_NUMBER' },
      ],
    };
    expect(await read(await send(fileOf(rows), { dryRun: true }))).toMatchObject({ state: 'CHECKED', problems });
    expect(await projects(same['personId'])).toEqual([]);
    const whole = await read(await send(fileOf(rows), { mode: 'ALL_OR_NOTHING' }));
    expect(whole).toMatchObject({ state: 'REFUSED', imported: 0 });
    expect(await read(await send(fileOf(rows)))).toMatchObject({ state: 'DONE', imported: 1, problems });
  });

  it('goes on where the last committed step ended, when one is lost on the way', async () => {
    const id = await send(fileOf(await oneByOne(5, () => aRow())));
    const job = new ListImportJob(startupImportRules, db.app, new UploadStore(testCipher), 2);
    const { handler, steps } = losingItsSecondStep(job);
    await runJobs(db.app, testClock, [handler]);
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 5, rowsWithErrors: 0, imported: 5 });
    expect(steps()).toBeGreaterThan(3);
  });

  it('I34: is for who enters start-ups in its region; a file is taken once', async () => {
    const file = fileOf([await aRow()]);
    const id = await send(file);
    await read(id);
    expect(await start(file)).toMatchObject({ id });
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    expect(await start(file, {}, wuhu)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await start(file, {}, viewerWith({ role: 'auditor' }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await run('cancel', { id }, wuhu)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
