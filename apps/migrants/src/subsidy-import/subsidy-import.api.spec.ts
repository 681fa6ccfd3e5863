import { beforeEach, describe, expect, it } from '@jest/globals';
import { rollupDrift } from '@nuan/database';
import { runJobs, verifyAudit } from '@nuan/facts';
import { ListImportJob, UploadStore } from '@nuan/intake';
import { newId } from '@nuan/kernel';
import {
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
import { aKey, type Answer, answerOf, countyMaker } from '../mutation-kit';
import { aWorker } from '../row-builders';
import { SUBSIDY_COLUMNS } from './import-row';
import { subsidyImportMachine } from './subsidy-import.machine';
import { subsidyImportRules } from './subsidy-import.rules';

/** ID numbers that nobody has, with right check characters. */
const [FIRST, STRANGER] = ['349900196805060012', '349900198001010019'] as const;

describe('a bulk import of travel subsidies', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  let returnServiceId = '';
  const { fileOf, run, start, send, read, statementsOf } = listImportKit({
    ...{ definition: migrantsSubgraph, db, viewer: countyMaker, type: 'TravelSubsidyImport' },
    ...{ columns: SUBSIDY_COLUMNS, imported: 'subsidiesRequested', target: () => ({ returnServiceId }) },
  });
  const act = (name: string, input: object): Promise<Answer> =>
    answerOf(db, name, input, { selection: '... on ReturnService { id version }', viewer: countyMaker });
  const opened = async (kind = 'TRANSPORT_SUBSIDY'): Promise<Answer> => {
    const about = { kind, title: '样例交通补贴', regionCode: '340102', servedOn: '2017-01-24' };
    const planned = await act('planReturn', { ...about, idempotencyKey: aKey() });
    return act('openReturn', { id: planned.id, expectedVersion: planned.version });
  };
  const aRow = async (cells: ListCells = {}): Promise<ListCells> => ({
    ...(cells['personId'] === undefined && cells['idNumber'] === undefined
      ? { personId: await aWorker(db.owner) }
      : {}),
    amount: '200',
    ...cells,
  });
  const requested = (): Promise<object[]> =>
    db.owner.query<object[]>(
      `select worker_id as worker, amount_fen as amount, mode, region_code as region, requested_on::text as "on"
       from travel_subsidy_request where return_service_id = $1 order by amount_fen, worker_id`,
      [returnServiceId],
    );

  beforeEach(async () => {
    returnServiceId = (await opened()).id;
  });

  testTransitions({ machine: subsidyImportMachine, database: db, table: 'travel_subsidy_import', column: 'state' });

  it('asks assistance for each by the feed, as a single request does, by ID number or number', async () => {
    const known = await aWorker(db.owner, { number_token: testCipher.hash('id-number', FIRST).toString('hex') });
    const other = await aWorker(db.owner);
    const rows = [await aRow({ idNumber: FIRST }), await aRow({ personId: other, amount: '300.50', mode: '存折' })];
    const id = await send(fileOf(rows));
    expect(await read(id)).toMatchObject({
      ...{ state: 'DONE', rows: 2, rowsWithErrors: 0, imported: 2 },
      progress: { state: 'DONE', done: 2, total: 2, failed: 0 },
    });
    const here = { region: '340102', on: '2017-01-23' };
    expect(await requested()).toEqual([
      { worker: known, amount: '20000', mode: 'BANK_CARD', ...here },
      { worker: other, amount: '30050', mode: 'PASSBOOK', ...here },
    ]);
    const changes = await db.owner.query<object[]>(
      `select c.facts ->> 'workerId' as worker, c.facts ->> 'mode' as mode from change c join travel_subsidy_import_row r on r.travel_subsidy_request_id = c.entity_id
       where r.import_id = $1 order by r.line`,
      [id],
    );
    expect(changes).toEqual([
      { worker: known, mode: 'BANK_CARD' },
      { worker: other, mode: 'PASSBOOK' },
    ]);
    const sql = 'select requested, requested_fen as fen from return_subsidy where return_service_id = $1';
    expect(await db.owner.query(sql, [returnServiceId])).toEqual([{ requested: 2, fen: '50050' }]);
    const [entry] = await db.owner.query<{ subjects: string[] }[]>(
      `select subject_ids as subjects from audit_entry where action = 'travelSubsidy.import' and $1 = any(subject_ids)`,
      [id],
    );
    expect(entry?.subjects).toEqual(expect.arrayContaining([known, other]));
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
    expect(await rollupDrift(db.owner)).toEqual([]);
  });

  it('takes as many statements for many rows as for one', async () => {
    const few = await statementsOf(fileOf([await aRow()]));
    expect(await statementsOf(fileOf(await oneByOne(290, () => aRow())))).toBe(few);
  });

  it('leaves rows out by the rules of a single request, the same in a dry run as in earnest', async () => {
    const [person, asked] = [await aWorker(db.owner), await aWorker(db.owner)];
    const subsidies = [{ personId: asked, amount: '200.00' }];
    await act('requestTravelSubsidies', { returnServiceId, subsidies, idempotencyKey: aKey() });
    const rows = [
      await aRow({ personId: person }),
      await aRow({ personId: asked, amount: '1' }),
      await aRow({ personId: person, amount: '2' }),
      await aRow({ idNumber: STRANGER }),
      await aRow({ personId: await aWorker(db.owner, { region_code: '340202' }) }),
      await aRow({ personId: await aWorker(db.owner, { erased_on: '2017-01-01' }) }),
      await aRow({ amount: '0' }),
      await aRow({ amount: '' }),
      await aRow({ mode: 'CASH' }),
      await aRow({ mode: '微信' }),
    ];
    const problems = {
      nodes: [
        { line: 3, column: '职工编号', rule: 'SUBSIDY_ALREADY_REQUESTED' },
        { line: 4, column: '职工编号', rule: 'TWICE_IN_FILE' },
        { line: 5, column: '身份证号', rule: 'PERSON_OF_REGION' },
        { line: 6, column: '职工编号', rule: 'PERSON_OF_REGION' },
        { line: 7, column: '职工编号', rule: 'PERSON_ERASED' },
        { line: 8, column: '补贴金额', rule: 'AMOUNT_NOT_POSITIVE' },
        { line: 9, column: '补贴金额', rule: 'REQUIRED' },
        { line: 10, column: '发放方式', rule: 'REQUEST_MODE' },
        { line: 11, column: '发放方式', rule: 'KNOWN_VALUE' },
      ],
      totalCount: 9,
    };
    const file = fileOf(rows);
    const checked = await read(await send(file, { dryRun: true }));
    expect(checked).toMatchObject({ state: 'CHECKED', rows: 10, rowsWithErrors: 9, imported: 0, problems });
    expect(await requested()).toHaveLength(1);
    expect(await read(await send(file))).toMatchObject({ state: 'DONE', rowsWithErrors: 9, imported: 1, problems });
    expect(await requested()).toMatchObject([{ amount: '20000' }, { amount: '20000' }]);
  });

  it('gives a person one subsidy of a service, of two lists at once too', async () => {
    const [one, two] = [await aRow(), await aRow()];
    const ids = await Promise.all([fileOf([one, two]), fileOf([two])].map((file) => send(file)));
    const outcomes = [await read(ids[0] ?? ''), await read(ids[1] ?? '')];
    expect(outcomes.map((outcome) => Number(outcome['imported'])).reduce((sum, n) => sum + n)).toBe(2);
    expect(await requested()).toHaveLength(2);
  });

  it('is taken for an open service of subsidies alone, and while it is open', async () => {
    const file = fileOf([await aRow()]);
    const id = await send(file);
    await db.owner.query(`update return_service set status = 'CANCELLED', version = version + 1 where id = $1`, [
      returnServiceId,
    ]);
    expect(await read(id)).toMatchObject({
      ...{ state: 'DONE', imported: 0 },
      problems: { nodes: [{ line: 2, column: null, rule: 'RETURN_NOT_OPEN' }] },
    });
    expect(await requested()).toEqual([]);
    expect(await start(file)).toMatchObject({ rule: 'RETURN_NOT_OPEN', field: 'returnServiceId' });
    returnServiceId = (await opened('GROUP_TICKET')).id;
    expect(await start(file)).toMatchObject({ rule: 'RETURN_NOT_OPEN', field: 'returnServiceId' });
  });

  it('is taken whole or not at all, when it is so wanted', async () => {
    const good = await aRow();
    const refused = await send(fileOf([good, await aRow({ idNumber: STRANGER })]), { mode: 'ALL_OR_NOTHING' });
    expect(await read(refused)).toMatchObject({ state: 'REFUSED', rowsWithErrors: 1, imported: 0 });
    expect(await requested()).toEqual([]);
    const whole = await send(fileOf([good, await aRow()]), { mode: 'ALL_OR_NOTHING' });
    expect(await read(whole)).toMatchObject({ state: 'DONE', rowsWithErrors: 0, imported: 2 });
  });

  it('keeps an ID number nowhere, though the list named people by it', async () => {
    await read(await send(fileOf([await aRow({ idNumber: STRANGER })])));
    const tables = await db.owner.query<{ name: string }[]>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    for (const { name } of tables) {
      const found = await db.owner.query<object[]>(
        `select 1 from ${name} t where to_jsonb(t)::text like '%${STRANGER}%'`,
      );
      expect([name, found.length]).toEqual([name, 0]);
    }
  });

  it('goes on where the last committed step ended, when one is lost on the way', async () => {
    const id = await send(fileOf(await oneByOne(7, () => aRow())));
    const job = new ListImportJob(subsidyImportRules, db.app, new UploadStore(testCipher), 2);
    const { handler, steps } = losingItsSecondStep(job);
    await runJobs(db.app, testClock, [handler]);
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 7, rowsWithErrors: 0, imported: 7 });
    expect(steps()).toBeGreaterThan(4);
    expect(await requested()).toHaveLength(7);
  });

  it('I34: is for who writes in the region of the service; a file is taken once, whoever sends it', async () => {
    const file = fileOf([await aRow()]);
    const id = await send(file);
    await read(id);
    expect(await start(file, {}, viewerWith({ role: 'city', read: ['340100'], subject: 'city-9' }))).toMatchObject({
      id,
    });
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    expect(await start(file, {}, wuhu)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await run('finish', { id }, wuhu)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await start(file, {}, viewerWith({ role: 'auditor' }))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('I34: asks for members of its sender’s unions alone', async () => {
    const [steel, coal] = [newId(), newId()];
    await plantUnions(db.owner, { [steel]: null, [coal]: null });
    const memberOf = (union: string): Promise<ListCells> =>
      aWorker(db.owner, { union_id: union }).then((personId) => aRow({ personId }));
    const maker = viewerWith({
      ...{ role: 'maker', subject: 'maker-steel', read: ['340102'], readUnions: [steel], writeUnions: [steel] },
    });
    const rows = [await memberOf(coal), await memberOf(steel)];
    expect(await read(await send(fileOf(rows), {}, maker), maker)).toMatchObject({
      ...{ state: 'DONE', imported: 1 },
      problems: { nodes: [{ line: 2, rule: 'PERSON_OF_REGION' }] },
    });
  });
});
