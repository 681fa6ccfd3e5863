import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, testCipher, useTestDatabase, viewerWith } from '@nuan/testing';

import {
  aHousehold,
  aMember,
  anEnterprise,
  aRow,
  aStudent,
  type FiledHousehold,
  type HouseholdRow,
} from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';

interface Page {
  households: {
    nodes: { id: string; fileNo: string }[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

describe('households', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const province = viewerWith();
  const run = <T>(query: string, variables: Record<string, unknown> = {}, viewer = province) =>
    executeSubgraph<T>(workersSubgraph, { db: db.app, viewer, query, variables });
  const filed: Record<string, FiledHousehold> = {};
  const add = async (name: string, row: HouseholdRow = {}) => {
    filed[name] = await aHousehold(db.app, { file_no: name, ...row });
  };

  beforeAll(async () => {
    const mine = await anEnterprise(db.app);
    const mill = await anEnterprise(db.app, { distress: 'LOSS_MAKING', industry: 'TEXTILE' });
    const poorer = { annual_income_fen: '720000', net_per_capita_fen: '30000' };
    await add('A', { employer_id: mine, secondary_causes: ['LAID_OFF'], is_migrant: true });
    await add('B', {
      employer_id: mine,
      ...poorer,
      primary_cause: 'LAID_OFF',
      secondary_causes: ['MAJOR_ILLNESS'],
      tier: 'NATIONAL',
    });
    await add('C', {
      employer_id: mill,
      region_code: '340202',
      recorded_on: '2016-03-01',
      last_reviewed_on: null,
      next_review_due_on: '2017-03-01',
    });
    await add('D', { region_code: '341100', primary_cause: 'SCHOOLING', next_review_due_on: '2017-01-22', size: 4 });
    await add('E', { employer_id: mine, primary_cause: 'ACCIDENT', region_code: '340202' });
    await aRow(db.app, 'file_event', {
      household_id: filed['A']?.id,
      kind: 'RECORDED',
      happened_at: '2015-05-11T09:00:00+08:00',
      actor_id: 'officer-1',
    });
    await db.app.query('insert into aid_projection values ($1, true, $2, 1)', [filed['A']?.id, '2017-01-20']);
  });

  it.each([
    [
      'employerDistress: { eq: OVERCAPACITY_CLOSED }, employerIndustry: { in: [COAL, STEEL] }, anyCause: { eq: MAJOR_ILLNESS }',
      'A B',
    ],
    ['primaryCause: { eq: MAJOR_ILLNESS }', 'A C'],
    ['anyCause: { in: [SCHOOLING, ACCIDENT] }', 'D E'],
    ['region: { under: "340200" }', 'C E'],
    ['region: { in: ["341100", "340103"] }', 'A B D'],
    ['isMigrant: { eq: true }', 'A'],
    ['tier: { eq: NATIONAL }', 'B'],
    ['netPerCapita: { lt: "400.00" }', 'B'],
    ['recordedOn: { gte: "2016-01-01" }', 'C'],
    ['nextReviewDue: { lt: "2017-01-23" }', 'D'],
    ['lastReviewedOn: { isNull: true }', 'C'],
    ['hasActivePlan: { eq: true }', 'A'],
    ['lastAidOn: { isNull: true }, status: { eq: RECORDED }', 'B C D E'],
    ['size: { gt: 2 }', 'D'],
    ['fileNo: { in: ["A", "E"] }, not: { category: { eq: DEEP } }', 'A E'],
    [
      'or: [{ fileNo: { eq: "A" } }, { and: [{ region: { eq: "340202" } }, { primaryCause: { eq: ACCIDENT } }] }]',
      'A E',
    ],
  ])('are filtered by %s', async (where, expected) => {
    const { data, errors } = await run<Page>(`{ households(where: { ${where} }) { nodes { fileNo } totalCount } }`);
    expect(errors).toEqual([]);
    expect(data.households.nodes.map(({ fileNo }) => fileNo).join(' ')).toBe(expected);
    expect(data.households.totalCount).toBe(expected.split(' ').length);
  });

  it.each([
    '[{ field: NET_PER_CAPITA, direction: ASC }]',
    '[{ field: REGION, direction: DESC }, { field: FILE_NO }]',
    '[{ field: SIZE }, { field: RECORDED_ON, direction: DESC }]',
  ])('are paged by %s without gaps or repeats', async (orderBy) => {
    const query = `query($first: Int!, $after: String) { households(first: $first, after: $after, orderBy: ${orderBy}) { nodes { id fileNo } totalCount pageInfo { hasNextPage endCursor } } }`;
    const whole = (await run<Page>(query, { first: 100 })).data.households.nodes;
    const paged: typeof whole = [];
    for (let after: string | null = null, more = true; more;) {
      const { households }: Page = (await run<Page>(query, { first: 2, after })).data;
      paged.push(...households.nodes);
      after = households.pageInfo.endCursor;
      more = households.pageInfo.hasNextPage;
    }
    expect(paged).toEqual(whole);
    expect(new Set(paged.map(({ id }) => id)).size).toBe(5);
  });

  it('cost one statement for the page, one for the count, and one for each kind of thing beneath', async () => {
    const household = filed['A']?.id ?? '';
    await aMember(db.app, household, { relation: 'PARENT' });
    const student = await aStudent(db.app, household);
    const query = `{ households(first: 50) {
      nodes { fileNo region { name } union { id } employer { id } income { netPerCapita ratio } isStale
        head { nameMasked household { id } } members { relation person { birthYear } student { id level } } timeline(first: 5) { kind } }
      totalCount } }`;
    const { result, statements } = await countStatements(db.app, () => run<{ households: { nodes: object[] } }>(query));
    expect(result.errors).toEqual([]);
    expect(statements).toHaveLength(7);
    expect(result.data.households.nodes[0]).toMatchObject({
      fileNo: 'A',
      region: { name: '庐阳区' },
      income: { netPerCapita: '400.00', ratio: 0.8 },
      isStale: false,
      head: { nameMasked: '张*明', household: { id: household } },
      members: [
        { relation: 'HEAD', student: null },
        { relation: 'PARENT', student: null },
        { relation: 'CHILD', student: { id: student.id, level: 'UNDERGRADUATE' } },
      ],
      timeline: [{ kind: 'RECORDED' }],
    });
  });

  it('cost nothing beyond the count when only the count is asked for', async () => {
    const { statements } = await countStatements(db.app, () => run('{ households { totalCount } }'));
    expect(statements).toHaveLength(1);
  });

  it('I34: outside the viewer’s regions are not there: lists, filters, look-ups by id and by number', async () => {
    const wuhu = viewerWith({ role: 'city', read: ['340200'] });
    const list = await run<Page>(
      '{ households(where: { region: { under: "340000" } }) { nodes { fileNo } totalCount } }',
      {},
      wuhu,
    );
    expect(list.data.households).toEqual({ nodes: [{ fileNo: 'C' }, { fileNo: 'E' }], totalCount: 2 });
    const looked = await run(
      'query($id: ID!, $no: String!) { household(id: $id) { id } householdByFileNo(fileNo: $no) { id } }',
      { id: filed['A']?.id, no: 'A' },
      wuhu,
    );
    expect(looked.data).toEqual({ household: null, householdByFileNo: null });
    expect(looked.errors.map(({ code }) => code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    const unknown = await run('query($id: ID!) { household(id: $id) { id } }', { id: 'no-uuid' });
    expect(unknown.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it.each([0, 101])('refuse a timeline of %i events', async (first) => {
    const { errors } = await run(
      'query($first: Int!) { householdByFileNo(fileNo: "A") { timeline(first: $first) { id } } }',
      { first },
    );
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });

  it('are found by id and by file number', async () => {
    const { data } = await run(
      'query($id: ID!) { household(id: $id) { fileNo isStale } householdByFileNo(fileNo: "D") { id } }',
      {
        id: filed['D']?.id,
      },
    );
    expect(data).toEqual({ household: { fileNo: 'D', isStale: true }, householdByFileNo: { id: filed['D']?.id } });
  });

  it('hide incomes from who may not read them, in filters and sort keys too', async () => {
    const cashier = viewerWith({ role: 'cashier' });
    const read = await run<Page>('{ households(first: 1) { nodes { fileNo income { netPerCapita } } } }', {}, cashier);
    expect(read.data.households.nodes).toEqual([{ fileNo: 'A', income: null }]);
    expect(read.errors).toMatchObject([{ code: 'FORBIDDEN', path: ['households', 'nodes', 0, 'income'] }]);
    for (const args of [
      'where: { or: [{ not: { netPerCapita: { gt: "1" } } }] }',
      'orderBy: [{ field: NET_PER_CAPITA }]',
    ]) {
      expect((await run(`{ households(${args}) { totalCount } }`, {}, cashier)).errors).toMatchObject([
        { code: 'FORBIDDEN' },
      ]);
    }
  });

  it('show masks of accounts, ID numbers and health to the officers of the case, and never to province officers', async () => {
    const account = {
      bank_name: '某银行',
      bank_account_mask: '某银行 ****1234',
      bank_account_sealed: testCipher.seal('9999991234'),
      bank_account_hash: testCipher.hash('bank-account', '9999991234'),
    };
    const head = { health_sealed: testCipher.seal('DIABETES'), disability_sealed: testCipher.seal('LIMB:2') };
    await add('Z', { ...account, region_code: '340604', head });
    const query = `{ householdByFileNo(fileNo: "Z") { bank { accountMasked } head { idMasked phoneMasked healthMasked } } }`;
    const county = await run<{ householdByFileNo: object }>(
      query,
      {},
      viewerWith({ role: 'county', read: ['340604'] }),
    );
    expect(county.errors).toEqual([]);
    expect(county.data.householdByFileNo).toEqual({
      bank: { accountMasked: '某银行 ****1234' },
      head: {
        idMasked: expect.stringMatching(/^349\*{11}\d{4}$/),
        phoneMasked: null,
        healthMasked: 'ON_FILE',
      },
    });
    const above = await run<{ householdByFileNo: object }>(query);
    expect(above.data.householdByFileNo).toEqual({
      bank: null,
      head: { idMasked: null, phoneMasked: null, healthMasked: null },
    });
    expect(new Set(above.errors.map(({ code }) => code))).toEqual(new Set(['FORBIDDEN']));
  });

  it.each(['analyst', 'admin', 'partner'] as const)('are refused to the role %s', async (role) => {
    const { errors } = await run(
      'query($id: ID!) { households { totalCount } household(id: $id) { id } }',
      { id: newId() },
      viewerWith({ role }),
    );
    expect(errors.map(({ code }) => code)).toContain('FORBIDDEN');
  });

  it('have no plan while assistance has told nothing of them, and say until when it has', async () => {
    const { id } = await aHousehold(db.owner);
    const query = `query ($where: HouseholdWhere) { households(where: $where) { nodes { id } asOf } }`;
    await db.owner.query(`insert into projection_cursor values ('assistance', null, '2017-01-23 17:59:00+08')`);
    const found = await run<{ households: { nodes: { id: string }[]; asOf: string } }>(query, {
      where: { hasActivePlan: { eq: false } },
    });
    expect(found.errors).toEqual([]);
    expect(found.data.households.nodes.map((node) => node.id)).toContain(id);
    expect(found.data.households.asOf).toBe('2017-01-23T17:59:00.000+08:00');
  });
});
