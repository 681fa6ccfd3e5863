import { beforeAll, describe, expect, it } from '@jest/globals';
import { useTestDatabase } from '@nuan/testing';

import { ask } from '../../testing/ask';
import { aUnion } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';

interface Children {
  readonly nodes: readonly { readonly name: string }[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

describe('the tree of unions', () => {
  const database = useTestDatabase(enterprisesSubgraph.database);
  let province: string;

  beforeAll(async () => {
    const { owner } = database;
    const federation = { level: 'PREFECTURE', parent_id: null as string | null, aid_centre: true };
    province = await aUnion(owner, { name: '省总', level: 'PROVINCE', region_code: '340000' });
    federation.parent_id = province;
    const city = await aUnion(owner, { ...federation, name: '合肥市总', region_code: '340100' });
    for (const code of ['340102', '340103', '340104', '340111', '340121']) {
      await aUnion(owner, { name: `${code}总`, level: 'COUNTY', region_code: code, parent_id: city });
    }
    const anqing = await aUnion(owner, { ...federation, name: '安庆市总', region_code: '340800' });
    await aUnion(owner, { name: '怀宁县总', level: 'COUNTY', region_code: '340822', parent_id: anqing });
    const direct = { level: 'COUNTY', region_code: '340826', parent_id: province, directly_administered: true };
    await aUnion(owner, { name: '宿松县总', ...direct });
  });

  it('puts directly administered counties under the province', async () => {
    const { data } = await ask(
      database.app,
      '{ unions(where: { directlyAdministered: { eq: true } }) { nodes { name parent { name } region { name directlyAdministered } } } }',
    );
    expect(data).toEqual({
      unions: {
        nodes: [{ name: '宿松县总', parent: { name: '省总' }, region: { name: '宿松县', directlyAdministered: true } }],
      },
    });
  });

  it('pages the children of one union without a gap', async () => {
    const query = `query ($after: String) { unions(where: { name: { eq: "合肥市总" } }) { nodes {
      children(first: 2, after: $after) { nodes { name } totalCount pageInfo { hasNextPage endCursor } } } } }`;
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer: { data: { unions: { nodes: readonly { children: Children }[] } } } = await ask(
        database.app,
        query,
        { after },
      );
      const children: Children | undefined = answer.data.unions.nodes[0]?.children;
      seen.push(...(children?.nodes ?? []).map(({ name }) => name));
      expect(children?.totalCount).toBe(5);
      after = children?.pageInfo.hasNextPage ? children.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(['340102总', '340103总', '340104总', '340111总', '340121总']);
  });

  it('costs one statement per level, however wide the level is', async () => {
    const query = `query ($id: ID!, $first: Int!) { union(id: $id) { children(first: $first) { nodes { name
      children(first: 3) { nodes { name } } } } } }`;
    const narrow = await ask(database.app, query, { id: province, first: 1 });
    const wide = await ask(database.app, query, { id: province, first: 50 });
    expect(wide.errors).toEqual([]);
    expect([narrow.statements, wide.statements]).toEqual([3, 3]);
  });

  it('refuses a cursor that is none', async () => {
    const query = '{ unions { nodes { children(after: "x") { nodes { name } } } } }';
    expect((await ask(database.app, query)).errors[0]).toMatchObject({ details: { rule: 'INVALID_CURSOR' } });
  });

  it('is refused by the database where it makes no sense', async () => {
    const { owner } = database;
    await expect(aUnion(owner, { level: 'INDUSTRY' })).rejects.toThrow(/trade_union_industry_stated/);
    await expect(aUnion(owner, { directly_administered: true })).rejects.toThrow(
      /trade_union_directly_administered_county/,
    );
  });
});
