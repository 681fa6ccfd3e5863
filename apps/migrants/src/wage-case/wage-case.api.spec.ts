import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';
import { beforeAll, describe, expect, it } from '@jest/globals';

import { migrantsSubgraph } from '../migrants.subgraph';
import { anEnterprise, anInspection, aWageCase } from '../row-builders';

interface Page {
  wageCases: {
    nodes: { caseNo: string; deadline: string }[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

describe('wage cases', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const province = viewerWith({ role: 'province', read: ['340000'] });
  const run = <T = Record<string, unknown>>(query: string, viewer = province, variables = {}) =>
    executeSubgraph<T>(migrantsSubgraph, { db: db.app, viewer, query, variables });
  const steel = newId();

  beforeAll(async () => {
    await anEnterprise(db.owner, { id: steel, industry: 'STEEL', distress: 'ZOMBIE' });
    const inspection = await anInspection(db.owner, { region_code: '341700' });
    for (let index = 1; index <= 7; index += 1)
      await aWageCase(db.owner, { case_no: `A${index}`, deadline_on: `2017-01-2${index % 3}` });
    await aWageCase(db.owner, {
      case_no: 'B1',
      region_code: '341702',
      inspection_id: inspection,
      enterprise_id: steel,
    });
    await aWageCase(db.owner, {
      case_no: 'B2',
      region_code: '341700',
      state: 'PAID',
      recovered_fen: '10000000',
      settled_on: '2017-01-05',
    });
    await aWageCase(db.owner, {
      case_no: 'B3',
      region_code: '341700',
      state: 'PART_PAID',
      recovered_fen: '2500000',
      owed_fen: '99000000',
    });
  });

  it('answers the question about open cases as it is asked', async () => {
    const { data, errors } = await run<Page>(`{
      wageCases(state: [VERIFIED, ORDERED, PART_PAID], where: { region: { under: "341700" } }, orderBy: [{ field: CASE_NO }], first: 100) {
        nodes { caseNo owed recovered deadline daysLeft workers { value unit } region { name } enterprise { id } inspection { startsOn } }
        totalCount
      } }`);
    expect(errors).toEqual([]);
    expect(data.wageCases).toMatchObject({
      totalCount: 2,
      nodes: [
        {
          caseNo: 'B1',
          owed: '100000.00',
          recovered: '0.00',
          deadline: '2017-01-27',
          daysLeft: 4,
          workers: { value: 10, unit: 'PERSON' },
          region: { name: '贵池区' },
          enterprise: { id: steel },
          inspection: { startsOn: '2016-12-26' },
        },
        { caseNo: 'B3', owed: '990000.00', recovered: '25000.00', region: { name: '池州市' }, inspection: null },
      ],
    });
  });

  it.each([
    ['{ enterpriseIndustry: { eq: STEEL } }', ['B1']],
    ['{ enterpriseDistress: { isNull: false } }', ['B1']],
    ['{ outstanding: { gt: "100000.00" } }', ['B3']],
    ['{ state: { in: [PAID] } }', ['B2']],
    ['{ or: [{ caseNo: { eq: "A1" } }, { caseNo: { eq: "B2" } }] }', ['A1', 'B2']],
    ['{ not: { caseNo: { startsWith: "A" } }, recovered: { eq: "0.00" } }', ['B1']],
  ])('filters by %s', async (where, expected) => {
    const { data, errors } = await run<Page>(
      `{ wageCases(where: ${where}, orderBy: [{ field: CASE_NO }]) { nodes { caseNo } } }`,
    );
    expect(errors).toEqual([]);
    expect(data.wageCases.nodes.map((node) => node.caseNo)).toEqual(expected);
  });

  it('pages through every case once, in order, across ties', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: Page } = await run<Page>(
        `query($after: String) { wageCases(first: 3, after: $after, orderBy: [{ field: DEADLINE }, { field: OWED, direction: DESC }]) { nodes { caseNo deadline } pageInfo { hasNextPage endCursor } } }`,
        province,
        { after },
      );
      seen.push(...data.wageCases.nodes.map((node) => `${node.deadline} ${node.caseNo}`));
      after = data.wageCases.pageInfo.hasNextPage ? data.wageCases.pageInfo.endCursor : null;
    } while (after);
    expect(new Set(seen).size).toBe(10);
    const deadlines = seen.map((entry) => entry.slice(0, 10));
    expect(deadlines).toEqual([...deadlines].sort());
  });

  it('costs the same statements for one row and for ten', async () => {
    const query = (first: number): string =>
      `{ wageCases(first: ${first}) { nodes { caseNo region { name } inspection { title findings { summary } } } totalCount } }`;
    await run(query(1));
    const one = await countStatements(db.app, () => run(query(8)));
    const ten = await countStatements(db.app, () => run(query(10)));
    expect(ten.statements).toHaveLength(4);
    expect(one.statements.length).toBeLessThanOrEqual(4);
  });

  it('shows a county viewer its own cases only, whatever the filter', async () => {
    const county = viewerWith({ role: 'county', read: ['341702'] });
    const { data } = await run<Page>(
      '{ wageCases(where: { or: [{ region: { under: "340000" } }] }) { nodes { caseNo } totalCount } }',
      county,
    );
    expect(data.wageCases).toMatchObject({ nodes: [{ caseNo: 'B1' }], totalCount: 1 });
  });

  it('I34: says NOT_FOUND for a case of another region and for one that never was', async () => {
    const [{ id }] = (await db.app.query(`select id from wage_case where case_no = 'A1'`)) as [{ id: string }];
    const chizhou = viewerWith({ role: 'city', read: ['341700'] });
    for (const key of [id, newId(), 'not-a-uuid']) {
      const { errors } = await run(`{ wageCase(id: "${key}") { caseNo } }`, chizhou);
      expect(errors).toMatchObject([{ code: 'NOT_FOUND', path: ['wageCase'] }]);
    }
    const { data } = await run<{ wageCase: { caseNo: string } }>(`{ wageCase(id: "${id}") { caseNo } }`);
    expect(data.wageCase.caseNo).toBe('A1');
  });

  it('refuses analysts, who get aggregates only', async () => {
    const { errors } = await run('{ wageCases { totalCount } }', viewerWith({ role: 'analyst', read: ['340000'] }));
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});
