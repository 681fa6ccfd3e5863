import { type Action, assertCan, type Viewer } from '@nuan/auth';
import { SqlParams } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { type Batch, Connection, type List, type ListRequest, type SubgraphContext } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { alignMany, alignOne } from './batch-alignment';
import { emptyPage, nestedPage, type NestedPage, type NestedRequest, positionAfter } from './nested-page';
import { type RowMapping, rowMapping } from './row-mapping';
import { likePatterns } from './viewer-scope';

/** What a reader needs to know of its rows. */
export interface RegionalSource<T> {
  readonly entity: new () => T;
  /** Name in the API, for NOT_FOUND. */
  readonly name: string;
  readonly table: string;
  /** Alias of the table in the list's `from`. */
  readonly alias: string;
  /** Right that every read asserts. */
  readonly action: Action;
  readonly list: List;
}

/** Rows that hang on another entity, page by page. */
export interface NestedRows {
  /** Column that holds the parent's id. */
  readonly parent: string;
  /** NOT NULL date column that orders them, earliest first; the id breaks ties. */
  readonly order: string;
}

/**
 * Reads rows that belong to a region (look-up, batch, page, page under a parent), each asserted and bounded to the viewer's
 * regions. The columns come from the entity, so that every way of reading returns the same thing.
 */
export class RegionalReader<T extends { readonly id: string }> {
  private readonly rows: RowMapping<T>;

  constructor(
    protected readonly db: DataSource,
    private readonly source: RegionalSource<T>,
  ) {
    this.rows = rowMapping(source.entity, source.alias);
  }

  /** Rows by id in one statement; index-aligned, null for an id that is unknown or outside the viewer's regions. */
  readonly loadMany: Batch<string, T | null> = async (viewer, ids) =>
    alignOne(ids, await this.select(viewer, `${this.source.alias}.id = any($1::uuid[])`, ids), (row) => row.id);

  /**
   * One row.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<T> {
    const [row] = await this.loadMany(viewer, [id], undefined);
    if (!row) throw new NotFoundError(this.source.name, id);
    return row;
  }

  /** A page of rows. */
  async list(viewer: Viewer, request: ListRequest): Promise<Connection<T>> {
    assertCan(viewer, this.source.action);
    return this.source.list.page(this.db, viewer, request, { select: this.rows.columns, map: this.rows.map });
  }

  /** Rows under `condition`, which names the keys as `$1`, within the viewer's regions; one statement. */
  protected async select(viewer: Viewer, condition: string, keys: readonly string[], order = ''): Promise<T[]> {
    assertCan(viewer, this.source.action);
    const { table, alias } = this.source;
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${this.rows.columns} from ${table} ${alias}
       where ${condition} and ${alias}.region_code like any($2::text[]) ${order}`,
      [keys, likePatterns(viewer)],
    );
    return rows.map(this.rows.map);
  }

  /** The same page under many parents in one statement; index-aligned with `parents`. */
  protected async selectPages(
    viewer: Viewer,
    parents: readonly string[],
    { parent, order }: NestedRows,
    request: NestedRequest,
  ): Promise<readonly NestedPage<T>[]> {
    assertCan(viewer, this.source.action);
    const { table, alias, name } = this.source;
    const params = new SqlParams([parents, likePatterns(viewer), request.first + 1]);
    const position = positionAfter(name, request.after);
    const after = position
      ? `and (${alias}.${order}, ${alias}.id) > (${params.add(position.on)}::date, ${params.add(position.id)}::uuid)`
      : '';
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select wanted.id::text as parent_id, page.* from unnest($1::uuid[]) wanted(id) cross join lateral (
         select ${this.rows.columns}, ${alias}.${order} as page_key from ${table} ${alias}
         where ${alias}.${parent} = wanted.id and ${alias}.region_code like any($2::text[]) ${after}
         order by ${alias}.${order}, ${alias}.id limit $3
       ) page order by wanted.id, page.page_key, page.id`,
      params.values,
    );
    return alignMany(parents, rows, (row) => String(row['parent_id'])).map((group) =>
      group.length === 0 ? emptyPage(request) : nestedPage(name, group, this.rows.map, request),
    );
  }

  /** How many rows each parent has within the viewer's regions, in one statement; index-aligned with `parents`. */
  protected async countUnder(viewer: Viewer, parents: readonly string[], parent: string): Promise<readonly number[]> {
    assertCan(viewer, this.source.action);
    const { table, alias } = this.source;
    const rows = await this.db.query<{ parentId: string; count: number }[]>(
      `select ${alias}.${parent} as "parentId", count(*)::int as count from ${table} ${alias}
       where ${alias}.${parent} = any($1::uuid[]) and ${alias}.region_code like any($2::text[]) group by ${alias}.${parent}`,
      [parents, likePatterns(viewer)],
    );
    return alignOne(parents, rows, (row) => row.parentId).map((row) => row?.count ?? 0);
  }
}

/** A connection under a parent: its rows and its count are each read for all parents of the request at once, when selected. */
export function nestedConnection<T>(
  ctx: SubgraphContext,
  parentId: string,
  request: NestedRequest,
  pages: Batch<string, NestedPage<T>, NestedRequest>,
  counts: Batch<string, number>,
): Connection<T> {
  return new Connection({
    page: () => ctx.load(pages, parentId, { first: request.first, after: request.after ?? null }),
    count: () => ctx.load(counts, parentId),
  });
}
