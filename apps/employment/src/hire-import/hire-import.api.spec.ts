import { beforeEach, describe, expect, it } from '@jest/globals';
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

import { employmentSubgraph } from '../employment.subgraph';
import { countyMaker } from '../mutation-kit';
import { recordBuilders } from '../record-builders';
import { hireImportMachine } from './hire-import.machine';
import { hireImportRules } from './hire-import.rules';
import { HIRE_COLUMNS } from './import-row';

describe('a bulk import of the hires of a start-up project', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  let project: { readonly id: string; readonly leader: string; readonly firm: string };
  const { fileOf, run, start, send, read } = listImportKit({
    ...{ definition: employmentSubgraph, db, viewer: countyMaker, type: 'StartupHireImport', columns: HIRE_COLUMNS },
    ...{ imported: 'personsHired', target: () => ({ projectId: project.id }) },
  });
  let serial = 0;
  const aRow = async (cells: ListCells = {}): Promise<ListCells> => ({
    ...{ personId: (await a.worker()).id, hiredOn: '2016-09-01', contractRef: `HT-${String((serial += 1))}`, ...cells },
  });
  const hired = (): Promise<object[]> =>
    db.owner.query<object[]>(
      'select employer_id as employer, routes, placed_on as "on" from placement where startup_project_id = $1',
      [project.id],
    );

  beforeEach(async () => {
    const [leader, firm] = [(await a.worker()).id, (await a.enterprise()).id];
    const { id } = await a.project({ leader_id: leader, enterprise_id: firm });
    project = { id, leader, firm };
  });

  testTransitions({ machine: hireImportMachine, database: db, table: 'startup_hire_import', column: 'state' });

  it('I28: records proven hires of the project, which its jobs are counted by', async () => {
    expect(await read(await send(fileOf([await aRow(), await aRow({ wage: '3000' })])))).toMatchObject({
      ...{ state: 'DONE', rows: 2, rowsWithErrors: 0, imported: 2 },
    });
    const hire = { employer: project.firm, routes: ['STARTUP_HIRE'], on: '2016-09-01' };
    expect(await hired()).toEqual([hire, hire]);
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });

  it('reports the rows that it leaves out, in a dry run too, by line, column and rule of a single hire', async () => {
    const same = await aRow();
    const rows = [
      same,
      { ...same, contractRef: 'HT-X' },
      await aRow({ personId: project.leader }),
      await aRow({ hiredOn: '2016-01-01' }),
      await aRow({ hiredOn: '2017-02-01' }),
      await aRow({ contractRef: '' }),
      await aRow({ personId: newId() }),
    ];
    const problems = {
      nodes: [
        { line: 3, column: '职工编号', rule: 'TWICE_IN_FILE' },
        { line: 4, column: '职工编号', rule: 'HIRE_NOT_LEADER' },
        { line: 5, column: '就业日期', rule: 'HIRED_AFTER_FUNDING' },
        { line: 6, column: '就业日期', rule: 'NOT_IN_THE_FUTURE' },
        { line: 7, column: '劳动合同编号', rule: 'REQUIRED' },
        { line: 8, column: '职工编号', rule: 'PERSON_OF_REGION' },
      ],
    };
    const checked = await read(await send(fileOf(rows), { dryRun: true }));
    expect(checked).toMatchObject({ state: 'CHECKED', rowsWithErrors: 6, imported: 0, problems });
    expect(await hired()).toEqual([]);
    expect(await read(await send(fileOf(rows), { mode: 'ALL_OR_NOTHING' }))).toMatchObject({
      state: 'REFUSED',
      imported: 0,
    });
    expect(await read(await send(fileOf(rows)))).toMatchObject({ state: 'DONE', imported: 1, problems });
  });

  it('goes on where the last committed step ended, when one is lost on the way', async () => {
    const id = await send(fileOf(await oneByOne(5, () => aRow())));
    const { handler, steps } = losingItsSecondStep(
      new ListImportJob(hireImportRules, db.app, new UploadStore(testCipher), 2),
    );
    await runJobs(db.app, testClock, [handler]);
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 5, rowsWithErrors: 0, imported: 5 });
    expect(steps()).toBeGreaterThan(3);
    expect(await hired()).toHaveLength(5);
  });

  it('I34: is for who writes start-ups in the region of the project; a file is taken once for it', async () => {
    const file = fileOf([await aRow()]);
    const id = await send(file);
    await read(id);
    expect(await start(file, {}, viewerWith({ role: 'maker', read: ['340102'], subject: 'maker-9' }))).toMatchObject({
      id,
    });
    // The same project, whichever way its number is written; on the way as when it is done.
    expect(await start(file, { projectId: project.id.toUpperCase() })).toMatchObject({ id });
    const next = fileOf([await aRow()]);
    const { id: begun } = await start(next);
    expect(await start(next, { projectId: project.id.toUpperCase() })).toMatchObject({ id: begun });
    expect(await start(next, { mode: 'ALL_OR_NOTHING' })).toMatchObject({ rule: 'IMPORT_BEGUN_OTHERWISE' });
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    expect(await start(file, {}, wuhu)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await start(file, {}, viewerWith({ role: 'auditor' }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await run('cancel', { id }, wuhu)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
