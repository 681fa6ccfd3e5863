import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { cameTrue } from '../testkit/arrived';
import { rowOf, rowsOf } from '../testkit/rows';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly ({ readonly id?: string } | null)[];
}

const LISTS = `{
  households(first: 100) { totalCount nodes { id activePlan { id } disbursements(first: 1) { totalCount } } }
  aidPlans(first: 100) { totalCount nodes { id household { fileNo } } }
  enterprises(first: 100) { totalCount nodes { id } }
  partnerShops(first: 100) { totalCount nodes { id } }
  placements(first: 100) { totalCount nodes { id } }
}`;

/** What each list must hold for some unions of a county, in plain SQL. */
const COUNTED = {
  households: [
    'workers',
    'select count(*)::int as n from household where region_code = $1 and union_id = any($2::uuid[])',
  ],
  aidPlans: [
    'assistance',
    `select count(*)::int as n from aid_plan p join household_projection h on h.id = p.household_id
     where p.region_code = $1 and h.union_id = any($2::uuid[])`,
  ],
  enterprises: [
    'enterprises',
    'select count(*)::int as n from enterprise where region_code = $1 and union_id = any($2::uuid[])',
  ],
  partnerShops: [
    'enterprises',
    'select count(*)::int as n from partner_shop where region_code = $1 and union_id = any($2::uuid[])',
  ],
  placements: [
    'employment',
    `select count(*)::int as n from placement p join worker_projection w on w.id = p.person_id
     where p.region_code = $1 and w.union_id = any($2::uuid[])`,
  ],
} as const;

