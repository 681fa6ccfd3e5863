import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Viewer } from '@nuan/auth';
import { accessOf, buildSubgraphSchema, declaredTypes } from '@nuan/federation';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, testCipher, useTestDatabase, viewerWith } from '@nuan/testing';

import { anApplicationAt } from '../filing/application-builder';
import { ApplicationStatus as S } from '../filing/application-status';
import { clockAt, officerOf } from '../filing/filing-driver';
import { workersPolicy } from '../policy/workers.policy';
import { aHousehold, anExitReview, anIdNumber, aUnion } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';

const LIST = `query($region: RegionCode!, $kind: PublicityKind!, $on: Date) {
  publicNoticeList(regionCode: $region, kind: $kind, on: $on) {
    heading rows { number nameMasked organisation category postedOn openUntil objectAt } } }`;
const EXPORT = `mutation($input: ExportPublicNoticesInput!) { exportPublicNotices(input: $input) { __typename
  ... on PublicNoticeFile { fileName content } ... on PersonalNumberFound { rule row column message } ... on RuleBroken { rule field } } }`;

/** All that a line may carry, each word of it decided. */
const MAY_CARRY = ['number', 'nameMasked', 'organisation', 'category', 'postedOn', 'openUntil', 'objectAt'];
const CLASSES = ['CASE', 'NAME', 'PROGRAMME', 'REFERENCE'];

