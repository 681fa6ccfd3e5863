import { DiversionRoute, type DistressKind, Industry } from '@nuan/kernel';

import { apportion } from '../apportion';
import type { SampleEnterprise } from '../enterprises';
import { sampleId } from '../identifiers';
import type { CopyValue, TableLoad } from '../table-load';
import type { World } from '../world';

const ENTERPRISE_COLUMNS = [
  'id',
  'credit_code',
  'name',
  'industry',
  'ownership',
  'region_code',
  'union_id',
  'headcount',
  'distress_kind',
  'distress_from_on',
  'demonstration_status',
  'demonstration_since_on',
] as const;

/** Our rule: units were selected on 1 May 2016; of the other sound firms every fortieth has been nominated since. */
function demonstrationOf(enterprise: SampleEnterprise): readonly [status: string | null, since: string | null] {
  if (enterprise.demonstration) return ['SELECTED', '2016-05-01'];
  const nominated = enterprise.distress === null && !enterprise.startup && enterprise.index % 40 === 0;
  return nominated ? ['NOMINATED', '2016-11-01'] : [null, null];
}

function enterpriseRow(enterprise: SampleEnterprise): readonly CopyValue[] {
  const { id, creditCode, name, industry, ownership, regionCode, unionId, headcount, distress, distressFrom } =
    enterprise;
  const state: readonly [DistressKind | null, string | null] = [distress, distressFrom];
  return [
    id,
    creditCode,
    name,
    industry,
    ownership,
    regionCode,
    unionId,
    headcount,
    ...state,
    ...demonstrationOf(enterprise),
  ];
}

const CUT_COLUMNS = [
  'id',
  'enterprise_id',
  'region_code',
  'year',
  'product',
  'planned_tons',
  'done_tons',
  'closed_on',
] as const;

/** Closed works have given up all of what was planned for 2016. */
function* cutRows(world: World): Iterable<readonly CopyValue[]> {
  for (const { index, id, industry, regionCode, capacityCutTons, distressFrom } of world.enterprises) {
    if (capacityCutTons === null) continue;
    const product = industry === Industry.STEEL ? Industry.STEEL : Industry.COAL;
    yield [
      sampleId('capacity-cut', index),
      id,
      regionCode,
      2016,
      product,
      capacityCutTons,
      capacityCutTons,
      distressFrom,
    ];
  }
}

const DIVERSION_COLUMNS = ['enterprise_id', 'region_code', 'year', 'route', 'workers'] as const;

/** Our rule for the routes of diverted workers; the source names the routes and no numbers. */
const ROUTE_WEIGHTS: readonly (readonly [DiversionRoute, number])[] = [
  [DiversionRoute.EARLY_RETIRED, 15],
  [DiversionRoute.ILL_OR_DISABLED_LEFT, 8],
  [DiversionRoute.INTERNAL_RETIRED, 27],
  [DiversionRoute.REASSIGNED, 35],
  [DiversionRoute.CONTRACT_ENDED, 15],
];

function* diversionRows(world: World): Iterable<readonly CopyValue[]> {
  const weights = ROUTE_WEIGHTS.map(([, weight]) => weight);
  for (const { id, regionCode, divertedTotal } of world.enterprises) {
    const parts = apportion(divertedTotal, weights);
    for (const [at, [route]] of ROUTE_WEIGHTS.entries()) {
      const workers = parts[at] ?? 0;
      if (workers > 0) yield [id, regionCode, 2016, route, workers];
    }
  }
}

/** Enterprises, what they cut and whom they diverted. */
export function enterpriseLoads(world: World): TableLoad[] {
  return [
    {
      table: 'enterprise',
      columns: ENTERPRISE_COLUMNS,
      *rows() {
        for (const enterprise of world.enterprises) yield enterpriseRow(enterprise);
      },
    },
    { table: 'capacity_cut', columns: CUT_COLUMNS, rows: () => cutRows(world) },
    { table: 'worker_diversion', columns: DIVERSION_COLUMNS, rows: () => diversionRows(world) },
  ];
}
