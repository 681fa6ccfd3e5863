import { scopePatterns, type Viewer } from '@nuan/auth';
import { InvalidInputError } from '@nuan/errors';
import type { Clock } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { type FactTable, regionOf } from './fact-triggers';
import { contractOf, type Facts, type FeedContract, type PublishedFacts } from './feed-contract';
import { decodePosition, encodePosition, type FeedPosition } from './feed-cursor';

/** Most changes of a page. */
export const MAX_CHANGES = 1000;

/** Counting what is still to come stops here; beyond it a reader is far behind, and how far doesn't matter. */
const COUNTED = 10_000;

/** One change of an entity, or its state in the snapshot. */
export interface FeedChange {
  /** Type name of the entity. */
  readonly entity: string;
  readonly id: string;
  readonly version: number;
  readonly regionCode: string | null;
  /** By the server's clock; null in the snapshot. */
  readonly changedAt: Date | null;
  /** What the reader's contract shows. */
  readonly facts: Facts;
}

/** A page of the feed. */
export interface FeedPage {
  readonly changes: readonly FeedChange[];
  /** Where to go on. */
  readonly cursor: string;
  /** Whether the next page is there already. */
  readonly hasMore: boolean;
  /** Changes written and not yet delivered by this page, counted up to 10,000. */
  readonly remaining: number;
  /** Whoever has applied all pages up to this one knows what was written until this instant; null within the snapshot. */
  readonly asOf: Date | null;
}

interface ChangeRow extends Omit<FeedChange, 'version'> {
  readonly version: string;
  /** Of a row of the log alone. */
  readonly xid: string;
  readonly position: string;
}

/** Which page of a feed. */
export interface PageRequest {
  /** Cursor of the page before; the snapshot begins without one. */
  readonly after?: string | null;
  readonly first: number;
  /** Type names of the entities that are wanted; all of the contract when absent. The same for all pages of a reader. */
  readonly entities?: readonly string[] | null;
}

interface Read {
  readonly rows: readonly ChangeRow[];
  readonly next: FeedPosition;
  readonly hasMore: boolean;
}

/** The change feed (变更流) of one subgraph: first all of its facts as they are, then every change of them. */
export class ChangeFeed {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly published: PublishedFacts,
  ) {}

  /**
   * The page after a cursor; without one, the beginning of a snapshot. A row committed late by a transaction that ran beside
   * others is never skipped: a page ends before the oldest transaction that still runs, and the log is ordered by transaction.
   * A row may come twice (in the snapshot and in the log) and versions of one entity may come out of order; whoever keeps the
   * highest version of each has the truth.
   *
   * @throws ForbiddenError without the right or a contract; InvalidInputError for a cursor, a size or an entity that can't be.
   */
  async read(viewer: Viewer, { after, first, entities }: PageRequest): Promise<FeedPage> {
    const contract = wantedOf(contractOf(viewer, this.published), entities ?? null);
    if (first < 1 || first > MAX_CHANGES)
      throw new InvalidInputError('first', 'PAGE_SIZE', `From 1 to ${MAX_CHANGES} changes at a time.`);
    const scope = scopePatterns(viewer);
    const position = after ? decodePosition(after) : await this.snapshotStart(contract);
    const read =
      position.phase === 'LOG'
        ? await this.readLog(contract, scope, position, first)
        : await this.readSnapshot(contract, scope, position, first);
    return this.page(contract, scope, read);
  }

  private async snapshotStart({ entities }: FeedContract): Promise<FeedPosition> {
    const since = await this.horizon();
    const [next] = entities;
    return next === undefined
      ? { phase: 'LOG', xid: since, id: '0' }
      : { phase: 'SNAPSHOT', since, entity: next.entity, afterId: null };
  }

  /** The oldest transaction that still runs: whatever an older one wrote is visible by now or never will be. */
  private async horizon(): Promise<string> {
    const [row] = await this.db.query<{ xmin: string }[]>(
      'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
    );
    return row?.xmin ?? '0';
  }

  private async readSnapshot(
    contract: FeedContract,
    scope: readonly string[],
    position: Extract<FeedPosition, { phase: 'SNAPSHOT' }>,
    first: number,
  ): Promise<Read> {
    const { entities } = contract;
    const at = entities.findIndex(({ entity }) => entity === position.entity);
    const source = entities[at];
    if (source === undefined)
      throw new InvalidInputError('after', 'CURSOR', 'This cursor is of another feed; start without one.');
    const found = await this.db.query<ChangeRow[]>(snapshotSql(source), [
      position.afterId,
      scope,
      first + 1,
      contract.department,
    ]);
    const rows = found.slice(0, first);
    const last = rows.at(-1);
    if (found.length > first && last) return { rows, next: { ...position, afterId: last.id }, hasMore: true };
    const following = entities[at + 1];
    const next: FeedPosition = following
      ? { ...position, entity: following.entity, afterId: null }
      : { phase: 'LOG', xid: position.since, id: '0' };
    return { rows, next, hasMore: true };
  }

  private async readLog(
    contract: FeedContract,
    scope: readonly string[],
    position: Extract<FeedPosition, { phase: 'LOG' }>,
    first: number,
  ): Promise<Read> {
    // Before the rows: a transaction that ends in between is then beyond this page rather than skipped by it.
    const horizon = await this.horizon();
    const args = [position.xid, position.id, ...readable(contract, scope), horizon, first + 1];
    const found = await this.db.query<ChangeRow[]>(LOG_SQL, args);
    const rows = found.slice(0, first);
    const last = rows.at(-1);
    if (found.length > first && last)
      return { rows, next: { phase: 'LOG', xid: last.xid, id: last.position }, hasMore: true };
    // Nothing is left below the horizon, so that rows of others needn't be passed over again next time.
    const isFurther = BigInt(horizon) > BigInt(position.xid);
    return { rows, next: isFurther ? { phase: 'LOG', xid: horizon, id: '0' } : position, hasMore: false };
  }

  private async page(contract: FeedContract, scope: readonly string[], read: Read): Promise<FeedPage> {
    const { rows, next, hasMore } = read;
    const from = next.phase === 'LOG' ? [next.xid, next.id] : [next.since, '0'];
    const [rest] = await this.db.query<{ remaining: number; behindMs: number }[]>(REST_SQL, [
      ...from,
      ...readable(contract, scope),
    ]);
    const changes = rows.map(({ entity, id, version, regionCode, facts, changedAt }): FeedChange => {
      const shown = contract.visible(entity, facts);
      return { entity, id, version: Number(version), regionCode, changedAt: changedAt ?? null, facts: shown };
    });
    const asOf = next.phase === 'LOG' ? new Date(this.clock.now().getTime() - (rest?.behindMs ?? 0)) : null;
    return { changes, cursor: encodePosition(next), hasMore, remaining: rest?.remaining ?? 0, asOf };
  }
}

