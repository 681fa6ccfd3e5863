import { beforeAll, describe, expect, it } from '@jest/globals';
import { runJobs } from '@nuan/facts';
import { findLeak } from '@nuan/federation';
import { newId } from '@nuan/kernel';
import { executeSubgraph, testCipher, testClock, testTransitions, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, anIdNumber, aUnion, exitOn } from '../row-builders';
import { aKey, announcementOf, piecesOfFile } from '../upload/upload-builders';
import { workersSubgraph } from '../workers.subgraph';
import { householdImportMachine } from './household-import.machine';
import { aGuardianConsent, aHeadRow, aHealthConsent, aSpouseRow, type Cells, importFile } from './import-builders';

const RUN = 'id state rows households householdsWithErrors householdsImported personsImported';
const START = `mutation($input: StartHouseholdImportInput!) { startHouseholdImport(input: $input) { __typename
  ... on HouseholdImport { id state upload { receivedBytes } } ... on RuleBroken { rule field } } }`;
const APPEND = `mutation($input: AppendHouseholdImportInput!) { appendHouseholdImport(input: $input) { __typename } }`;
const FINISH = `mutation($input: FinishHouseholdImportInput!) { finishHouseholdImport(input: $input) { __typename
  ... on HouseholdImport { state } } }`;
const READ = `query($id: ID!) { householdImport(id: $id) { ${RUN}
  progress { state done total failed message } problems(first: 100) { nodes { line column rule level } totalCount } } }`;

const UNION = newId();

