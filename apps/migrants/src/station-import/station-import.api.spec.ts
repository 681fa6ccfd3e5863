import { describe, expect, it } from '@jest/globals';
import { runJobs } from '@nuan/facts';
import { ListImportJob, UploadStore } from '@nuan/intake';
import {
  type ListCells,
  listImportKit,
  losingItsSecondStep,
  testCipher,
  testClock,
  testTransitions,
  useTestDatabase,
  viewerWith,
} from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { countyMaker } from '../mutation-kit';
import { stationImportMachine } from './station-import.machine';
import { stationImportRules } from './station-import.rules';
import { STATION_COLUMNS } from './import-row';

describe('a bulk import of stations', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  let serial = 0;
  const aRow = (cells: ListCells = {}): ListCells => ({
    code: `AH-IM-${String(++serial).padStart(4, '0')}`,
    kind: '幸福驿站',
    name: `导入驿站${String(serial)}`,
    buildMode: '工会自建',
    address: '样例路1号',
    ...cells,
  });
  const { fileOf, run, start, send, read, statementsOf } = listImportKit({
    ...{ definition: migrantsSubgraph, db, viewer: countyMaker, type: 'StationImport', columns: STATION_COLUMNS },
    ...{ imported: 'stationsImported', target: { region: '340102' } },
  });

  testTransitions({ machine: stationImportMachine, database: db, table: 'station_import', column: 'state' });

  it('makes planned facilities, and reports the rows that it leaves out', async () => {
    const [good, placed] = [
      aRow(),
      aRow({ kind: 'HAPPY_HOME', longitude: '117.2655', latitude: '31.8789', areaM2: '40' }),
    ];
    const taken = aRow();
    await read(await send(fileOf([taken])));
    const bad = [
      taken,
      aRow({ code: 'ah-1' }),
      aRow({ region: '340281' }),
      aRow({ region: '340104' }),
      aRow({ longitude: '117.2655' }),
      aRow({ name: '站' }),
      { ...good, name: '同一编码' },
    ];
    const id = await send(fileOf([good, placed, ...bad]));
    const done = await read(id);
    expect(done).toMatchObject({ state: 'DONE', rows: 9, rowsWithErrors: 7, imported: 2 });
    expect(done['progress']).toEqual({ state: 'DONE', done: 9, total: 9, failed: 7 });
    expect(done['problems']).toMatchObject({
      nodes: [
        { line: 4, column: '驿站编码', rule: 'STATION_CODE_TAKEN' },
        { line: 5, column: '驿站编码', rule: 'STATION_CODE' },
        { line: 6, column: '行政区划代码', rule: 'REGION_VALID_ON' },
        { line: 7, column: '行政区划代码', rule: 'REGION_OF_IMPORT' },
        { line: 8, column: '经度', rule: 'POINT_WHOLE' },
        { line: 9, column: '驿站名称', rule: 'TEXT_TOO_SHORT' },
        { line: 10, column: '驿站编码', rule: 'TWICE_IN_FILE' },
      ],
    });
    const rows = await db.app.query<object[]>(
      `select s.kind, s.region_code, s.state, s.longitude is not null as placed from service_station s
       join station_import_row r on r.station_id = s.id where r.import_id = $1 order by r.line`,
      [id],
    );
    expect(rows).toEqual([
      { kind: 'HAPPY_STATION', region_code: '340102', state: 'PLANNED', placed: false },
      { kind: 'HAPPY_HOME', region_code: '340102', state: 'PLANNED', placed: true },
    ]);
  });

  it('goes on where the last committed step ended, when one is lost on the way', async () => {
    const rows = Array.from({ length: 7 }, () => aRow());
    const id = await send(fileOf(rows));
    const job = new ListImportJob(stationImportRules, db.app, new UploadStore(testCipher), 2);
    const { handler, steps } = losingItsSecondStep(job);
    await runJobs(db.app, testClock, [handler]);
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 7, rowsWithErrors: 0, imported: 7 });
    expect(steps()).toBeGreaterThan(4);
  });

  it('takes as many statements for many rows as for one', async () => {
    const few = await statementsOf(fileOf([aRow()]));
    expect(await statementsOf(fileOf(Array.from({ length: 40 }, () => aRow())))).toBe(few);
  });

  it('writes nothing in a dry run, and reports the same', async () => {
    const file = fileOf([aRow(), aRow({ kind: '报亭' })]);
    const checked = await read(await send(file, { dryRun: true }));
    expect(checked).toMatchObject({ state: 'CHECKED', rows: 2, rowsWithErrors: 1, imported: 0 });
    expect(checked['problems']).toMatchObject({ nodes: [{ line: 3, column: '类型', rule: 'KNOWN_VALUE' }] });
    expect(await read(await send(file))).toMatchObject({ state: 'DONE', imported: 1 });
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