describe('a public-notice list', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = officerOf('maker', 'maker-1');
  const clock = clockAt('2017-01-16T09:00');

  interface Listed {
    readonly heading: string;
    readonly rows: readonly Readonly<Record<string, unknown>>[];
  }
  const list = (viewer: Viewer, variables: object = {}) =>
    executeSubgraph<{ publicNoticeList: Listed | null }>(workersSubgraph, {
      db: db.app,
      viewer,
      clock,
      query: LIST,
      variables: { region: '340103', kind: 'FILING', ...variables },
    });
  const give = async (input: object = {}, viewer: Viewer = maker) => {
    const { data, errors } = await executeSubgraph<{ exportPublicNotices: Readonly<Record<string, unknown>> } | null>(
      workersSubgraph,
      {
        db: db.app,
        viewer,
        clock,
        query: EXPORT,
        variables: { input: { regionCode: '340103', kind: 'FILING', format: 'CSV', purpose: '社区公示栏', ...input } },
      },
    );
    return data?.exportPublicNotices ?? { code: errors[0]?.code };
  };
  const acts = async (): Promise<readonly { facts: Record<string, unknown> }[]> =>
    db.owner.query(`select detail as facts from audit_entry where action = 'publicNotice.export' order by seq`);

  let application: { readonly id: string; readonly headId: string; readonly noticeId: string | null };
  let unionId: string;
  beforeAll(async () => {
    unionId = await aUnion(db.owner, { name: '测试厂工会' });
    await aUnion(db.owner, { level: 'COUNTY', name: '庐阳区总工会' });
    application = await anApplicationAt(db.owner, S.PUBLICISED, {
      row: { union_id: unionId, primary_cause: 'MAJOR_ILLNESS' },
    });
    await anApplicationAt(db.owner, S.PUBLICISED, { row: { region_code: '340102' } });
    await anApplicationAt(db.owner, S.APPROVED);
  });

  it('can carry neither an ID number, account, phone, illness, income or child, nor anything that was not decided', async () => {
    const schema = await buildSubgraphSchema(
      workersSubgraph,
      workersSubgraph.compose({ db: db.app, clock, cipher: testCipher }),
    );
    const row = declaredTypes(schema).find(({ name }) => name === 'PublicNoticeRow');
    expect(Object.keys(row?.getFields() ?? {})).toEqual(MAY_CARRY);
    for (const type of ['PublicNoticeRow', 'PublicNoticeList'])
      for (const line of Object.values(workersPolicy.types[type]?.fields ?? {}))
        expect(CLASSES).toContain(accessOf(line));
    // Every field is a leaf but the rows themselves: no edge leads on to a person.
    expect(Object.values(row?.getFields() ?? {}).map(({ type }) => String(type).replace('!', ''))).toEqual([
      'Int',
      'String',
      'String',
      'HardshipCategory',
      'Date',
      'Date',
      'String',
    ]);
  });

  it('shows the notices that stand on the day in the region, with masked names and without the cause', async () => {
    const { data } = await list(maker);
    expect(data?.publicNoticeList?.heading).toBe('庐阳区总工会');
    expect(data?.publicNoticeList?.rows).toEqual([
      expect.objectContaining({
        number: 1,
        nameMasked: expect.stringContaining('*'),
        organisation: '测试厂工会',
        category: 'MIN_LIVING',
        postedOn: '2017-01-13',
      }),
      // Approved later, and closed on the 22nd: on the 16th it stood.
      expect.objectContaining({ number: 2, organisation: '庐阳区' }),
    ]);
    expect(JSON.stringify(data)).not.toContain('ILLNESS');
    expect((await list(maker, { on: '2017-01-12' })).data?.publicNoticeList?.rows).toEqual([]);
    expect((await list(maker, { on: '2017-01-22' })).data?.publicNoticeList?.rows).toHaveLength(1);
  });

  it('shows exits apart from filings', async () => {
    const { id } = await aHousehold(db.owner, { union_id: unionId });
    await insertRow(db.owner, 'publicity_notice', {
      id: newId(),
      kind: 'EXIT',
      exit_review_id: await anExitReview(db.owner, id),
      place: '社区',
      posted_on: '2017-01-14',
      min_working_days: 5,
      earliest_end_on: '2017-01-20',
    });
    expect((await list(maker, { kind: 'EXIT' })).data?.publicNoticeList?.rows).toEqual([
      {
        number: 1,
        nameMasked: '张*明',
        organisation: '测试厂工会',
        category: 'MIN_LIVING',
        postedOn: '2017-01-14',
        openUntil: '2017-01-20',
        objectAt: '社区',
      },
    ]);
  });

  it('is for makers, checkers, counties and cities within their regions and for nobody else', async () => {
    for (const role of ['maker', 'checker', 'county'] as const)
      expect((await list(officerOf(role, 'x'))).errors).toEqual([]);
    expect(
      (await list(officerOf('city', 'x', '340100'), { region: '340100' })).data?.publicNoticeList?.rows,
    ).toHaveLength(3);
    for (const role of ['province', 'auditor', 'cashier', 'analyst', 'admin', 'partner'] as const) {
      const viewer = viewerWith({ role, read: ['340000'], subject: 'x' });
      expect((await list(viewer)).errors[0]?.code).toBe('FORBIDDEN');
      expect(await give({}, viewer)).toEqual({ code: 'FORBIDDEN' });
    }
    const neighbour = officerOf('maker', 'x', '340102');
    expect((await list(neighbour)).errors[0]?.code).toBe('FORBIDDEN');
    expect(await give({}, neighbour)).toEqual({ code: 'FORBIDDEN' });
  });

  it('is given out as a spreadsheet and as a page, each an act on record with its purpose', async () => {
    const before = (await acts()).length;
    const csv = await give();
    expect(csv['fileName']).toBe('困难职工建档公示-340103-2017-01-16.csv');
    expect(String(csv['content'])).toMatch(
      /^\uFEFF序号,姓名,所属工会,困难类别,张贴日期,公示截止日,公示及异议受理地点\r\n1,.*\*/,
    );
    const html = String((await give({ format: 'HTML' }))['content']);
    for (const text of ['<h1>庐阳区总工会</h1>', '困难职工建档公示', '2017-01-13', '有异议'])
      expect(html).toContain(text);
    expect(html).not.toMatch(/https?:|<script|src=/);
    const made = (await acts()).slice(before);
    expect(made.map(({ facts }) => [facts['purpose'], facts['format'], facts['rows']])).toEqual([
      ['社区公示栏', 'CSV', 1],
      ['社区公示栏', 'HTML', 1],
    ]);
    expect(await give({ purpose: ' ' })).toMatchObject({ __typename: 'RuleBroken', rule: 'REASON_REQUIRED' });
  });

  it('is given out of today and of notices that stand, and of no past day again', async () => {
    // On a past day the query still tells of the notice that was closed since; the file has the standing one alone.
    expect((await list(maker)).data?.publicNoticeList?.rows).toHaveLength(2);
    expect(
      String((await give())['content'])
        .trim()
        .split('\r\n'),
    ).toHaveLength(2);
    const before = (await acts()).length;
    expect(await give({ on: '2017-01-14' })).toEqual({ code: expect.any(String) });
    expect(await acts()).toHaveLength(before);
    const refused = await anApplicationAt(db.owner, S.PUBLICISED);
    await db.owner.query(`update publicity_notice set closed_on = '2017-01-16', outcome = 'TAKEN_DOWN' where id = $1`, [
      refused.noticeId,
    ]);
    expect(
      String((await give())['content'])
        .trim()
        .split('\r\n'),
    ).toHaveLength(2);
  });

  const idNumber = anIdNumber();
  it.each([
    ['an ID number in a name', 'name', '姓名', `张${idNumber}`],
    ['an ID number in a name of which the mask keeps it', 'name', '姓名', `${idNumber}·明`],
    ['an ID number in the place', 'place', '公示及异议受理地点', `门卫 ${idNumber}`],
    ['a card in the place, spaced', 'place', '公示及异议受理地点', '门卫 9999 9912 3456 7890'],
    ['a phone in the place', 'place', '公示及异议受理地点', '门卫 100 0000 0001'],
    ['a phone in full-width digits', 'place', '公示及异议受理地点', '门卫１００００００００１２'],
    ['an ID number in the union', 'union', '所属工会', `工会${idNumber}`],
  ])(
    'with %s is not given out at all, and the refusal names the cell and not the value',
    async (_title, where, column, text) => {
      const statements = {
        name: ['update filing_person set name = $2 where id = $1', application.headId],
        place: ['update publicity_notice set place = $2 where id = $1', application.noticeId],
        union: ['update union_projection set name = $2 where id = $1', unionId],
      } as const;
      const [sql, id] = statements[where as keyof typeof statements];
      const table = { name: 'filing_person', place: 'publicity_notice', union: 'union_projection' }[where] ?? '';
      const kept = { name: 'name', place: 'place', union: 'name' }[where] ?? '';
      const [old] = await db.owner.query<{ value: string }[]>(`select ${kept} as value from ${table} where id = $1`, [
        id,
      ]);
      await db.owner.query(sql, [id, text]);
      const before = (await acts()).length;
      for (const format of ['CSV', 'HTML']) {
        const refused = await give({ format });
        expect(refused).toMatchObject({
          __typename: 'PersonalNumberFound',
          rule: 'NO_PERSONAL_NUMBERS',
          row: 1,
          column,
        });
        expect(JSON.stringify(refused)).not.toContain(text);
      }
      expect((await acts()).length).toBe(before);
      await db.owner.query(sql, [id, old?.value]);
      expect(await give()).toMatchObject({ __typename: 'PublicNoticeFile' });
    },
  );

  it('makes text of what a spreadsheet would compute, and of what a browser would run', async () => {
    const set = 'update publicity_notice set place = $2 where id = $1';
    await db.owner.query(set, [application.noticeId, '=HYPERLINK("x")<b>']);
    expect(String((await give())['content'])).toContain(`"'=HYPERLINK(""x"")<b>"`);
    expect(String((await give({ format: 'HTML' }))['content'])).toContain('=HYPERLINK(&quot;x&quot;)&lt;b&gt;');
    await db.owner.query(set, [application.noticeId, '社区']);
  });
});
