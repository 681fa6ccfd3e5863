import { beforeAll, describe, expect, it } from '@jest/globals';
import { useTestDatabase, viewerWith } from '@nuan/testing';

import { ask, countyViewer } from '../testing/ask';
import { aDiversion, anEnterprise, aPeriod, aShop, aUnion, aVisit } from '../testing/rows';
import { enterprisesSubgraph } from './enterprises.subgraph';

describe('a county viewer', () => {
  const database = useTestDatabase(enterprisesSubgraph.database);
  let farEnterprise: string;
  let farUnion: string;

  beforeAll(async () => {
    const { owner } = database;
    const province = await aUnion(owner, { name: '省总', level: 'PROVINCE', region_code: '340000' });
    const near = await aUnion(owner, { name: '本县工会', parent_id: province });
    farUnion = await aUnion(owner, { name: '外县工会', region_code: '341102', parent_id: province });
    const own = await anEnterprise(owner, { name: '本县企业', union_id: farUnion });
    farEnterprise = await anEnterprise(owner, { name: '外县企业', region_code: '341102', union_id: farUnion });
    await aPeriod(owner, own);
    await aDiversion(owner, own, 'REASSIGNED', 3);
    await aVisit(owner, own);
    await aVisit(owner, farEnterprise, { region_code: '341102' });
    // Visited while it was in the viewer's county; it has moved since.
    await aVisit(owner, farEnterprise, { campaign_code: 'OLD', visited_on: '2016-01-10' });
    await aShop(owner, near);
    await aShop(owner, farUnion, { region_code: '341102' });
  });

  const see = async (query: string, variables = {}): Promise<unknown> => {
    const { data, errors } = await ask(database.app, query, variables, countyViewer);
    expect(errors).toEqual([]);
    return data;
  };

  it('sees its own rows on every root list and nothing else', async () => {
    expect(
      await see(`{ enterprises { totalCount nodes { name } } unions { totalCount nodes { name } } partnerShops { totalCount }
        enterpriseVisits { totalCount nodes { region { code } enterprise { name } } } }`),
    ).toEqual({
      enterprises: { totalCount: 1, nodes: [{ name: '本县企业' }] },
      unions: { totalCount: 1, nodes: [{ name: '本县工会' }] },
      partnerShops: { totalCount: 1 },
      enterpriseVisits: {
        totalCount: 2,
        nodes: [
          { region: { code: '340103' }, enterprise: { name: '本县企业' } },
          { region: { code: '340103' }, enterprise: null },
        ],
      },
    });
  });

  it('cannot widen its view by a filter or an argument', async () => {
    expect(
      await see(`{ enterprises(where: { or: [{ region: { under: "340000" } }, { name: { eq: "外县企业" } }] }) { nodes { name } }
        enterpriseVisits(region: "341102") { totalCount }
        unions(where: { not: { name: { eq: "本县工会" } } }) { totalCount } }`),
    ).toEqual({
      enterprises: { nodes: [{ name: '本县企业' }] },
      enterpriseVisits: { totalCount: 0 },
      unions: { totalCount: 0 },
    });
  });

  it('I34: gets null at the edges that lead outside', async () => {
    expect(await see('{ enterprises { nodes { union { name } } } unions { nodes { parent { name } } } }')).toEqual({
      enterprises: { nodes: [{ union: null }] },
      unions: { nodes: [{ parent: null }] },
    });
  });

  it('I34: is told NOT_FOUND of what lies outside', async () => {
    const query =
      'query ($enterprise: ID!, $union: ID!) { enterprise(id: $enterprise) { name } union(id: $union) { name } }';
    const variables = { enterprise: farEnterprise, union: farUnion };
    const { data, errors } = await ask(database.app, query, variables, countyViewer);
    expect(data).toEqual({ enterprise: null, union: null });
    expect(errors.map(({ code }) => code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });

  it('sees nothing at all without a region', async () => {
    const nowhere = viewerWith({ role: 'county', read: [] });
    const query = '{ enterprises { totalCount nodes { name } } unions { totalCount } }';
    expect((await ask(database.app, query, {}, nowhere)).data).toEqual({
      enterprises: { totalCount: 0, nodes: [] },
      unions: { totalCount: 0 },
    });
  });
});
