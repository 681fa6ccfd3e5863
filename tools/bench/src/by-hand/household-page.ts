import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { maskName } from '@nuan/database';
import { yuan } from '@nuan/kernel';
import { findRegion } from '@nuan/regions';
import type { Databases, Statement } from './databases';

/** The variables of the question. */
export interface HouseholdPageVariables {
  readonly first: number;
  readonly year: number;
}

const PAGE: Statement = {
  database: 'workers',
  name: 'page of households',
  text: `select h.id, h.file_no, h.category, h.recorded_on::text, h.region_code, h.union_id, h.employer_id, w.name
    from household h join worker w on w.id = h.head_id
    where h.region_code like any($1) and h.status = 'RECORDED'
    order by h.recorded_on desc, h.id desc limit $2`,
};
const NAMES: Statement = {
  database: 'enterprises',
  name: 'names of unions and employers',
  text: `select id, name from trade_union where id = any($1) and region_code like any($3)
    union all select id, name from enterprise where id = any($2) and region_code like any($3)`,
};
/** The year as a range of instants: no function is called per payment. */
const AID: Statement = {
  database: 'assistance',
  name: 'aid and plans of households',
  text: `select wanted.id, aid.fen::text, p.status, p.progress
    from unnest($1::uuid[]) wanted (id)
    left join lateral (
      select sum(d.amount_fen) as fen from disbursement d
      where d.household_id = wanted.id and d.region_code like any($2) and d.status in ('PAID', 'RECONCILED')
        and d.paid_at >= make_timestamptz($3, 1, 1, 0, 0, 0, 'Asia/Shanghai')
        and d.paid_at < make_timestamptz($3 + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai')
    ) aid on true
    left join lateral (
      select a.status, (
        select coalesce(count(*) filter (where i.state = 'DONE')::float8 / nullif(count(*) filter (where i.state <> 'DROPPED'), 0), 0)
        from plan_item i where i.plan_id = a.id
      ) as progress
      from aid_plan a where a.household_id = wanted.id and a.status = 'ACTIVE' and a.region_code like any($2)
    ) p on true`,
};

type PageRow = readonly [
  id: string,
  fileNo: string,
  category: string,
  recordedOn: string,
  regionCode: string,
  unionId: string | null,
  employerId: string | null,
  headName: string,
];
type AidRow = readonly [id: string, fen: string | null, status: string | null, progress: number | null];

/** The latest recorded households: one statement for the page, then one each for names and for aid at once. */
export async function householdPage(
  databases: Databases,
  viewer: Viewer,
  { first, year }: HouseholdPageVariables,
): Promise<object> {
  for (const action of ['household:read', 'worker:read', 'union:read', 'enterprise:read'] as const)
    assertCan(viewer, action);
  for (const action of ['disbursement:read', 'plan:read'] as const) assertCan(viewer, action);
  const scope = scopePatterns(viewer);
  const found = await databases.rows<PageRow>(PAGE, [scope, first + 1]);
  const page = found.slice(0, first);
  const ids = page.map(([id]) => id);
  const [names, aid] = await Promise.all([
    databases.rows<[string, string]>(NAMES, [
      distinct(page.map((row) => row[5])),
      distinct(page.map((row) => row[6])),
      scope,
    ]),
    databases.rows<AidRow>(AID, [ids, scope, year]),
  ]);
  const nameOf = new Map(names);
  const aidOf = new Map(aid.map((row) => [row[0], row]));
  const nodes = page.map((row) => householdOf(row, nameOf, aidOf.get(row[0])));
  return { households: { nodes, pageInfo: { hasNextPage: found.length > first } } };
}

function householdOf(row: PageRow, nameOf: ReadonlyMap<string, string>, aid: AidRow | undefined): object {
  const [id, fileNo, category, recordedOn, regionCode, unionId, employerId, headName] = row;
  const named = (key: string | null): object | null => {
    const name = key === null ? undefined : nameOf.get(key);
    return name === undefined ? null : { name };
  };
  return {
    id,
    fileNo,
    category,
    recordedOn,
    region: { name: findRegion(regionCode)?.name },
    union: named(unionId),
    employer: named(employerId),
    head: { nameMasked: maskName(headName) },
    aidTotal: yuan(BigInt(aid?.[1] ?? 0)),
    activePlan: aid?.[2] ? { status: aid[2], progress: aid[3] } : null,
  };
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
