import { UNION_TREE } from '@nuan/database';
import { FaultError } from '@nuan/errors';

import type { FeedChange } from './change-feed';

/** A table that keeps facts of another subgraph's entity, as a declaration. */
export interface Projection {
  readonly table: string;
  /** Type name of the entity in the feed. */
  readonly entity: string;
  /**
   * Each column's fact. Beside the facts of the feed there are `id`, `regionCode` and `appliedAt`, the instant of applying by the
   * server's clock. The table has a `source_version` too.
   */
  readonly columns: Readonly<Record<string, string>>;
  /** Columns of the primary key; `id` unless said otherwise. */
  readonly key?: readonly string[];
}

/** The tree of unions by which rows are bounded ({@link UNION_TREE}), kept by every subgraph that follows enterprises. */
export const unionTreeProjection: Projection = {
  table: UNION_TREE,
  entity: 'TradeUnion',
  columns: { id: 'id', parent_id: 'parentId', successor_id: 'successorId' },
};

/** What is followed of one owning subgraph. */
export interface Followed {
  /** Name of the owning subgraph. */
  readonly source: string;
  readonly projections: readonly Projection[];
}

/** The entities that are followed, by type name. */
export const entitiesOf = ({ projections }: Followed): string[] => [
  ...new Set(projections.map(({ entity }) => entity)),
];

/** Runs SQL, in whatever transaction the caller has open. */
export interface Queryable {
  query<T = unknown>(sql: string, params?: unknown[]): Promise<T>;
}

/**
 * Applies changes to a projection in one statement. A row that holds the same version or a higher one stays as it is (I35), so
 * it doesn't matter how often and in which order changes come. One of the same version fills what the row doesn't know: a column that
 * was added since is learnt from the owner's snapshot, read once more, and no row need be dropped for it.
 */
export async function applyChanges(
  db: Queryable,
  projection: Projection,
  changes: readonly FeedChange[],
): Promise<void> {
  const rows = newestOf(changes.filter(({ entity }) => entity === projection.entity)).map(rowOf(projection));
  if (rows.length > 0) await db.query(upsertSql(projection), [JSON.stringify(rows)]);
}

/** One change of each entity: a statement can't touch one row twice. */
function newestOf(changes: readonly FeedChange[]): FeedChange[] {
  const newest = new Map<string, FeedChange>();
  for (const change of changes) {
    const known = newest.get(change.id);
    if (known === undefined || known.version < change.version) newest.set(change.id, change);
  }
  return [...newest.values()];
}

function rowOf({ columns }: Projection): (change: FeedChange) => Record<string, unknown> {
  const appliedAt = new Date().toISOString();
  return ({ id, version, regionCode, facts }) => {
    const known: Readonly<Record<string, unknown>> = { ...facts, id, regionCode, appliedAt };
    const values = Object.entries(columns).map(([column, fact]) => [column, known[fact] ?? null] as const);
    return { ...Object.fromEntries(values), source_version: version };
  };
}

function upsertSql({ table, columns, key = ['id'] }: Projection): string {
  const names = [...Object.keys(columns), 'source_version'];
  if (![table, ...names, ...key].every((name) => /^[a-z][a-z0-9_]*$/.test(name)))
    throw new FaultError(`not SQL names: ${table} (${names.join(', ')})`);
  const changed = names.filter((name) => !key.includes(name));
  const learnt = changed.map((name) => `t.${name} is null and excluded.${name} is not null`);
  return `
insert into ${table} as t (${names.join(', ')})
select ${names.map((name) => `r.${name}`).join(', ')} from jsonb_populate_recordset(null::${table}, $1::jsonb) r
on conflict (${key.join(', ')}) do update set ${changed.map((name) => `${name} = excluded.${name}`).join(', ')}
where t.source_version < excluded.source_version or t.source_version = excluded.source_version and (${learnt.join(' or ')})`;
}
