import { beforeAll, describe, expect, it } from '@jest/globals';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from './employment.subgraph';
import { recordBuilders } from './record-builders';

type Page = {
  nodes: Record<string, unknown>[];
  totalCount: number;
  pageInfo: { endCursor: string; hasNextPage: boolean };
};

const LISTS = [
  {
    field: 'trainingPrograms',
    where: '{ kind: { eq: OVERCAPACITY }, budget: { gte: "1" } }',
    order: 'BUDGET',
    args: 'year: 2016',
  },
  { field: 'enrollments', where: '{ state: { in: [COMPLETED] }, programYear: { eq: 2016 } }', order: 'ENROLLED_ON' },
  {
    field: 'placements',
    where: '{ route: { eq: REFERRAL }, isMigrant: { eq: false } }',
    order: 'PLACED_ON',
    args: 'year: 2016',
  },
  { field: 'jobReferrals', where: '{ closedOn: { isNull: true } }', order: 'OFFERED_ON' },
  {
    field: 'startupProjects',
    where: '{ support: { in: [GRANT] }, amount: { gt: "100" } }',
    order: 'AMOUNT',
    args: 'year: 2016',
  },
  { field: 'assetGrants', where: '{ asset: { contains: "餐车" } }', order: 'VALUE', args: 'year: 2016' },
] as const;

const NEIGHBOUR = '340202';

describe('the lists of employment', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  const county = viewerWith({ role: 'county', read: ['340102'] });
  const run = async (query: string, viewer = viewerWith()): Promise<Record<string, Page>> => {
    const { data, errors } = await executeSubgraph<Record<string, Page>>(employmentSubgraph, {
      db: db.app,
      viewer,
      query,
    });
    expect(errors).toEqual([]);
    return data;
  };

  beforeAll(async () => {
    for (const region_code of ['340102', '340102', NEIGHBOUR]) {
      const program = await a.program({ region_code });
      const session = await a.session(program.id, { region_code });
      await a.enrollment(session.id, { region_code });
      await a.placement({ region_code });
      await a.referral({ region_code });
      await a.project({ region_code });
      await a.asset({ region_code });
    }
  });

  it.each(LISTS)('filter, sort and count $field within the viewer’s regions', async ({ field, where, order }) => {
    const query = `{ ${field}(where: ${where}, orderBy: [{ field: ${order}, direction: DESC }]) { nodes { id region { code } } totalCount } }`;
    expect((await run(query))[field]?.totalCount).toBe(3);
    const own = (await run(query, county))[field];
    expect(own?.nodes.map((node) => node['region'])).toEqual([{ code: '340102' }, { code: '340102' }]);
    expect(own?.totalCount).toBe(2);
    const none = `{ ${field}(where: { not: ${where} }) { totalCount } }`;
    expect((await run(none))[field]?.totalCount).toBe(0);
  });

  it.each(LISTS)('page $field without a gap or a repeat', async ({ field }) => {
    const seen: unknown[] = [];
    let after = '';
    for (let page = 0; page < 3; page += 1) {
      const answer = (
        await run(`{ ${field}(first: 1 ${after}) { nodes { id } pageInfo { endCursor hasNextPage } totalCount } }`)
      )[field];
      seen.push(...(answer?.nodes.map((node) => node['id']) ?? []));
      expect(answer?.pageInfo.hasNextPage).toBe(page < 2);
      after = `, after: "${answer?.pageInfo.endCursor ?? ''}"`;
    }
    expect(new Set(seen).size).toBe(3);
  });

  it('narrow by year, kind and region beside the filter', async () => {
    const data = await run(`{
      ours: trainingPrograms(year: 2016, kind: OVERCAPACITY, region: "340100") { totalCount }
      other: trainingPrograms(year: 2017) { totalCount }
      kind: trainingPrograms(kind: STARTUP) { totalCount }
      carts: assetGrants(region: "340200", year: 2016, first: 1) { totalCount }
      placed: placements(year: 2015) { totalCount }
    }`);
    expect(Object.entries(data).map(([name, page]) => [name, page.totalCount])).toEqual([
      ['ours', 2],
      ['other', 0],
      ['kind', 0],
      ['carts', 1],
      ['placed', 0],
    ]);
  });

  it.each([
    '{ trainingPrograms(year: 99999) { totalCount } }',
    '{ placements(year: -1) { totalCount } }',
    '{ employmentStats(year: 0) { trained } }',
    '{ placements(where: { personId: { eq: "no-uuid" } }) { totalCount } }',
    '{ assetGrants(where: { not: { personId: { in: ["no-uuid"] } } }) { totalCount } }',
    '{ assetGrants(where: { asset: { contains: "\\u0000" } }) { totalCount } }',
  ])('refuse a year, an id or a text that no record can have: %s', async (query) => {
    const { errors } = await executeSubgraph(employmentSubgraph, { db: db.app, viewer: viewerWith(), query });
    expect(errors.map((error) => error.code)).toEqual(['BAD_USER_INPUT']);
  });
});
