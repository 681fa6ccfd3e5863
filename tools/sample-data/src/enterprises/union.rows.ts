import { Industry, UnionLevel } from '@nuan/kernel';
import { PROVINCE_CODE, regionsUnder } from '@nuan/regions';

import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { Union } from '../unions';
import { ASOF_ON, type World } from '../world';

const UNION_COLUMNS = [
  'id',
  'name',
  'level',
  'region_code',
  'parent_id',
  'industry',
  'aid_centre',
  'directly_administered',
] as const;

/** Our rule: industrial unions under the province for three industries, and one for the organs of the province. */
const PROVINCIAL: readonly (readonly [name: string, level: UnionLevel, industry: Industry | null])[] = [
  ['安徽省煤炭工会(样例)', UnionLevel.INDUSTRY, Industry.COAL],
  ['安徽省建设工会(样例)', UnionLevel.INDUSTRY, Industry.CONSTRUCTION],
  ['安徽省金融工会(样例)', UnionLevel.INDUSTRY, Industry.FINANCE],
  ['安徽省省直工会(样例)', UnionLevel.PROVINCIAL_DIRECT, null],
];

function unionRow(union: Union): readonly CopyValue[] {
  const { id, name, level, regionCode, parentId, aidCentre, directlyAdministered } = union;
  return [id, name, level, regionCode, parentId, null, aidCentre, directlyAdministered];
}

/** What others keep of every union, in the order of the load: none is dissolved. */
export function* unionFacts(
  world: World,
  tools: SampleTools,
): Iterable<Pick<Union, 'id' | 'name' | 'level' | 'regionCode' | 'parentId'>> {
  yield* world.unions;
  const parentId = rootOf(world);
  for (const [at, [name, level]] of PROVINCIAL.entries())
    yield { id: tools.id('provincial-union', at), name, level, regionCode: PROVINCE_CODE, parentId };
}

/** The tree by which rows are bounded, as those keep it who follow enterprises. */
export function unionTreeLoad(world: World, tools: SampleTools): TableLoad {
  return {
    table: 'union_tree',
    columns: ['id', 'parent_id', 'source_version'],
    *rows() {
      for (const { id, parentId } of unionFacts(world, tools)) yield [id, parentId, 1];
    },
  };
}

function rootOf(world: World): string | null {
  return world.unions.find((union) => union.parentId === null)?.id ?? null;
}

function* unionRows(world: World, tools: SampleTools): Iterable<readonly CopyValue[]> {
  for (const union of world.unions) yield unionRow(union);
  const root = rootOf(world);
  for (const [at, [name, level, industry]] of PROVINCIAL.entries()) {
    yield [tools.id('provincial-union', at), name, level, PROVINCE_CODE, root, industry, false, false];
  }
}

const SHOP_COLUMNS = [
  'id',
  'name',
  'region_code',
  'union_id',
  'discount_percent',
  'valid_from_on',
  'valid_to_on',
] as const;

/** Our rule: every city and county federation has one shop under contract (签约超市) since 2016; 5 % to 15 % off. */
function* shopRows(world: World, tools: SampleTools): Iterable<readonly CopyValue[]> {
  const federations = world.unions.filter(
    ({ level }) => level === UnionLevel.PREFECTURE || level === UnionLevel.COUNTY,
  );
  const names = new Map(regionsUnder(PROVINCE_CODE, null, ASOF_ON).map(({ code, name }) => [code, name]));
  for (const { index, id, regionCode, level } of federations) {
    const random = tools.random('partner-shop', index);
    const name = `${names.get(regionCode) ?? regionCode}${level === UnionLevel.PREFECTURE ? '中心' : ''}惠民超市(样例)`;
    const until = random.chance(0.5) ? '2018-12-31' : null;
    yield [tools.id('partner-shop', index), name, regionCode, id, random.between(5, 15), '2016-01-01', until];
  }
}

/** Union organisations and their partner shops. */
export function unionLoads(world: World, tools: SampleTools): TableLoad[] {
  return [
    { table: 'trade_union', columns: UNION_COLUMNS, rows: () => unionRows(world, tools) },
    { table: 'partner_shop', columns: SHOP_COLUMNS, rows: () => shopRows(world, tools) },
  ];
}
