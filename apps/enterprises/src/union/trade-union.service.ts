import { assertCan, type Viewer } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import { alignOne, type Batch, type Connection, type ListRequest } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { likePatterns } from '../viewer-scope';
import { TradeUnion } from './trade-union.entity';
import { tradeUnionList } from './trade-union.list';

/** Columns of a union organisation aliased `u`. */
export const UNION_COLUMNS = `u.id, u.name, u.level, u.region_code as "regionCode", u.parent_id as "parentId", u.industry,
  u.aid_centre as "aidCentre", u.directly_administered as "directlyAdministered", u.version`;

/** A row of {@link UNION_COLUMNS} as the entity. */
export const toUnion = (row: object): TradeUnion => Object.assign(new TradeUnion(), row);

/** Reads union organisations (工会组织) within the viewer's regions. */
export class TradeUnionService {
  constructor(private readonly db: DataSource) {}

  /** Organisations by id in one statement; index-aligned, null for an id that is unknown or outside the viewer's regions. */
  readonly loadMany: Batch<string, TradeUnion | null> = async (viewer, ids) =>
    alignOne(ids, await this.select(viewer, ids), (union) => union.id);

  /**
   * One organisation.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<TradeUnion> {
    const [union] = await this.select(viewer, isUuid(id) ? [id] : []);
    if (!union) throw new NotFoundError('TradeUnion', id);
    return union;
  }

  /** A page of organisations. */
  async list(viewer: Viewer, request: ListRequest): Promise<Connection<TradeUnion>> {
    assertCan(viewer, 'union:read');
    return tradeUnionList.page(this.db, viewer, request, { select: UNION_COLUMNS, map: toUnion });
  }

  private async select(viewer: Viewer, ids: readonly string[]): Promise<TradeUnion[]> {
    assertCan(viewer, 'union:read');
    const rows = await this.db.query<object[]>(
      `select ${UNION_COLUMNS} from trade_union u where u.id = any($1::uuid[]) and u.region_code like any($2::text[])`,
      [ids, likePatterns(viewer)],
    );
    return rows.map(toUnion);
  }
}
