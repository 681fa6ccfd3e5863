import { describe, expect, it } from '@jest/globals';
import { runJobs, verifyAudit } from '@nuan/facts';
import { ListImportJob, UploadStore } from '@nuan/intake';
import { newId } from '@nuan/kernel';
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
import { answerOf, countyMaker, hefei } from '../mutation-kit';
import { recordBuilders } from '../record-builders';
import { PLACEMENT_COLUMNS } from './import-row';
import { placementImportMachine } from './placement-import.machine';
import { placementImportRules } from './placement-import.rules';

/** ID numbers that nobody has, with right check characters. */
const [FIRST, SECOND, STRANGER] = ['349900196805060012', '349900197203084521', '349900198001010019'] as const;

const labour = viewerWith({
  role: 'partner',
  read: ['340100'],
  scopes: ['placement:write'],
  subgraph: 'employment',
  subject: 'labour-1',
});

describe('a bulk import of placements', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  const { fileOf, run, start, send, read } = listImportKit({
    ...{ definition: employmentSubgraph, db, viewer: hefei, type: 'PlacementImport', columns: PLACEMENT_COLUMNS },
    ...{ imported: 'personsPlaced', target: { region: '340100' } },
  });
  let serial = 0;
  const anEmployer = async (
    own: Readonly<Record<string, boolean>> = {},
  ): Promise<{ readonly id: string; readonly code: string }> => {
    const credit_code = aCreditCode((serial += 1));
    const { id } = await a.enterprise({ credit_code, is_demonstration: true, ...own });
    return { id, code: credit_code };
  };
  const aPerson = async (own: Readonly<Record<string, string>> = {}): Promise<string> => (await a.worker(own)).id;
  const tokenOf = (idNumber: string): string => testCipher.hash('id-number', idNumber).toString('hex');
  const aRow = async (cells: ListCells = {}): Promise<ListCells> => ({
    ...{ personId: cells['idNumber'] ? '' : await aPerson(), creditCode: (await anEmployer()).code },
    ...{ placedOn: '2017-01-09', routes: '示范单位', contractRef: `HT-${String((serial += 1))}`, ...cells },
  });
  const placed = (id: string): Promise<object[]> =>
    db.owner.query<object[]>(
      `select p.person_id as person, p.employer_id as employer, p.placed_on as "on", p.routes, p.wage_fen as wage, p.contract_ref as proof
       from placement p join placement_import_row r on r.placement_id = p.id where r.import_id = $1 order by r.line`,
      [id],
    );

  testTransitions({ machine: placementImportMachine, database: db, table: 'placement_import', column: 'state' });

  it('names people by ID number or by their number, employers by credit code, and counts each person once (I27)', async () => {
    const [one, two] = [await aPerson({ number_token: tokenOf(FIRST) }), await aPerson()];
    const employer = await anEmployer();
    const id = await send(
      fileOf([
        await aRow({ idNumber: FIRST, creditCode: employer.code, wage: '3500', contractRef: 'HT-A' }),
        await aRow({ personId: two, creditCode: '', routes: '自主创业', placedOn: '', contractRef: 'ZZ-B' }),
        await aRow({ personId: one, contractRef: 'HT-C' }),
      ]),
    );
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 3, rowsWithErrors: 0, imported: 3 });
    expect(await placed(id)).toEqual([
      {
        person: one,
        employer: employer.id,
        on: '2017-01-09',
        routes: ['DEMONSTRATION_UNIT'],
        wage: '350000',
        proof: 'HT-A',
      },
      { person: two, employer: null, on: '2017-01-23', routes: ['SELF_EMPLOYED'], wage: null, proof: 'ZZ-B' },
      expect.objectContaining({ person: one, proof: 'HT-C' }),
    ]);
    // Two jobs of one person are one person brought into work.
    const outcomes = await db.owner.query<object[]>(
      'select person_id as person, employed_in from person_year_outcome where person_id = any($1::uuid[]) order by person_id',
      [[one, two]],
    );
    expect(outcomes).toEqual([one, two].sort().map((person) => ({ person, employed_in: '340102' })));
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });

  it('reports the rows that it leaves out, by line, column and rule of a single placement', async () => {
    const person = await aPerson();
    const taken = await aRow();
    await send(fileOf([taken])).then(read);
    const bad = [
      taken,
      await aRow({ idNumber: STRANGER }),
      await aRow({ idNumber: '349900198001010017' }),
      await aRow({ personId: await aPerson({ region_code: '340202' }) }),
      await aRow({ personId: await aPerson({ erased_on: '2017-01-20' }) }),
      await aRow({ personId: '' }),
      await aRow({ creditCode: aCreditCode(900_001) }),
      await aRow({ routes: '培训' }),
      await aRow({ routes: '推荐岗位' }),
      await aRow({ routes: '自主创业' }),
      await aRow({ creditCode: (await anEmployer({ is_demonstration: false })).code }),
      await aRow({ placedOn: '2017-02-01' }),
      await aRow({ contractRef: '' }),
      await aRow({ wage: '0' }),
      await aRow({ personId: person }),
    ];
    const twice = { ...bad.at(-1), contractRef: 'HT-2' };
    const done = await read(await send(fileOf([...bad, twice])));
    expect(done).toMatchObject({ state: 'DONE', rows: 16, rowsWithErrors: 15, imported: 1 });
    expect(done['problems']).toEqual({
      nodes: [
        { line: 2, column: '职工编号', rule: 'PLACED_ONCE' },
        { line: 3, column: '身份证号', rule: 'PERSON_OF_REGION' },
        { line: 4, column: '身份证号', rule: 'RESIDENT_ID' },
        { line: 5, column: '职工编号', rule: 'PERSON_OF_REGION' },
        { line: 6, column: '职工编号', rule: 'PERSON_ERASED' },
        { line: 7, column: '职工编号', rule: 'REQUIRED' },
        { line: 8, column: '用人单位信用代码', rule: 'ENTERPRISE_KNOWN' },
        { line: 9, column: '就业途径', rule: 'TRAINED_BEFORE' },
        { line: 10, column: '就业途径', rule: 'REFERRAL_OF_ROUTE' },
        { line: 11, column: '用人单位信用代码', rule: 'EMPLOYER_OF_ROUTE' },
        { line: 12, column: '就业途径', rule: 'DEMONSTRATION_UNIT_SELECTED' },
        { line: 13, column: '就业日期', rule: 'NOT_IN_THE_FUTURE' },
        { line: 14, column: '就业凭证编号', rule: 'REQUIRED' },
        { line: 15, column: '月工资', rule: 'AMOUNT_POSITIVE' },
        { line: 17, column: '职工编号', rule: 'TWICE_IN_FILE' },
      ],
      totalCount: 15,
    });
  });

  it('makes the one open referral of a person to the employer HIRED, as the placement of an officer does', async () => {
    const [person, employer] = [await aPerson(), await anEmployer()];
    const referral = await a.referral({ person_id: person, employer_id: employer.id, state: 'INTERVIEW' });
    const uninvited = await aPerson();
    await a.referral({ person_id: uninvited, employer_id: employer.id });
    const referred = { creditCode: employer.code, routes: '推荐岗位、示范单位' };
    const rows = [await aRow({ personId: person, ...referred }), await aRow({ personId: uninvited, ...referred })];
    expect(await read(await send(fileOf(rows)))).toMatchObject({
      problems: { nodes: [{ line: 3, column: '就业途径', rule: 'TRANSITION' }] },
      imported: 1,
    });
    const [hired] = await db.owner.query<object[]>('select state, closed_on from job_referral where id = $1', [
      referral.id,
    ]);
    expect(hired).toEqual({ state: 'HIRED', closed_on: '2017-01-23' });
  });

  it('tells in a dry run what only writing would: nothing of it stays', async () => {
    const [person, employer] = [await aPerson({ number_token: tokenOf(SECOND) }), await anEmployer()];
    const file = fileOf([
      await aRow({ idNumber: SECOND, creditCode: employer.code }),
      await aRow({ personId: person, creditCode: employer.code }),
      await aRow({ routes: '培训' }),
    ]);
    const checked = await read(await send(file, { dryRun: true }));
    const problems = {
      nodes: [
        { line: 3, column: '职工编号', rule: 'TWICE_IN_FILE' },
        { line: 4, column: '就业途径', rule: 'TRAINED_BEFORE' },
      ],
      totalCount: 2,
    };
    expect(checked).toMatchObject({ state: 'CHECKED', rows: 3, rowsWithErrors: 2, imported: 0, problems });
    expect(await db.owner.query('select from placement where person_id = $1', [person])).toEqual([]);
    expect(await read(await send(file))).toMatchObject({ state: 'DONE', rowsWithErrors: 2, imported: 1, problems });
  });

  it('is taken whole or not at all, when it is so wanted', async () => {
    const good = await aRow();
    const refused = await read(await send(fileOf([good, await aRow({ routes: '培训' })]), { mode: 'ALL_OR_NOTHING' }));
    expect(refused).toMatchObject({ state: 'REFUSED', rowsWithErrors: 1, imported: 0 });
    expect(await db.owner.query('select from placement where person_id = $1', [good['personId']])).toEqual([]);
    const whole = await read(await send(fileOf([good, await aRow()]), { mode: 'ALL_OR_NOTHING' }));
    expect(whole).toMatchObject({ state: 'DONE', rowsWithErrors: 0, imported: 2 });
  });

  it('keeps an ID number nowhere: not in a row, a report, an audit row, or beside the file that is sealed', async () => {
    await aPerson({ number_token: tokenOf('349900199001010013') });
    const id = await send(
      fileOf([await aRow({ idNumber: '349900199001010013' }), await aRow({ idNumber: STRANGER, routes: '飞' })]),
    );
    await read(id);
    const tables = await db.owner.query<{ name: string }[]>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    for (const { name } of tables) {
      const found = await db.owner.query<object[]>(
        `select 1 from ${name} t where to_jsonb(t)::text like any(array['%349900199001010013%', '%${STRANGER}%'])`,
      );
      expect([name, found.length]).toEqual([name, 0]);
    }
  });

  it('goes on where the last committed step ended, when one is lost on the way', async () => {
    const rows = await oneByOne(7, () => aRow());
    const id = await send(fileOf(rows));
    const job = new ListImportJob(placementImportRules, db.app, new UploadStore(testCipher), 2);
    const { handler, steps } = losingItsSecondStep(job);
    await runJobs(db.app, testClock, [handler]);
    expect(await read(id)).toMatchObject({ state: 'DONE', rows: 7, rowsWithErrors: 0, imported: 7 });
    expect(steps()).toBeGreaterThan(4);
    expect(await placed(id)).toHaveLength(7);
  });

  it('takes a file once, whoever sends it how often', async () => {
    const file = fileOf([await aRow()]);
    const id = await send(file);
    await read(id);
    expect(await start(file, {}, viewerWith({ role: 'city', read: ['340100'], subject: 'city-9' }))).toMatchObject({
      id,
    });
    expect(await placed(id)).toHaveLength(1);
  });

  it('is open to the public employment service with its token for placements alone', async () => {
    const id = await send(fileOf([await aRow(), await aRow()]), {}, labour);
    expect(await read(id, labour)).toMatchObject({ state: 'DONE', imported: 2 });
    const other = viewerWith({ role: 'partner', read: ['340100'], scopes: ['training:write'], subgraph: 'employment' });
    expect(await start(fileOf([await aRow()]), {}, other)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('I34: is for who writes in its region, and reads people of its region alone', async () => {
    const file = fileOf([await aRow()]);
    expect(await start(file, { region: '341102' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await start(file, {}, viewerWith({ role: 'auditor' }))).toMatchObject({ code: 'FORBIDDEN' });
    const { id } = await start(file);
    expect(await run('finish', { id }, viewerWith({ role: 'maker', read: ['340202'] }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    // A county's list holds people of that county, whatever else its sender may write.
    const next = await aRow({ personId: await aPerson({ region_code: '340103' }) });
    const done = await read(await send(fileOf([next]), { region: '340102' }));
    expect(done['problems']).toMatchObject({ nodes: [{ line: 2, rule: 'PERSON_OF_REGION' }] });
  });

  it('refuses a second placement of an officer for a job that came with a list', async () => {
    const row = await aRow();
    await read(await send(fileOf([row])));
    const [employer] = await db.owner.query<{ id: string }[]>(
      'select id from enterprise_projection where credit_code = $1',
      [row['creditCode']],
    );
    const input = { personId: row['personId'], employerId: employer?.id, routes: ['DEMONSTRATION_UNIT'] };
    const again = { ...input, contractRef: 'HT-9', placedOn: '2017-01-10', idempotencyKey: newId() };
    const asked = { selection: '... on Placement { id }', viewer: countyMaker };
    expect(await answerOf(db, 'recordPlacement', again, asked)).toMatchObject({ rule: 'PLACED_ONCE' });
  });
});
