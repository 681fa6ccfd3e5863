import { describe, expect, it } from '@jest/globals';
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
import { hefei } from '../mutation-kit';
import { recordBuilders } from '../record-builders';
import { assetImportMachine } from './asset-import.machine';
import { assetImportRules } from './asset-import.rules';
import { ASSET_COLUMNS } from './import-row';

/** An ID number that nobody has, with a right check character. */
const ID_NUMBER = '349900196805060012';
/** Commerce, with that scope alone. */
const commerce = viewerWith({
  role: 'partner',
  read: ['340100'],
  scopes: ['asset:write'],
  subgraph: 'employment',
  subject: 'commerce-1',
});

describe('a bulk import of productive assets', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  const { fileOf, run, start, send, read } = listImportKit({
    ...{ definition: employmentSubgraph, db, viewer: hefei, type: 'AssetGrantImport', columns: ASSET_COLUMNS },
    ...{ imported: 'assetsGranted', target: { region: '340100' } },
  });
  let carts = 0;
  const aRow = async (cells: ListCells = {}): Promise<ListCells> => ({
    ...{ personId: cells['idNumber'] ? '' : (await a.worker()).id, asset: '早餐车', value: '8000' },
    ...{ serial: `ZCC-${String((carts += 1)).padStart(4, '0')}`, givenOn: '2016-12-30', ...cells },
  });
  const granted = (id: string): Promise<object[]> =>
    db.owner.query<object[]>(
      `select g.person_id as person, g.serial_no as serial, g.value_fen as value, g.given_on as "on", g.state, g.pilot_id as pilot
       from asset_grant g join asset_grant_import_row r on r.asset_grant_id = g.id where r.import_id = $1 order by r.line`,
      [id],
    );

  testTransitions({ machine: assetImportMachine, database: db, table: 'asset_grant_import', column: 'state' });

  it('hands a hundred carts over by serial number, one each, in the pilot that gives them', async () => {
    const pilot = await a.pilot({ year: 2016 });
    await a.pilotCity(pilot.id);
    const person = await a.worker({ number_token: testCipher.hash('id-number', ID_NUMBER).toString('hex') });
    const rows = [await aRow({ idNumber: ID_NUMBER }), ...(await oneByOne(99, () => aRow()))];
    const id = await send(fileOf(rows), { pilotId: pilot.id });
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 100, rowsWithErrors: 0, imported: 100 });
    const [first, ...others] = await granted(id);
    const given = { value: '800000', on: '2016-12-30', state: 'GIVEN', pilot: pilot.id };
    expect(first).toEqual({ ...given, person: person.id, serial: rows[0]?.['serial'] });
    expect(others).toHaveLength(99);
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });

  it('reports the rows that it leaves out, by line, column and rule of a single grant', async () => {
    const held = await a.asset();
    const recovered = await a.asset({ state: 'RECOVERED', ended_on: '2017-01-05', ended_reason: '停业' });
    const same = await aRow();
    const rows = [
      await aRow({ serial: held.serial_no }),
      await aRow({ serial: recovered.serial_no }),
      await aRow({ personId: newId() }),
      await aRow({ givenOn: '2017-02-01' }),
      await aRow({ value: '0' }),
      await aRow({ value: '八千' }),
      await aRow({ asset: '' }),
      same,
      await aRow({ serial: same['serial'] ?? '' }),
    ];
    const done = await read(await send(fileOf(rows)));
    expect(done).toMatchObject({ state: 'DONE', rows: 9, rowsWithErrors: 8, imported: 1 });
    expect(done['problems']).toMatchObject({
      nodes: [
        { line: 2, column: '编号', rule: 'SERIAL_ONCE' },
        { line: 3, column: '发放日期', rule: 'AFTER_RECOVERY' },
        { line: 4, column: '职工编号', rule: 'PERSON_OF_REGION' },
        { line: 5, column: '发放日期', rule: 'NOT_IN_THE_FUTURE' },
        { line: 6, column: '价值', rule: 'AMOUNT_POSITIVE' },
        { line: 7, column: '价值', rule: 'YUAN' },
        { line: 8, column: '名称', rule: 'REQUIRED' },
        { line: 10, column: '编号', rule: 'TWICE_IN_FILE' },
      ],
    });
  });

  it('is of a pilot that exists, for people of its cities', async () => {
    const pilot = await a.pilot({ year: 2017 });
    await a.pilotCity(pilot.id, { region_code: '340200' });
    const file = fileOf([await aRow()]);
    expect(await start(file, { pilotId: newId() })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await read(await send(file, { pilotId: pilot.id }))).toMatchObject({
      problems: { nodes: [{ line: 2, column: '职工编号', rule: 'PILOT_CITY' }] },
      imported: 0,
    });
  });

  it('tells in a dry run what only writing would, and writes nothing', async () => {
    const held = await a.asset();
    const file = fileOf([await aRow(), await aRow({ serial: held.serial_no })]);
    const problems = { nodes: [{ line: 3, column: '编号', rule: 'SERIAL_ONCE' }] };
    const id = await send(file, { dryRun: true });
    expect(await read(id)).toMatchObject({ state: 'CHECKED', rowsWithErrors: 1, imported: 0, problems });
    expect(await granted(id)).toEqual([]);
    expect(await read(await send(file, { mode: 'ALL_OR_NOTHING' }))).toMatchObject({ state: 'REFUSED', imported: 0 });
    expect(await read(await send(file))).toMatchObject({ state: 'DONE', imported: 1, problems });
  });

  it('goes on where the last committed step ended, when one is lost on the way', async () => {
    const id = await send(fileOf(await oneByOne(7, () => aRow())));
    const { handler, steps } = losingItsSecondStep(
      new ListImportJob(assetImportRules, db.app, new UploadStore(testCipher), 2),
    );
    await runJobs(db.app, testClock, [handler]);
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 7, rowsWithErrors: 0, imported: 7 });
    expect(steps()).toBeGreaterThan(4);
    expect(await granted(id)).toHaveLength(7);
  });

  it('I34: is for who hands assets over in its region: commerce with its token too; a file is taken once', async () => {
    const file = fileOf([await aRow()]);
    const id = await send(file, {}, commerce);
    expect(await read(id, commerce)).toMatchObject({ state: 'DONE', imported: 1 });
    expect(await start(file)).toMatchObject({ id });
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    expect(await start(file, {}, wuhu)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await start(file, {}, viewerWith({ role: 'auditor' }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await run('finish', { id }, wuhu)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
