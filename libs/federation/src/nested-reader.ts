import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { SqlParams } from '@nuan/database';

import { alignMany, alignOne } from './batch-alignment';
import type { Batch, SubgraphContext } from './context';
import { Connection } from './list/connection';
import {
  emptyPage,
  type NestedKeyType,
  nestedPage,
  type NestedPage,
  type NestedRequest,
  positionAfter,
} from './nested-page';
import { RegionalReader } from './regional-reader';

/** Rows that hang on another entity, page by page. */
export interface NestedRows {
  /** Column that holds the parent's id. */
  readonly parent: string;
  /** NOT NULL column that orders them; the id breaks ties. */
  readonly order: string;
  readonly orderType: NestedKeyType;
  /** Highest first instead of lowest first. */
  readonly isDescending?: boolean;
}

/** A regional reader whose rows are also read page by page under a parent, for all parents of a request at once. */
export class NestedReader<T extends { readonly id: string }> extends RegionalReader<T> {
  /** The same page under many parents in one statement; index-aligned with `parents`. */
  protected async selectPages(
    viewer: Viewer,
    parents: readonly string[],
    { parent, order, orderType, isDescending = false }: NestedRows,
    request: NestedRequest,
  ): Promise<readonly NestedPage<T>[]> {
    assertCan(viewer, this.source.action);
    const { alias, entity } = this.source;
    const params = new SqlParams([parents, scopePatterns(viewer), request.first + 1]);
    const position = positionAfter(entity.name, orderType, request.after);
    const [direction, comparison] = isDescending ? ['desc', '<'] : ['asc', '>'];
    const after = position
      ? `and (${alias}.${order}, ${alias}.id) ${comparison} (${params.add(position.key)}::${orderType}, ${params.add(position.id)}::uuid)`
      : '';
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select wanted.id::text as wanted_id, page.* from unnest($1::uuid[]) wanted(id) cross join lateral (
         select ${this.rows.columns}, ${alias}.${order} as page_order, ${alias}.${order}::text as page_key
         from ${this.table} ${alias}
         where ${alias}.${parent} = wanted.id and ${alias}.region_code like any($2::text[]) ${this.andOfUnions(viewer)} ${after}
         order by ${alias}.${order} ${direction}, ${alias}.id ${direction} limit $3
       ) page order by wanted.id, page.page_order ${direction}, page.id ${direction}`,
      params.values,
    );
    return alignMany(parents, rows, (row) => String(row['wanted_id'])).map((group) =>
      group.length === 0 ? emptyPage(request) : nestedPage(entity.name, group, this.rows.map, request),
    );
  }

  /** How many rows each parent has within the viewer's regions, in one statement; index-aligned with `parents`. */
  protected async countUnder(viewer: Viewer, parents: readonly string[], parent: string): Promise<readonly number[]> {
    assertCan(viewer, this.source.action);
    const { alias } = this.source;
    const rows = await this.db.query<{ parentId: string; count: number }[]>(
      `select ${alias}.${parent} as "parentId", count(*)::int as count from ${this.table} ${alias}
       where ${alias}.${parent} = any($1::uuid[]) and ${alias}.region_code like any($2::text[]) ${this.andOfUnions(viewer)} group by ${alias}.${parent}`,
      [parents, scopePatterns(viewer)],
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
