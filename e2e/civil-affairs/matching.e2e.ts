import { createHash } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { testCipher } from '@nuan/testing';

import { idNumber } from '../casework/household';
import { partnerOf, WUHU } from '../partners/departments';
import { arrived } from '../testkit/arrived';
import { feedOf } from '../testkit/feed-pages';
import { type PartnerSubgraph, startPartnerSubgraph } from '../testkit/partner-subgraph';
import { ProgrammeDesk } from '../testkit/programme-desk';
import { rowOf, rowsOf } from '../testkit/rows';
import { type Answer, startSampleSupergraph } from '../testkit/sample-supergraph';

/** Luyang district of Hefei, whose relief register the list is. */
const LUYANG = '340103';

const of = partnerOf('workers');
const ALL = ['match:submit', 'match:read', 'changes:read'] as const;
const PEOPLE = {
  civilAffairs: of('民政', 'civil-affairs', 'civil-affairs', ALL),
  /** May read what came of lists, and hand none in. */
  reader: of('民政', 'civil-affairs', 'civil-affairs-reader', ['match:read']),
  /** Other departments, whose lists are others. */
  tax: of('税务', 'tax', 'tax', ALL),
  fund: of('公积金', 'provident-fund', 'provident-fund', ALL),
  elsewhere: of('民政', 'civil-affairs', 'civil-affairs-wuhu', ALL, WUHU),
};
type Person = keyof typeof PEOPLE;

interface MatchedList {
  readonly state: string;
  readonly rowCount: number;
  readonly entryCount: number;
  readonly matchCount: number;
  readonly entries: { readonly nodes: readonly { readonly line: number; readonly result: string }[] } | null;
}

const LIST = `query ($id: ID!) { matchingList(id: $id) { state department rowCount entryCount barredCount matchCount
  problems { nodes { line rule } } entries(first: 50) { nodes { line result } nextAfterLine } } }`;
let serial = 0;

