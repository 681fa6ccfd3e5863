import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aHousehold, aPairing, aVisit } from '../plan/casework-builders';

interface Pairings {
  pairings: {
    nodes: { helperName: string }[];
    totalCount: number;
    pageInfo: { endCursor: string; hasNextPage: boolean };
  };
}

describe('pairings', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const run = <T = Pairings>(query: string, viewer = viewerWith(), variables = {}) =>
    executeSubgraph<T>(assistanceSubgraph, { db: db.app, viewer, query, variables });
  const migrant = newId();

  beforeAll(async () => {
    await aHousehold(db.app, { id: migrant, is_migrant: true, category: 'ACCIDENT' });
    const visited = await aPairing(db.app, { helper_name: 'A', household_id: migrant });
    await aVisit(db.app, visited, '2016-05-01');
    await aVisit(db.app, visited, '2016-12-20');
    await aVisit(db.app, visited, '2017-02-01');
    const neglected = await aPairing(db.app, {
      helper_name: 'B',
      helper_rank: 'PREFECTURE_LEADER',
      region_code: '341100',
    });
    await aVisit(db.app, neglected, '2016-02-01');
    await aPairing(db.app, {
      helper_name: 'C',
      helper_rank: 'PREFECTURE_UNIT_HEAD',
      region_code: '341102',
      starts_on: '2017-01-05',
    });
    await aPairing(db.app, {
      helper_name: 'D',
      helper_rank: 'PROVINCE_LEADER',
      region_code: '340100',
      ends_on: '2016-12-31',
    });
  });

  it('reckon visits due, done and overdue at the clock, and leave out visits still to come', async () => {
    const { data, errors } = await run(`{ pairings(orderBy: [{ field: HELPER_NAME }]) {
      nodes { helperName visitsDue visitsDone visitOverdue lastVisitedOn nextVisitDueOn } } }`);
    expect(errors).toEqual([]);
    expect(data.pairings.nodes).toEqual([
      {
        helperName: 'A',
        visitsDue: 2,
        visitsDone: 2,
        visitOverdue: false,
        lastVisitedOn: '2016-12-20',
        nextVisitDueOn: '2017-06-20',
      },
      {
        helperName: 'B',
        visitsDue: 2,
        visitsDone: 1,
        visitOverdue: true,
        lastVisitedOn: '2016-02-01',
        nextVisitDueOn: '2016-08-01',
      },
      {
        helperName: 'C',
        visitsDue: 0,
        visitsDone: 0,
        visitOverdue: false,
        lastVisitedOn: null,
        nextVisitDueOn: '2017-07-05',
      },
      { helperName: 'D', visitsDue: 1, visitsDone: 0, visitOverdue: false, lastVisitedOn: null, nextVisitDueOn: null },
    ]);
  });

  it.each([
    ['region: "341100", rank: [PREFECTURE_LEADER, PREFECTURE_UNIT_HEAD]', ['B', 'C']],
    ['rank: [PROVINCE_LEADER]', ['D']],
    ['where: { isMigrant: { eq: true } }', ['A']],
    ['where: { householdCategory: { eq: ACCIDENT } }', ['A']],
    ['where: { endsOn: { isNull: true } }, region: "340100"', ['A']],
    ['rank: [COUNTY_CADRE], where: { helperName: { eq: "B" } }', []],
  ])('are narrowed by %s', async (args, names) => {
    const { data, errors } = await run(
      `{ pairings(${args}, orderBy: [{ field: HELPER_NAME }]) { nodes { helperName } totalCount } }`,
    );
    expect(errors).toEqual([]);
    expect(data.pairings).toMatchObject({
      nodes: names.map((helperName) => ({ helperName })),
      totalCount: names.length,
    });
  });

  it('page without a gap', async () => {
    const names: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: Pairings } = await run(
        'query($after: String) { pairings(first: 1, after: $after) { nodes { helperName } pageInfo { endCursor hasNextPage } } }',
        viewerWith(),
        { after },
      );
      names.push(...data.pairings.nodes.map(({ helperName }) => helperName));
      after = data.pairings.pageInfo.hasNextPage ? data.pairings.pageInfo.endCursor : null;
    } while (after);
    expect([...names].sort()).toEqual(['A', 'B', 'C', 'D']);
  });

  it('show the latest visits first, and as many as asked for', async () => {
    const { data } = await run<Record<string, unknown>>(
      `{ pairings(where: { helperName: { eq: "A" } }) { nodes { visits(first: 2) { visitedOn } } } }`,
    );
    expect(data).toEqual({
      pairings: { nodes: [{ visits: [{ visitedOn: '2017-02-01' }, { visitedOn: '2016-12-20' }] }] },
    });
  });

  it('cost the same statements for one row and for four', async () => {
    const query = (first: number): string =>
      `{ pairings(first: ${first}) { nodes { visitsDone visitOverdue visits { visitedOn } household { activePlan { progress } helper { helperName } } } totalCount } }`;
    const four = await countStatements(db.app, () => run(query(4)));
    const one = await countStatements(db.app, () => run(query(1)));
    expect(four.result.errors).toEqual([]);
    expect(four.statements).toHaveLength(6);
    expect(one.statements.length).toBeLessThanOrEqual(6);
  });

  it('stay within the viewer’s region, and a foreign id says NOT_FOUND', async () => {
    const chuzhou = viewerWith({ role: 'city', read: ['341100'] });
    const { data } = await run('{ pairings { nodes { helperName } totalCount } }', chuzhou);
    expect(data.pairings.totalCount).toBe(2);
    const [{ id }] = await db.app.query<[{ id: string }]>(`select id from pairing where helper_name = 'A'`);
    expect((await run(`{ pairing(id: "${id}") { helperName } }`, chuzhou)).errors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    expect((await run(`{ pairing(id: "${id}") { helperName } }`)).errors).toEqual([]);
  });

  it('are refused to analysts', async () => {
    const { errors } = await run('{ pairings { totalCount } }', viewerWith({ role: 'analyst' }));
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('allow one active primary helper for a household, by the database', async () => {
    await expect(aPairing(db.app, { household_id: migrant })).rejects.toThrow('pairing_household_id_active_unique');
    await aPairing(db.app, { household_id: migrant, is_primary: false, helper_name: 'Z', ends_on: '2016-12-01' });
  });
});
