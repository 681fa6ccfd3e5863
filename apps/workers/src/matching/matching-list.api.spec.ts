import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { migrate, undoMigrations } from '@nuan/database';
import { runJobs } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import {
  countStatements,
  createTestDatabase,
  executeSubgraph,
  insertRow,
  testCipher,
  testClock,
  testTransitions,
  useTestDatabase,
  viewerWith,
} from '@nuan/testing';

import { PublishMatchingLists1795565140000 } from '../../migrations/1795565140000-publish-matching-lists';
import { aHousehold, aMember, anIdNumber, exitOn } from '../row-builders';
import { aKey, announcementOf, piecesOfFile } from '../upload/upload-builders';
import { workersSubgraph } from '../workers.subgraph';
import { matchingListMachine } from './matching-list.machine';

const START = `mutation($input: StartMatchingListInput!) { startMatchingList(input: $input) { __typename
  ... on MatchingList { id state upload { receivedBytes } } ... on RuleBroken { rule field } } }`;
const APPEND = `mutation($input: AppendMatchingListInput!) { appendMatchingList(input: $input) { __typename
  ... on MatchingList { upload { receivedBytes state } } ... on RuleBroken { rule field facts { name value } } } }`;
const FINISH = `mutation($input: FinishMatchingListInput!) { finishMatchingList(input: $input) { __typename
  ... on MatchingList { state upload { state } } ... on RuleBroken { rule field } } }`;
const LIST = `query($id: ID!) { matchingList(id: $id) { state department rowCount entryCount barredCount matchCount
  progress { state done failed } problems { nodes { line column rule message level } } entries { nodes { line result } nextAfterLine } } }`;