/** The program of civil affairs (民政) matches its relief register at the workers subgraph in production, under its contract; others beside it. */
describe('civil affairs match their list through the workers subgraph alone', () => {
  let system: PartnerSubgraph;
  let desk: ProgrammeDesk<Person>;
  let filed: readonly { readonly name: string; readonly idNumber: string }[] = [];
  let file = Buffer.alloc(0);
  let listId = '';

  beforeAll(async () => {
    system = await startPartnerSubgraph('workers');
    desk = new ProgrammeDesk(system, 'workers', PEOPLE);
    const rows = await rowsOf<{ name: string; sealed: Buffer }>(
      system.db,
      `select w.name, w.id_number_sealed as sealed from worker w join household h on h.id = w.household_id
       join active_person a on a.id_number_hash = w.id_number_hash
       where h.region_code = $1 and w.id_number_sealed is not null order by w.id limit 2`,
      [LUYANG],
    );
    filed = rows.map(({ name, sealed }) => ({ name, idNumber: testCipher.open(sealed) }));
    const lines = [
      ...filed.map((person) => `${person.idNumber},是`),
      `${idNumber('1909-01-02', 321)},否`,
      '349900190901020000,是',
    ];
    file = Buffer.from(`身份证号,是否低保\n${lines.join('\n')}\n`);
  });
  afterAll(() => system.stop());

  const ask = <Data>(person: Person, query: string, variables: object = {}): Promise<Answer<Data>> =>
    desk.send<Data>(person, query, variables);
  const send = (person: Person, verb: string, input: object): Promise<Answer<{ list: Record<string, unknown> }>> =>
    ask(
      person,
      `mutation ($input: ${verb}MatchingListInput!) { list: ${verb.toLowerCase()}MatchingList(input: $input) { __typename
        ... on MatchingList { id state } ... on RuleBroken { rule field } } }`,
      { input },
    );
  const start = (person: Person, more: object = {}): Promise<Answer<{ list: Record<string, unknown> }>> =>
    send(person, 'Start', {
      ...{ source: 'CIVIL_AFFAIRS', regionCode: '340100', authorisation: '民政〔2017〕1号', asOfOn: '2017-01-20' },
      ...{ fileName: '低保名单.csv', bytes: file.length, sha256: createHash('sha256').update(file).digest('hex') },
      ...{ idempotencyKey: `civil-affairs-${String((serial += 1))}`, ...more },
    });
  const codeOf = (answer: Answer<unknown>): unknown => answer.errors?.[0]?.extensions['code'];

  it('the list goes in by the department’s token, within its region, and by no other', async () => {
    expect(codeOf(await start('reader'))).toBe('FORBIDDEN');
    expect(codeOf(await start('elsewhere'))).toBe('FORBIDDEN');
    const { data, errors } = await start('civilAffairs');
    expect(errors).toBeUndefined();
    listId = String(data.list['id']);
    const piece = { id: listId, offset: 0, content: file.toString('base64') };
    expect(codeOf(await send('tax', 'Append', piece))).toBe('NOT_FOUND');
    expect((await send('civilAffairs', 'Append', piece)).errors).toBeUndefined();
    expect((await send('civilAffairs', 'Finish', { id: listId })).errors).toBeUndefined();
  });

  it('counts and its own rows come out: which lines met somebody, never whom', async () => {
    const found = await arrived(
      async () => {
        const answer = await ask<{ matchingList: MatchedList }>('civilAffairs', LIST, { id: listId });
        expect(answer.errors).toBeUndefined();
        return answer.data;
      },
      ({ matchingList: { state } }) => state === 'READY',
    );
    const text = JSON.stringify(found);
    expect(found).toEqual({
      matchingList: {
        ...{ state: 'READY', department: '民政', rowCount: 4, entryCount: 3, barredCount: 1, matchCount: 2 },
        problems: { nodes: [{ line: 5, rule: 'RESIDENT_ID' }] },
        entries: {
          nodes: [
            { line: 2, result: 'MATCH' },
            { line: 3, result: 'MATCH' },
            { line: 4, result: 'NO_MATCH' },
          ],
          nextAfterLine: null,
        },
      },
    });
    expect(filed).toHaveLength(2);
    for (const { name, idNumber: number } of filed)
      expect([text.includes(name), text.includes(number)]).toEqual([false, false]);
  });

  it('the token opens nobody’s file: to it there are neither households nor people, and not the gateway', async () => {
    for (const query of ['{ households(first: 1) { totalCount } }', '{ workers(first: 1) { totalCount } }'])
      expect(codeOf(await ask('civilAffairs', query))).toBe('GRAPHQL_VALIDATION_FAILED');
    const graph = await startSampleSupergraph();
    const through = await graph.ask('{ __typename }', {}, PEOPLE.civilAffairs);
    await graph.stop();
    expect(codeOf(through)).toBe('FORBIDDEN');
  });

  it('another department sees neither the list nor its rows', async () => {
    expect(codeOf(await ask('tax', LIST, { id: listId }))).toBe('NOT_FOUND');
    const { data } = await ask<object>('tax', '{ matchingLists(first: 5) { totalCount } }');
    expect(data).toEqual({ matchingLists: { totalCount: 0 } });
  });

  it('the feed tells each department what became of its own lists, as counts, and of nobody', async () => {
    const { data } = await start('fund', { source: 'PROVIDENT_FUND' });
    const told = await feedOf(desk, 'civilAffairs');
    expect([...told]).toEqual([
      [
        `MatchingList ${listId}`,
        {
          ...{ source: 'CIVIL_AFFAIRS', state: 'READY', asOfOn: '2017-01-20' },
          ...{ rowCount: 4, entryCount: 3, barredCount: 1, matchCount: 2 },
        },
      ],
    ]);
    expect([...(await feedOf(desk, 'fund')).keys()]).toEqual([`MatchingList ${String(data.list['id'])}`]);
    for (const person of ['tax', 'elsewhere'] as const) expect([...(await feedOf(desk, person))]).toEqual([]);
    expect(await desk.refusalOf('reader', '{ changes { hasMore } }')).toBe('FORBIDDEN');
  });

  it('the file is gone once it is read, and no ID number stands in the clear', async () => {
    const sql = `select count(*)::int as pieces from upload_chunk c join matching_list l on l.upload_id = c.upload_id where l.id = $1`;
    expect(await rowOf(system.db, sql, [listId])).toEqual({ pieces: 0 });
    const entries = await rowsOf<object>(system.db, 'select * from matching_entry where list_id = $1', [listId]);
    expect(entries).toHaveLength(3);
    for (const person of filed) expect(JSON.stringify(entries)).not.toContain(person.idNumber);
  });

  it('leaves an audit chain that holds (I33)', async () => {
    expect(await verifyAudit(system.db)).toMatchObject({ breaks: [] });
  });
});