describe('two unions of one county', () => {
  let graph: SampleSupergraph;
  let region: string;
  let federation: string;
  let [steel, coal]: [string, string] = ['', ''];

  beforeAll(async () => {
    graph = await startSampleSupergraph({ isFollowing: true });
    // The county whose two largest grass-roots unions keep the most homes.
    const kept = await rowsOf<{ region: string; id: string; n: number }>(
      graph.db.workers,
      `select h.region_code as region, h.union_id as id, count(*)::int as n from household h join union_projection u on u.id = h.union_id
       where u.level = 'GRASSROOTS' and u.region_code = h.region_code group by 1, 2 order by 3 desc, 2`,
    );
    const places = [...new Set(kept.map((row) => row.region))];
    region = places.find((code) => kept.filter((row) => row.region === code).length >= 2 && !code.endsWith('00')) ?? '';
    [steel, coal] = kept.filter((row) => row.region === region).map(({ id }) => id) as [string, string];
    ({ id: federation } = await rowOf<{ id: string }>(
      graph.db.enterprises,
      `select id from trade_union where region_code = $1 and level = 'COUNTY'`,
      [region],
    ));
  });
  afterAll(() => graph.stop());

  const maker = (...unions: string[]) => ({ role: 'maker', region, unions }) as const;
  const counted = async (unions: readonly string[]): Promise<Record<string, number>> => {
    const found: Record<string, number> = {};
    for (const [list, [name, sql]] of Object.entries(COUNTED))
      found[list] = (await rowOf<{ n: number }>(graph.db[name], sql, [region, unions])).n;
    return found;
  };
  const totals = async (...unions: string[]): Promise<Record<string, number>> => {
    const { data, errors } = await graph.ask<Record<string, Page>>(LISTS, {}, maker(...unions));
    expect(errors).toBeUndefined();
    return Object.fromEntries(Object.entries(data).map(([list, page]) => [list, page.totalCount]));
  };
  const below = async (id: string): Promise<string[]> => {
    const sql = `with recursive b as (select $1::uuid as id union select u.id from trade_union u join b on coalesce(u.successor_id, u.parent_id) = b.id) select id from b`;
    return (await rowsOf<{ id: string }>(graph.db.enterprises, sql, [id])).map((row) => row.id);
  };

  it('I34: each is shown its own homes, plans, employers and placements in every subgraph, and none of the other', async () => {
    expect(await totals(steel)).toEqual(await counted([steel]));
    expect(await totals(coal)).toEqual(await counted([coal]));
    expect((await counted([steel]))['households']).toBeGreaterThan(0);
    expect((await counted([coal]))['households']).toBeGreaterThan(0);
    const { data } = await graph.ask<{ households: Page }>(LISTS, {}, maker(coal));
    const theirs = data.households.nodes.map((home) => home?.id ?? '');
    const { data: one, errors } = await graph.ask<{ household: null }>(
      'query($id: ID!) { household(id: $id) { fileNo } }',
      { id: theirs[0] },
      maker(steel),
    );
    expect([one, errors?.map(({ extensions }) => extensions['code'])]).toEqual([{ household: null }, ['NOT_FOUND']]);
  });

  it('the county federation’s officer sees both by the tree, and by its region besides those of no grass-roots union', async () => {
    const all = await below(federation);
    expect(all).toEqual(expect.arrayContaining([steel, coal]));
    expect(await totals(federation)).toEqual(await counted(all));
  });

  it('figures of the county are refused at their own path, and its name is not', async () => {
    const { data, errors } = await graph.ask<{ region: object }>(
      `query($code: RegionCode!) { region(code: $code) { code hardship { filed } aid(year: 2017) { distributed } employment(year: 2016) { placed } } }`,
      { code: region },
      maker(steel),
    );
    expect(data).toEqual({ region: { code: region, hardship: null, aid: null, employment: null } });
    expect(errors?.map(({ path, extensions }) => `${path?.join('.')} ${String(extensions['code'])}`).sort()).toEqual([
      'region.aid FORBIDDEN',
      'region.employment FORBIDDEN',
      'region.hardship FORBIDDEN',
    ]);
  });

  const act = async (mutation: string, input: object): Promise<void> => {
    const type = `${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}Input`;
    const { data, errors } = await graph.ask<Record<string, { __typename: string }>>(
      `mutation($input: ${type}!) { ${mutation}(input: $input) { __typename } }`,
      { input },
    );
    expect([errors, data[mutation]?.__typename]).toEqual([undefined, 'TradeUnion']);
  };
  const versionOf = async (id: string): Promise<number> =>
    (await rowOf<{ version: number }>(graph.db.enterprises, 'select version from trade_union where id = $1', [id]))
      .version;
  const arrives = (id: string, column: 'parent_id' | 'successor_id', above: string) =>
    cameTrue(async () => {
      const sql = `select ${column} as above from union_tree where id = $1`;
      const known = [];
      for (const name of ['workers', 'assistance', 'employment', 'migrants'] as const)
        known.push((await rowOf<{ above: string | null }>(graph.db[name], sql, [id])).above);
      return known.every((value) => value === above);
    }, 'every subgraph knows where the union stands');

  it('a union that moves under the other takes its homes into that sub-tree, once the feed has told of it', async () => {
    await act('moveUnion', { id: coal, expectedVersion: await versionOf(coal), parentId: steel });
    await arrives(coal, 'parent_id', steel);
    expect(await totals(steel)).toEqual(await counted([steel, coal]));
    expect(await totals(coal)).toEqual(await counted([coal]));
  });

  it('a union that is dissolved leaves them to its successor, and who was bounded to it sees nothing any more', async () => {
    const heir = (await below(federation)).find((id) => id !== federation && id !== steel && id !== coal) ?? federation;
    await act('dissolveUnion', {
      ...{ id: coal, expectedVersion: await versionOf(coal), successorId: heir },
      ...{ dissolvedOn: '2017-01-20', reason: '用人单位注销' },
    });
    await arrives(coal, 'successor_id', heir);
    expect(await totals(coal)).toEqual(await counted([]));
    expect(await totals(steel)).toEqual(await counted([steel]));
    expect(await totals(heir)).toEqual(await counted(await below(heir)));
  });
});
