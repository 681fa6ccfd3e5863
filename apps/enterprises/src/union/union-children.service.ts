import { assertCan } from '@nuan/auth';
import { InvalidInputError } from '@nuan/errors';
import { alignMany, type Batch, decodeCursor, encodeCursor, listDigest, type PageInfo } from '@nuan/federation';
import { isRegionCode, isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { likePatterns } from '../viewer-scope';
import type { TradeUnion } from './trade-union.entity';
import { toUnion, UNION_COLUMNS } from './trade-union.service';

/** Which children: `first` after a position, in order of region code and id. */
export interface ChildrenPage {
  readonly first: number;
  readonly after: string | null;
}

/** A page in the shape of a connection. */
export interface LoadedPage {
  readonly edges: readonly { readonly cursor: string; readonly node: TradeUnion }[];
  readonly pageInfo: PageInfo;
}

/**
 * Reads the organisations directly below others (下级工会), for any number of parents in one statement, so that a tree of
 * unions costs one statement per level and not one per union.
 */
export class UnionChildrenService {
  constructor(private readonly db: DataSource) {}

  /** Up to `first` + 1 children of each parent, so that the reader knows whether more follow; index-aligned. */
  readonly loadChildren: Batch<string, readonly TradeUnion[], ChildrenPage> = async (viewer, parentIds, page) => {
    assertCan(viewer, 'union:read');
    const [afterRegion, afterId] = page.after === null ? [null, null] : positionOf(page.after);
    const rows = await this.db.query<object[]>(
      `select child.* from unnest($1::uuid[]) wanted(parent_id), lateral (
         select ${UNION_COLUMNS} from trade_union u
         where u.parent_id = wanted.parent_id and u.region_code like any($2::text[])
           and ($3::text is null or (u.region_code, u.id) > ($3, $4::uuid))
         order by u.region_code, u.id limit $5
       ) child`,
      [parentIds, likePatterns(viewer), afterRegion, afterId, page.first + 1],
    );
    return alignMany(parentIds, rows.map(toUnion), (union) => union.parentId ?? '');
  };

  /** How many children each parent has that the viewer may see; index-aligned. */
  readonly countChildren: Batch<string, number> = async (viewer, parentIds) => {
    assertCan(viewer, 'union:read');
    const rows = await this.db.query<{ parentId: string; children: number }[]>(
      `select u.parent_id as "parentId", count(*)::int as children from trade_union u
       where u.parent_id = any($1::uuid[]) and u.region_code like any($2::text[]) group by u.parent_id`,
      [parentIds, likePatterns(viewer)],
    );
    const counts = new Map(rows.map(({ parentId, children }) => [parentId, children]));
    return parentIds.map((id) => counts.get(id) ?? 0);
  };
}

/** A page of children out of what {@link UnionChildrenService.loadChildren} gave for one parent. */
export function childrenPage(rows: readonly TradeUnion[], { first, after }: ChildrenPage): LoadedPage {
  const edges = rows.slice(0, first).map((node) => ({ node, cursor: cursorOf(node) }));
  const pageInfo = {
    hasNextPage: rows.length > first,
    hasPreviousPage: after !== null,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo };
}

/** One digest for all parents: a position is a region code and an id, which means the same under each of them. */
const DIGEST = listDigest(['TradeUnion.children']);

function cursorOf(union: TradeUnion): string {
  return encodeCursor(DIGEST, { id: union.id, values: [union.regionCode] });
}

function positionOf(cursor: string): readonly [regionCode: string, id: string] {
  const { id, values } = decodeCursor(cursor, DIGEST, 1);
  const [regionCode = ''] = values;
  if (!isRegionCode(regionCode) || !isUuid(id)) {
    throw new InvalidInputError('after', 'INVALID_CURSOR', 'The cursor is malformed; start again without `after`.');
  }
  return [regionCode, id];
}