describe('a list of a department', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const partner = (department = '不动产登记中心', read = ['340000']): Viewer =>
    viewerWith({ role: 'partner', read, department, subject: department, scopes: ['match:submit', 'match:read'] });
  const run = <T = Record<string, Record<string, unknown>>>(query: string, variables: object, viewer = partner()) =>
    executeSubgraph<T>(workersSubgraph, { db: db.app, viewer, query, variables: variables as Record<string, unknown> });
  const work = (): Promise<number> =>
    runJobs(
      db.app,
      testClock,
      workersSubgraph.compose({ db: db.app, clock: testClock, cipher: testCipher }).jobs ?? [],
    );
  const announced = (file: Buffer, more: object = {}) => ({
    source: 'REAL_ESTATE',
    regionCode: '340000',
    authorisation: '皖数共〔2016〕8号',
    asOfOn: '2017-01-20',
    idempotencyKey: aKey(),
    ...announcementOf(file, '不动产.csv'),
    ...more,
  });
  const start = async (file: Buffer, more: object = {}, viewer = partner()) =>
    (await run<{ startMatchingList: { id: string } }>(START, { input: announced(file, more) }, viewer)).data
      .startMatchingList;
  async function handIn(file: Buffer, more: object = {}, viewer = partner()): Promise<string> {
    const { id } = await start(file, more, viewer);
    for (const piece of piecesOfFile(file)) await run(APPEND, { input: { id, ...piece } }, viewer);
    await run(FINISH, { input: { id } }, viewer);
    return id;
  }
  const csv = (...lines: readonly string[]): Buffer => Buffer.from(['身份证号,房屋套数', ...lines].join('\n'));

  testTransitions({ machine: matchingListMachine, database: db, table: 'matching_list', column: 'state' });

  it('is read, matched with active files by hash, and tells the department its own rows only', async () => {
    const [filed, exited, stranger] = [anIdNumber(), anIdNumber(), anIdNumber()];
    const hash = (idNumber: string) => ({ id_number_hash: testCipher.hash('id-number', idNumber) });
    const { id: householdId } = await aHousehold(db.owner);
    await aMember(db.owner, householdId, hash(filed));
    const left = await aHousehold(db.owner, exitOn('2016-12-30'));
    await aMember(db.owner, left.id, hash(exited));
    const id = await handIn(csv(`${filed},2`, `${exited},1`, `${stranger},3`, '34990019700101123,1', `${filed},1`));
    await work();
    const { data } = await run(LIST, { id });
    expect(data['matchingList']).toEqual({
      state: 'READY',
      department: '不动产登记中心',
      rowCount: 5,
      entryCount: 3,
      barredCount: 2,
      matchCount: 1,
      progress: { state: 'DONE', done: 5, failed: 2 },
      problems: {
        nodes: [
          { line: 5, column: '身份证号', rule: 'RESIDENT_ID', message: expect.any(String), level: 'ERROR' },
          { line: 6, column: '身份证号', rule: 'PERSON_TWICE', message: expect.any(String), level: 'ERROR' },
        ],
      },
      entries: {
        nodes: [
          { line: 2, result: 'MATCH' },
          { line: 3, result: 'NO_MATCH' },
          { line: 4, result: 'NO_MATCH' },
        ],
        nextAfterLine: null,
      },
    });
  });

  it('I32: is of a division that exists today, whichever stood there when its data held', async () => {
    const file = csv(`${anIdNumber()},1`);
    expect(await start(file, { regionCode: '340823', asOfOn: '2016-01-02' })).toMatchObject({
      rule: 'REGION_VALID_ON',
    });
    expect(await start(file, { regionCode: '340722', asOfOn: '2016-01-02' })).toMatchObject({ id: expect.any(String) });
  });

  it('leaves no ID number in the clear in any table, neither while it comes nor after', async () => {
    const canary = anIdNumber();
    const { id } = await start(csv(`${canary},1`));
    for (const piece of piecesOfFile(csv(`${canary},1`))) await run(APPEND, { input: { id, ...piece } });
    expect(await tablesHolding(canary)).toEqual([]);
    await run(FINISH, { input: { id } });
    await work();
    expect(await tablesHolding(canary)).toEqual([]);
    const [{ count } = { count: 1 }] = await db.owner.query<{ count: number }[]>(
      'select count(*)::int as count from upload_chunk c join matching_list l on l.upload_id = c.upload_id where l.id = $1',
      [id],
    );
    expect(count).toBe(0);
  });

  /** Tables in which a text, or its base64 or UTF-8 bytes, can be found. */
  async function tablesHolding(text: string): Promise<string[]> {
    const tables = await db.owner.query<{ name: string }[]>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    const forms = [text, Buffer.from(text).toString('hex'), Buffer.from(text).toString('base64').slice(0, 20)];
    const found: string[] = [];
    for (const { name } of tables) {
      const [row] = await db.owner.query<object[]>(
        `select 1 from ${name} t where exists (select from unnest($1::text[]) f where strpos(t::text, f) > 0) limit 1`,
        [forms],
      );
      if (row) found.push(name);
    }
    return found;
  }

  it('goes on where it stopped, takes the last piece twice, and is told where to go on', async () => {
    const file = csv(...Array.from({ length: 60 }, () => `${anIdNumber()},1`));
    const { id } = await start(file);
    const [first = { offset: 0, content: '' }, second = first, third = first] = piecesOfFile(file, 500);
    const send = async (piece: object) => (await run(APPEND, { input: { id, ...piece } })).data['appendMatchingList'];
    expect(await send(first)).toEqual({
      __typename: 'MatchingList',
      upload: { receivedBytes: 500, state: 'RECEIVING' },
    });
    expect(await send(first)).toMatchObject({ upload: { receivedBytes: 500 } });
    expect(await send(third)).toEqual({
      __typename: 'RuleBroken',
      rule: 'OFFSET',
      field: 'offset',
      facts: [{ name: 'receivedBytes', value: '500' }],
    });
    expect(await send({ ...first, content: second.content })).toMatchObject({ rule: 'OFFSET' });
    expect((await run(FINISH, { input: { id } })).data['finishMatchingList']).toMatchObject({
      rule: 'INCOMPLETE',
      field: 'id',
    });
    const again = await start(file);
    expect(again).toMatchObject({ id, upload: { receivedBytes: 500 } });
  });

  it('is recognised when it is handed in again', async () => {
    const file = csv(`${anIdNumber()},1`);
    const id = await handIn(file);
    await work();
    expect(await start(file)).toMatchObject({ id, state: 'READY' });
  });

  it('keeps its entries for twelve months and its counts for good', async () => {
    const id = await handIn(csv(`${anIdNumber()},1`));
    await work();
    const entries = async (): Promise<object[]> =>
      db.app.query('select 1 from matching_entry where list_id = $1', [id]);
    await db.owner.query(`update matching_list set received_at = '2016-01-24T00:00:00+08:00' where id = $1`, [id]);
    await handIn(csv(`${anIdNumber()},2`));
    await work();
    expect(await entries()).toHaveLength(1);
    await db.owner.query(`update matching_list set received_at = '2016-01-22T00:00:00+08:00' where id = $1`, [id]);
    await handIn(csv(`${anIdNumber()},3`));
    await work();
    expect(await entries()).toEqual([]);
    expect((await run(LIST, { id })).data['matchingList']).toMatchObject({ state: 'READY', entryCount: 1 });
  });

  it('is refused when the bytes are not those announced', async () => {
    const file = csv(`${anIdNumber()},1`);
    const { id } = await start(file, { sha256: 'ab'.repeat(32) });
    for (const piece of piecesOfFile(file)) await run(APPEND, { input: { id, ...piece } });
    expect((await run(FINISH, { input: { id } })).data['finishMatchingList']).toEqual({
      __typename: 'MatchingList',
      state: 'REFUSED',
      upload: { state: 'REFUSED' },
    });
  });

  it('is refused with a report when it is no list of the source', async () => {
    const id = await handIn(Buffer.from('身份证号,车辆数\n1,2'));
    await work();
    expect((await run(LIST, { id })).data['matchingList']).toMatchObject({
      state: 'REFUSED',
      problems: {
        nodes: [
          { line: 1, column: '车辆数', rule: 'COLUMN_UNKNOWN' },
          { line: 1, column: '房屋套数', rule: 'COLUMN_MISSING' },
        ],
      },
    });
  });

  it('belongs to its department: others neither see it nor send to it', async () => {
    const id = await handIn(csv(`${anIdNumber()},1`));
    const other = partner('车辆管理所');
    expect((await run(LIST, { id }, other)).errors[0]?.code).toBe('NOT_FOUND');
    const piece = { id, offset: 0, content: 'YQ==' };
    expect((await run(APPEND, { input: piece }, other)).errors[0]?.code).toBe('NOT_FOUND');
    const lists = await run('{ matchingLists { nodes { id } totalCount } }', {}, other);
    expect(lists.data['matchingLists']).toEqual({ nodes: [], totalCount: 0 });
  });

  it('belongs to its department under whichever name a token writes it, in the feed too, with counts alone', async () => {
    const [byName, byCode, tax] = ['不动产登记', 'REAL_ESTATE', '税务'].map((department) =>
      viewerWith({
        ...{ role: 'partner', read: ['340000'], department, subject: `${department}-program` },
        scopes: ['match:submit', 'match:read', 'changes:read'],
      }),
    );
    const { id } = await start(csv(`${anIdNumber()},1`, `${anIdNumber()},2`), {}, byCode);
    const [other] = [await start(csv(`${anIdNumber()},3`), { source: 'REAL_ESTATE' }, tax)];
    expect((await run(LIST, { id }, byName)).data['matchingList']).toMatchObject({ department: '不动产登记' });
    const told = async (viewer: Viewer | undefined): Promise<readonly { id: string; facts: object }[]> => {
      const query = '{ changes(first: 1000) { changes { entity id facts } } }';
      type Page = { changes: { changes: { id: string; facts: object }[] } };
      return (await run<Page>(query, {}, viewer)).data.changes.changes;
    };
    for (const viewer of [byName, byCode])
      expect(await told(viewer)).toEqual([
        {
          ...{ entity: 'MatchingList', id },
          facts: {
            ...{ source: 'REAL_ESTATE', state: 'RECEIVING', asOfOn: '2017-01-20' },
            ...{ rowCount: 0, entryCount: 0, barredCount: 0, matchCount: 0 },
          },
        },
      ]);
    expect((await told(tax)).map((change) => change.id)).toEqual([other.id]);
    expect((await run('{ changes { hasMore } }', {}, partner('车辆管理所'))).errors[0]?.code).toBe('FORBIDDEN');
  });

  it('that a code named before stands under the department’s name, once the feed knows it', async () => {
    const own = await createTestDatabase(workersSubgraph.database);
    try {
      const { migrations } = workersSubgraph.database;
      const timeOf = ({ name }: { readonly name: string }): string => name.slice(-'1795565140000'.length);
      const after = migrations.filter((each) => timeOf(each) >= timeOf(PublishMatchingLists1795565140000)).length;
      await undoMigrations(own.ownerUrl, workersSubgraph.database, after);
      const upload = await insertRow(own.owner, 'upload', {
        ...{
          id: newId(),
          purpose: 'matching:TAX',
          owner: 'TAX',
          file_name: 'x.csv',
          bytes: 1,
          sha256: Buffer.alloc(32),
        },
        ...{ state: 'RECEIVING', region_code: '340000', started_by: 'tax', started_at: testClock.now() },
      });
      await insertRow(own.owner, 'matching_list', {
        ...{ id: newId(), source: 'TAX', department: 'TAX', authorisation: '协议', region_code: '340000' },
        ...{ upload_id: upload, as_of_on: '2017-01-20', state: 'RECEIVING', submitted_by: 'tax' },
        ...{ submitted_at: testClock.now(), row_count: 0, entry_count: 0, barred_count: 0, match_count: 0 },
      });
      await migrate(own.ownerUrl, workersSubgraph.database);
      const lists = await own.owner.query<object[]>('select department, version from matching_list');
      expect(lists).toEqual([{ department: '税务', version: 1 }]);
    } finally {
      await own.drop();
    }
  });

  it('is read with file and progress in a constant number of statements', async () => {
    for (let at = 0; at < 3; at += 1) await handIn(csv(`${anIdNumber()},1`));
    const { result, statements } = await countStatements(db.app, () =>
      run('{ matchingLists { nodes { id upload { receivedBytes } progress { state } } totalCount } }', {}),
    );
    expect(result.errors).toEqual([]);
    expect(statements).toHaveLength(4);
  });

  it('is seen by officers of its region without its rows', async () => {
    const id = await handIn(csv(`${anIdNumber()},1`));
    await work();
    const { data, errors } = await run(LIST, { id }, viewerWith({ role: 'county', read: ['340000'] }));
    expect(data['matchingList']).toMatchObject({ state: 'READY', entries: null });
    expect(errors.map(({ code, path }) => [code, path.at(-1)])).toEqual([['FORBIDDEN', 'entries']]);
  });

  it.each([
    ['an officer', viewerWith({ role: 'maker' })],
    ['a department without the right', viewerWith({ role: 'partner', department: 'x', scopes: ['match:read'] })],
    ['a department of another region', partner('不动产登记中心', ['340100'])],
    ['a token without a department', viewerWith({ role: 'partner', scopes: ['match:submit'] })],
  ])('is not taken from %s', async (_, viewer) => {
    const { errors } = await run(START, { input: announced(csv(`${anIdNumber()},1`)) }, viewer);
    expect(errors[0]?.code).toBe('FORBIDDEN');
  });
});