describe('a bulk import', () => {
  const db = useTestDatabase(workersSubgraph.database);
  beforeAll(() => aUnion(db.owner, { id: UNION, region_code: '340103' }));
  const maker = viewerWith({ role: 'maker', read: ['340100'], subject: 'maker-1' });
  const run = <T = Record<string, Record<string, unknown>>>(query: string, variables: object, viewer = maker) =>
    executeSubgraph<T>(workersSubgraph, { db: db.app, viewer, query, variables: variables as Record<string, unknown> });
  const work = (): Promise<number> =>
    runJobs(
      db.app,
      testClock,
      workersSubgraph.compose({ db: db.app, clock: testClock, cipher: testCipher }).jobs ?? [],
    );
  const announced = (file: Buffer, more: object = {}) => ({
    mode: 'PER_ROW',
    dryRun: false,
    regionCode: '340103',
    unionId: UNION,
    idempotencyKey: aKey(),
    ...announcementOf(file, '名单.csv'),
    ...more,
  });
  interface Started {
    readonly id: string;
    readonly state: string;
    readonly upload: { readonly receivedBytes: number };
  }
  const start = async (file: Buffer, more: object = {}, viewer = maker): Promise<Started> =>
    (await run<{ startHouseholdImport: Started }>(START, { input: announced(file, more) }, viewer)).data
      .startHouseholdImport;
  async function send(file: Buffer, more: object = {}): Promise<string> {
    const { id, upload } = await start(file, more);
    for (const piece of piecesOfFile(file))
      if (piece.offset >= upload.receivedBytes) await run(APPEND, { input: { id, ...piece } });
    await run(FINISH, { input: { id } });
    return id;
  }
  async function imported(rows: readonly Cells[] | Buffer, more: object = {}): Promise<Record<string, unknown>> {
    const id = await send(Buffer.isBuffer(rows) ? rows : importFile(rows), more);
    await work();
    return (await run(READ, { id })).data['householdImport'] ?? {};
  }
  const count = async (table: string): Promise<number> =>
    (await db.app.query<{ n: number }[]>(`select count(*)::int as n from ${table}`))[0]?.n ?? 0;

  testTransitions({ machine: householdImportMachine, database: db, table: 'household_import', column: 'state' });

  it('makes files of households with members, schooling, account and first event', async () => {
    const head = aHeadRow({
      annualIncome: '9600',
      phone: '10000000001',
      health: '癌症',
      disability: '肢体',
      disabilityGrade: '2',
      ...aHealthConsent(),
      secondaryCauses: '子女上学、下岗失业',
      bankName: '某银行',
      accountNumber: '9999991234567893',
      address: '某路1号',
      housingType: '租房',
      recordedOn: '2016-12-30',
    });
    const child = aSpouseRow(head, {
      relation: '子女',
      idNumber: anIdNumber('2005-06-07'),
      employmentStatus: '在学',
      studyLevel: '初中',
      schoolName: '某中学',
      enrolledYear: '2016',
      programmeYears: '3',
      ...aGuardianConsent(head),
    });
    const done = await imported([head, aSpouseRow(head), child]);
    expect(done).toMatchObject({
      state: 'DONE',
      rows: 3,
      households: 1,
      householdsWithErrors: 0,
      householdsImported: 1,
      personsImported: 3,
    });
    expect(done['progress']).toEqual({ state: 'DONE', done: 3, total: 3, failed: 0, message: null });
    const [household] = await db.app.query<Record<string, unknown>[]>(
      `select h.file_no, h.category, h.size, h.net_per_capita_fen, h.bank_account_mask, h.recorded_on, h.secondary_causes, w.id_number_sealed,
         w.health_sealed, (select count(*)::int from student s where s.household_id = h.id) as students,
         (select string_agg(e.kind, ',') from file_event e where e.household_id = h.id) as events
       from imported_household i join household h on h.id = i.household_id join worker w on w.id = h.head_id where i.import_id = $1`,
      [done['id']],
    );
    expect(household).toMatchObject({
      category: 'MIN_LIVING',
      size: 3,
      net_per_capita_fen: '26666',
      recorded_on: '2016-12-30',
      secondary_causes: ['SCHOOLING', 'LAID_OFF'],
      students: 1,
      events: 'RECORDED',
    });
    expect(household?.['file_no']).toMatch(/^K340103-2016-\d{5}$/);
    expect(String(household?.['bank_account_mask'])).not.toContain('999999');
    expect(testCipher.open(household?.['id_number_sealed'] as Buffer)).toBe(head['idNumber']);
    expect(testCipher.open(household?.['health_sealed'] as Buffer)).toBe('MALIGNANT_TUMOUR');
  });

  it('takes the good households PER_ROW and reports the others by line, column and rule', async () => {
    const [good, other] = [aHeadRow(), aHeadRow()];
    const done = await imported([
      good,
      aHeadRow({ idNumber: '34990019700101123', assessedOn: '2017/1/20' }),
      aHeadRow({ accountNumber: '9999991234567890', bankName: '某银行' }),
      aHeadRow({ annualIncome: '999999' }),
      aHeadRow({ category: '深度困难' }),
      aHeadRow({ secondaryCauses: '因病致困' }),
      other,
      aSpouseRow(other, { idNumber: good['idNumber'] ?? '' }),
      aSpouseRow({ householdNo: 'nobody' }),
      aHeadRow({ regionCode: '341102' }),
      aHeadRow({ primaryCause: '其他' }),
      aHeadRow({ regionCode: '341400' }),
    ]);
    expect(done).toMatchObject({ state: 'DONE', households: 11, householdsWithErrors: 11, householdsImported: 0 });
    expect((done['problems'] as { nodes: object[] }).nodes).toEqual(
      [
        [2, '身份证号', 'PERSON_TWICE'],
        [3, '身份证号', 'RESIDENT_ID'],
        [3, '核算日期', 'DATE'],
        [4, '银行账号', 'BANK_CARD'],
        [5, '家庭年度总收入', 'NOT_IN_HARDSHIP'],
        [6, '困难类别', 'CATEGORY_DIFFERS'],
        [7, '次要致困原因', 'CAUSES_DISTINCT'],
        [9, '身份证号', 'PERSON_TWICE'],
        [10, '与户主关系', 'ONE_HEAD'],
        [11, '行政区划代码', 'REGION_OF_THE_IMPORT'],
        [12, '其他原因说明', 'OTHER_CAUSE_TOLD'],
        [13, '行政区划代码', 'REGION_KEEPS_FILES'],
      ].map(([line, column, rule]) => ({ line, column, rule, level: 'ERROR' })),
    );
  });

  it('takes all or nothing: one error and no household is there', async () => {
    const before = await count('household');
    const bad = await imported([aHeadRow(), aHeadRow({ tier: '镇级' })], { mode: 'ALL_OR_NOTHING' });
    expect(bad).toMatchObject({ state: 'REFUSED', householdsWithErrors: 1, householdsImported: 0 });
    expect(await count('household')).toBe(before);
    const heads = Array.from({ length: 700 }, () => aHeadRow({ idNumber: nextId() }));
    const good = await imported(heads, { mode: 'ALL_OR_NOTHING' });
    expect(good).toMatchObject({ state: 'DONE', householdsImported: 700 });
    expect(await count('household')).toBe(before + 700);
  });

  it('writes nothing but the report in a dry run; the import itself needs no second sending', async () => {
    const file = importFile([aHeadRow(), aHeadRow({ name: '' })]);
    const before = await count('household');
    const dry = await imported(file, { dryRun: true });
    expect(dry).toMatchObject({ state: 'CHECKED', households: 2, householdsWithErrors: 1, householdsImported: 0 });
    expect(dry['problems']).toMatchObject({ nodes: [{ line: 3, column: '姓名', rule: 'REQUIRED' }] });
    expect(await count('household')).toBe(before);
    expect(await count('household_import_row')).toBe(0);
    const again = await start(file);
    expect(again.upload.receivedBytes).toBe(file.length);
    await run(FINISH, { input: { id: again.id } });
    await work();
    expect(await count('household')).toBe(before + 1);
  });

  it('is recognised when the same file comes again, however it is to be taken', async () => {
    const file = importFile([aHeadRow()]);
    const first = await imported(file);
    const before = await count('household');
    expect(await start(file, { mode: 'ALL_OR_NOTHING' })).toMatchObject({ id: first['id'], state: 'DONE' });
    await work();
    expect(await count('household')).toBe(before);
  });

  it('I1: reports whom an active file holds already, as head or member', async () => {
    const filed = anIdNumber();
    await aHousehold(db.owner, { head: { id_number_hash: testCipher.hash('id-number', filed) } });
    const head = aHeadRow();
    const done = await imported([head, aSpouseRow(head, { idNumber: filed })]);
    expect(done).toMatchObject({ householdsWithErrors: 1, householdsImported: 0 });
    expect(done['problems']).toMatchObject({
      nodes: [{ line: 3, column: '身份证号', rule: 'ONE_HOUSEHOLD_ONE_FILE' }],
    });
  });

  it('I15: compares the name on an account with the head’s, and tells who pays when it came without one', async () => {
    const account = { bankName: '某银行', accountKind: '存折' };
    const [named, bare, none] = [aHeadRow(), aHeadRow(), aHeadRow()];
    const done = await imported([
      { ...named, ...account, accountNumber: '88880101', accountHolder: named['name'] ?? '' },
      { ...bare, ...account, accountNumber: '88880102' },
      none,
      aHeadRow({ ...account, accountNumber: '88880103', accountHolder: '李小红' }),
      aHeadRow({ accountHolder: '李小红' }),
    ]);
    expect(done).toMatchObject({ state: 'DONE', householdsImported: 3, householdsWithErrors: 2 });
    expect((done['problems'] as { nodes: object[] }).nodes).toMatchObject([
      { line: 5, column: '账户名', rule: 'ACCOUNT_NOT_OF_HEAD' },
      { line: 6, column: '账户名', rule: 'ACCOUNT_NOT_OF_HEAD' },
      { line: 6, column: '开户银行', rule: 'REQUIRED' },
    ]);
    const told = await db.owner.query<{ matches: string }[]>(
      `select c.facts ->> 'accountNameMatches' as matches from imported_household i
       join change c on c.entity = 'Household' and c.entity_id = i.household_id where i.import_id = $1 order by i.line`,
      [done['id']],
    );
    expect(told.map(({ matches }) => matches)).toEqual(['true', 'false', 'true']);
  });

  it('notes households that share an account, and takes them', async () => {
    const account = { bankName: '某银行', accountKind: '存折', accountNumber: '88880001' };
    const done = await imported([
      aHeadRow(account),
      aHeadRow({ ...account, accountNumber: '88880002' }),
      aHeadRow(account),
    ]);
    expect(done).toMatchObject({ state: 'DONE', householdsImported: 3 });
    const note = { column: '银行账号', rule: 'ACCOUNT_SHARED', level: 'NOTE' };
    expect(done['problems']).toMatchObject({
      nodes: [
        { line: 2, ...note },
        { line: 4, ...note },
      ],
    });
  });

  it('takes in whom a closed file held, and leaves a trace there', async () => {
    const before = anIdNumber();
    const row = { ...exitOn('2016-12-30'), head: { id_number_hash: testCipher.hash('id-number', before) } };
    const { id, headId } = await aHousehold(db.owner, row);
    const done = await imported([aHeadRow({ idNumber: before })]);
    expect(done).toMatchObject({ householdsImported: 1 });
    const [trace] = await db.app.query<object[]>(
      `select f.household_id as left, w.relation, (w.household_id = i.household_id) as joined from former_member f
       join worker w on w.id = f.worker_id join imported_household i on i.import_id = $2 where f.worker_id = $1`,
      [headId, done['id']],
    );
    expect(trace).toEqual({ left: id, relation: 'HEAD', joined: true });
  });

  it('is refused with a report when it is no table of the template', async () => {
    const done = await imported(Buffer.from('姓名,身份证号\n张小明,1'));
    expect(done).toMatchObject({ state: 'REFUSED', progress: { state: 'DONE' } });
    expect((done['problems'] as { nodes: { rule: string }[] }).nodes.map(({ rule }) => rule)).toContain(
      'COLUMN_MISSING',
    );
  });

  it('says what is wrong by line, column, rule and what to write, and gives no cell of the file back', async () => {
    const phone = '10000000077';
    const row = aHeadRow({ name: '钱小芳', tier: '镇级', phone, address: '样例路77号', bankName: '某银行' });
    const { id } = await imported([row], { dryRun: true });
    const { problems, ...rest } = (
      await run(
        `query($id: ID!) { householdImport(id: $id) { ${RUN} upload { fileName } problems(first: 100) { nodes { line column rule level message } } } }`,
        { id },
      )
    ).data['householdImport'] as { problems: { nodes: object[] } };
    expect(problems.nodes).toMatchObject([
      { line: 2, column: '建档标准', rule: 'KNOWN_VALUE', message: expect.stringMatching(/^Write one of: /) },
      { line: 2, column: '银行账号', rule: 'REQUIRED' },
    ]);
    for (const cell of [row['idNumber'] ?? '', '钱小芳', phone, '镇级', '样例路', '某银行'])
      expect(JSON.stringify({ problems, rest })).not.toContain(cell);
  });

  it('offers a template that imports with numbers of one’s own, and whose example, left in, is refused and files nobody', async () => {
    const { data } = await run('{ importTemplate { fileName content columns { title required } } }', {});
    const content = String(data['importTemplate']?.['content']);
    expect(findLeak(content, '2017-01-23')).toBeNull();
    const left = await imported(Buffer.from(content));
    expect(left).toMatchObject({ households: 1, householdsWithErrors: 1, householdsImported: 0 });
    const filled = content.replaceAll(/349900(\d{4})(\d{2})(\d{2})\d{4}/g, (_number, year, month, day) =>
      anIdNumber(`${year}-${month}-${day}`),
    );
    expect(filled).not.toBe(content);
    expect(await imported(Buffer.from(filled))).toMatchObject({
      state: 'DONE',
      householdsImported: 1,
      personsImported: 2,
    });
  });

  it('can be broken off, and is not taken up again', async () => {
    const id = await send(importFile([aHeadRow()]));
    const CANCEL = `mutation($input: CancelHouseholdImportInput!) { cancelHouseholdImport(input: $input) { __typename
      ... on HouseholdImport { state } ... on TransitionRefused { from: state event } } }`;
    expect((await run(CANCEL, { input: { id } })).data['cancelHouseholdImport']).toMatchObject({ state: 'REFUSED' });
    await work();
    expect((await run(READ, { id })).data['householdImport']).toMatchObject({
      state: 'REFUSED',
      householdsImported: 0,
    });
    expect((await run(CANCEL, { input: { id } })).data['cancelHouseholdImport']).toMatchObject({
      __typename: 'TransitionRefused',
      from: 'REFUSED',
    });
  });

  it.each([
    ['a checker', viewerWith({ role: 'checker', read: ['340100'] })],
    ['a county officer', viewerWith({ role: 'county', read: ['340103'] })],
    ['a maker of another region', viewerWith({ role: 'maker', read: ['340200'] })],
  ])('is not taken from %s', async (_, viewer) => {
    const { errors } = await run(START, { input: announced(importFile([aHeadRow()])) }, viewer);
    expect(errors[0]?.code).toBe('FORBIDDEN');
  });

  it('is begun for no union that is unknown here or dissolved', async () => {
    const gone = await aUnion(db.owner, { region_code: '340103', dissolved_on: '2017-01-01', successor_id: UNION });
    const file = importFile([aHeadRow()]);
    for (const [unionId, rule] of [
      [newId(), 'UNION_UNKNOWN'],
      [gone, 'UNION_DISSOLVED'],
    ])
      expect(await start(file, { unionId })).toMatchObject({ rule, field: 'unionId' });
  });

  it('is neither seen nor sent to from outside its region', async () => {
    const { id } = await start(importFile([aHeadRow()]));
    const other = viewerWith({ role: 'maker', read: ['340200'] });
    expect((await run(READ, { id }, other)).errors[0]?.code).toBe('NOT_FOUND');
    expect((await run(APPEND, { input: { id, offset: 0, content: 'YQ==' } }, other)).errors[0]?.code).toBe('NOT_FOUND');
  });
});

let ids = 0;

/** Many ID numbers: other birthdays when the day's numbers are used up. */
function nextId(): string {
  ids += 1;
  const day = String(1 + (Math.floor(ids / 1000) % 28)).padStart(2, '0');
  return anIdNumber(`1969-05-${day}`, ids % 1000);
}
