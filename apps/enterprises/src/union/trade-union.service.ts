import { type Batch, type NestedPage, NestedReader, type NestedRequest } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { TradeUnion } from './trade-union.entity';
import { tradeUnionList } from './trade-union.list';

/** Reads union organisations (工会组织) within the viewer's regions, and their tree at one statement per level. */
export class TradeUnionService extends NestedReader<TradeUnion> {
  constructor(db: DataSource) {
    super(db, {
      ...{ entity: TradeUnion, action: 'union:read', list: tradeUnionList, alias: 'u' },
      unionColumns: ['u.id'],
    });
  }

  /** A page of the organisations directly below each (下级工会), by region code, in one statement; index-aligned. */
  readonly loadChildPages: Batch<string, NestedPage<TradeUnion>, NestedRequest> = (viewer, parentIds, request) =>
    this.selectPages(viewer, parentIds, { parent: 'parent_id', order: 'region_code', orderType: 'text' }, request);

  /** How many organisations are directly below each, in one statement; index-aligned. */
  readonly countChildren: Batch<string, number> = (viewer, parentIds) =>
    this.countUnder(viewer, parentIds, 'parent_id');
}
