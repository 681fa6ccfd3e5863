import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { aCreditCode, useTestDatabase, viewerWith } from '@nuan/testing';

import { ask } from '../testing/ask';
import { aDiversion, anEnterprise, aPeriod, aShop, aUnion, aVisit } from '../testing/rows';
import { enterprisesSubgraph } from './enterprises.subgraph';

const HERE = '340103';

describe('an officer who is bounded to one of two unions of a county', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  let ids: Record<'steel' | 'rolling' | 'coal' | 'mill' | 'mine', string>;
  const viewer = (readUnions: readonly string[] | null, writeUnions = readUnions) =>
    viewerWith({ role: 'county', read: [HERE], readUnions, writeUnions });
  const see = (query: string, variables: object = {}, asks = viewer([ids.steel])) =>
    ask(db.app, query, { ...variables }, asks);

  beforeAll(async () => {
    const { owner } = db;
    const county = await aUnion(owner, { name: '县总', level: 'COUNTY', region_code: HERE });
    const steel = await aUnion(owner, { name: '钢铁工会', region_code: HERE, parent_id: county });
    const rolling = await aUnion(owner, { name: '轧钢工会', region_code: HERE, parent_id: steel });
    const coal = await aUnion(owner, { name: '煤矿工会', region_code: HERE, parent_id: county });
    const mill = await anEnterprise(owner, { name: '轧钢厂', region_code: HERE, union_id: rolling });
    const mine = await anEnterprise(owner, { name: '煤矿', region_code: HERE, union_id: coal });
    await anEnterprise(owner, { name: '无工会企业', region_code: HERE, union_id: null });
    for (const [enterprise, union] of [
      [mill, rolling],
      [mine, coal],
    ] as const) {
      await aPeriod(owner, enterprise);
      await aDiversion(owner, enterprise, 'REASSIGNED', 3);
      await aVisit(owner, enterprise, { region_code: HERE });
      await aShop(owner, union, { region_code: HERE });
    }
    ids = { steel, rolling, coal, mill, mine };
  });

  it('I34: finds and counts the enterprises, shops, visits and unions of its sub-tree', async () => {
    const query = `{ enterprises { totalCount nodes { name } } unions { totalCount nodes { name children { totalCount nodes { name } } } }
      partnerShops { totalCount } enterpriseVisits { totalCount nodes { enterprise { name } } } }`;
    const { data, errors } = await see(query);
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      enterprises: { totalCount: 1, nodes: [{ name: '轧钢厂' }] },
      partnerShops: { totalCount: 1 },
      enterpriseVisits: { totalCount: 1, nodes: [{ enterprise: { name: '轧钢厂' } }] },
    });
    const { unions } = data as { unions: { totalCount: number; nodes: { name: string; children: object }[] } };
    expect(unions.totalCount).toBe(2);
    expect(unions.nodes.map(({ name }) => name).sort()).toEqual(['轧钢工会', '钢铁工会']);
    expect(unions.nodes.find(({ name }) => name === '钢铁工会')?.children).toEqual({
      ...{ totalCount: 1, nodes: [{ name: '轧钢工会' }] },
    });
    const whole = await see(query, {}, viewer(null));
    expect(whole.data).toMatchObject({ enterprises: { totalCount: 3 }, partnerShops: { totalCount: 2 } });
  });

  it('I34: can’t widen its view by a filter, and gets null for keys and NOT_FOUND for ids of the other union', async () => {
    const widened = `{ enterprises(where: { or: [{ name: { eq: "煤矿" } }, { region: { under: "340000" } }] }) { nodes { name } } }`;
    expect((await see(widened)).data).toEqual({ enterprises: { nodes: [{ name: '轧钢厂' }] } });
    const keys = [
      { __typename: 'Enterprise', id: ids.mill },
      { __typename: 'Enterprise', id: ids.mine },
      { __typename: 'TradeUnion', id: ids.rolling },
      { __typename: 'TradeUnion', id: ids.coal },
    ];
    const { data } = await see('query($keys: [_Any!]!) { _entities(representations: $keys) { __typename } }', { keys });
    expect(data).toEqual({ _entities: [{ __typename: 'Enterprise' }, null, { __typename: 'TradeUnion' }, null] });
    for (const [field, id] of [
      ['enterprise', ids.mine],
      ['union', ids.coal],
    ] as const) {
      const { errors } = await see(`query($id: ID!) { ${field}(id: $id) { id } }`, { id });
      expect(errors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
    }
  });

  it('I34: is shown no figure of the region', async () => {
    const { data, errors } = await see(`{ region(code: "${HERE}") { code enterpriseStats { total } } }`);
    expect(data).toEqual({ region: { code: HERE, enterpriseStats: null } });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['region', 'enterpriseStats'] }]);
  });

  it('I34: enters and moves enterprises for its own unions alone, and is told which field names another', async () => {
    const enter = async (unionId: string | null) => {
      const input = {
        ...{ creditCode: aCreditCode(4711), name: '新企业', industry: 'STEEL', ownership: 'PRIVATE', region: HERE },
        ...{ unionId, idempotencyKey: newId() },
      };
      const query = 'mutation($input: RegisterEnterpriseInput!) { registerEnterprise(input: $input) { __typename } }';
      return (await see(query, { input })).errors;
    };
    for (const unionId of [ids.coal, null, newId()])
      expect(await enter(unionId)).toMatchObject([{ code: 'FORBIDDEN', details: { field: 'unionId' } }]);
    const change = async (id: string, unionId: string) => {
      const [row] = await db.owner.query<{ version: number }[]>('select version from enterprise where id = $1', [id]);
      const input = { id, expectedVersion: row?.version, unionId };
      const query = 'mutation($input: ChangeEnterpriseInput!) { changeEnterprise(input: $input) { __typename } }';
      const { data, errors } = await see(query, { input });
      return errors.length > 0 ? errors : data;
    };
    expect(await change(ids.mine, ids.rolling)).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await change(ids.mill, ids.coal)).toMatchObject([{ code: 'FORBIDDEN', details: { field: 'unionId' } }]);
    expect(await change(ids.mill, ids.steel)).toEqual({ changeEnterprise: { __typename: 'Enterprise' } });
  });

  it('I34: reports nothing for an enterprise that it only reads, also where the figure itself is kept beyond the wall', async () => {
    const report = async (id: string) => {
      const query = 'mutation($input: RecordDiversionInput!) { recordDiversion(input: $input) { __typename } }';
      const input = { enterpriseId: id, year: 2016, route: 'EARLY_RETIRED', workers: 7 };
      const { data, errors } = await see(query, { input }, viewer([ids.steel, ids.coal], [ids.steel]));
      return errors[0] ?? data;
    };
    expect(await report(ids.mine)).toMatchObject({ code: 'FORBIDDEN', details: { action: 'capacity.divert' } });
    expect(await report(ids.mill)).toEqual({ recordDiversion: { __typename: 'Enterprise' } });
  });

  it('I34: hangs no union under one for which it only reads, and hands employers and files to none', async () => {
    const there = '340104';
    const county = await aUnion(db.owner, { name: '蜀山总工会', level: 'COUNTY', region_code: there });
    const [steel, coal] = [
      await aUnion(db.owner, { region_code: there, parent_id: county }),
      await aUnion(db.owner, { region_code: there, parent_id: county }),
    ];
    const officer = viewerWith({
      ...{ role: 'county', read: [there], readUnions: [county, steel, coal], writeUnions: [steel] },
    });
    const act = async (mutation: string, input: object) => {
      const type = `${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}Input`;
      const query = `mutation($input: ${type}!) { ${mutation}(input: $input) { __typename ... on TradeUnion { id version } } }`;
      const { data, errors } = await see(query, { input }, officer);
      return errors[0] ?? (data as Record<string, { id: string }>)[mutation];
    };
    const refused = (field: string) => ({ code: 'FORBIDDEN', details: { field } });
    const made = (parentId: string) =>
      act('foundUnion', {
        ...{ idempotencyKey: newId(), name: '车间工会', level: 'GRASSROOTS', region: there, parentId },
        ...{ aidCentre: false, foundedOn: '2017-01-10' },
      });
    for (const parent of [coal, county]) expect(await made(parent)).toMatchObject(refused('parentId'));
    const { id } = (await made(steel)) as { id: string };
    expect(await act('moveUnion', { id, expectedVersion: 1, parentId: coal })).toMatchObject(refused('parentId'));
    const end = { id, expectedVersion: 1, dissolvedOn: '2017-01-20', reason: '合并' };
    expect(await act('dissolveUnion', { ...end, successorId: coal })).toMatchObject(refused('successorId'));
    expect(await act('dissolveUnion', { ...end, successorId: steel })).toMatchObject({ id, version: 2 });
    expect(await act('changeUnion', { id: coal, expectedVersion: 1, name: '改名' })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('sees another tree from the commit in which a union moves or is dissolved', async () => {
    const names = async () => {
      const { data } = await see('{ unions { nodes { name } } enterprises { nodes { name } } }');
      const { unions, enterprises } = data as Record<string, { nodes: { name: string }[] }>;
      return [unions, enterprises].map((list) => list?.nodes.map(({ name }) => name).sort());
    };
    const province = viewerWith({ role: 'province', read: ['340000'] });
    const run = (mutation: string, input: object) =>
      ask(
        db.app,
        `mutation($input: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { __typename } }`,
        { input },
        province,
      );
    const dissolve = {
      id: ids.coal,
      expectedVersion: 1,
      successorId: ids.steel,
      dissolvedOn: '2017-01-20',
      reason: '合并',
    };
    expect((await run('dissolveUnion', dissolve)).data).toEqual({ dissolveUnion: { __typename: 'TradeUnion' } });
    expect(await names()).toEqual([['轧钢工会', '煤矿工会', '钢铁工会'].sort(), ['煤矿', '轧钢厂'].sort()]);
  });
});