/** The contract, narrowed to what is wanted. */
function wantedOf(contract: FeedContract, wanted: readonly string[] | null): FeedContract {
  if (wanted === null) return contract;
  const unknown = wanted.filter((name) => !contract.entities.some(({ entity }) => entity === name));
  if (unknown.length > 0)
    throw new InvalidInputError('entities', 'UNKNOWN_ENTITY', `This feed has no ${unknown.join(', ')} for you.`);
  return { ...contract, entities: contract.entities.filter(({ entity }) => wanted.includes(entity)) };
}

const snapshotSql = ({ table, facts = table, entity, isRegionless, isOfDepartment }: FactTable): string => `
select '${entity}' as entity, r.id, r.version, ${regionOf('r', isRegionless)} as "regionCode", ${facts}_facts(r) as facts
from ${table} r
where ($1::uuid is null or r.id > $1) and ${isRegionless ? '$2::text[] is not null' : 'r.region_code like any($2::text[])'}
  and ($4::text is null or ${isOfDepartment ? `${facts}_facts(r)->>'department' = $4` : 'true'})
order by r.id limit $3`;

/** What a change is held against: entities, regions, entities whose rows are of one department each, and the department. */
function readable({ entities, department }: FeedContract, scope: readonly string[]): readonly unknown[] {
  const names = (tables: readonly FactTable[]): readonly string[] => tables.map(({ entity }) => entity);
  return [names(entities), scope, names(entities.filter(({ isOfDepartment }) => isOfDepartment)), department];
}

const READABLE = `c.entity = any($3::text[]) and (c.region_code is null or c.region_code like any($4::text[]))
  and ($6::text is null or c.entity <> all($5::text[]) or c.facts->>'department' = $6)`;

const LOG_SQL = `
select c.xid::text as xid, c.id::text as position, c.entity, c.entity_id as id, c.version, c.region_code as "regionCode", c.facts,
  c.changed_at as "changedAt"
from change c
where (c.xid, c.id) > ($1::xid8, $2::bigint) and c.xid < $7::xid8 and ${READABLE}
order by c.xid, c.id limit $8`;

/** What is committed and not yet delivered: how many rows, and how long ago the first of them was written. */
const REST_SQL = `
select count(*)::int as remaining, coalesce(extract(epoch from clock_timestamp() - min(r.changed_at)) * 1000, 0)::float8 as "behindMs"
from (
  select c.changed_at from change c
  where (c.xid, c.id) > ($1::xid8, $2::bigint) and ${READABLE}
  limit ${COUNTED}
) r`;
