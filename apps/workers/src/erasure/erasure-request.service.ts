import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { alignOne, type Batch, type Connection, type ListRequest } from '@nuan/federation';
import { type Clock, isUuid, today } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { ErasureBar, ErasureRequest } from './erasure-request.entity';
import { erasureRequestList } from './erasure-request.list';
import type { ErasureGround } from './erasure-request-state';

const rows = rowMapping(ErasureRequest, 'e');

interface BarRow {
  readonly id: string;
  readonly ground: ErasureGround;
  readonly keptUntilOn: string | null;
}

/** Reads requests to be erased, and what bars them today. */
export class ErasureRequestService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Requests by id in one statement; index-aligned, null for an id that is unknown or outside the viewer's regions. */
  readonly loadMany: Batch<string, ErasureRequest | null> = async (viewer, ids) => {
    assertCan(viewer, 'household:read');
    const sql = `select ${rows.columns} from erasure_request e where e.id = any($1::uuid[]) and e.region_code like any($2::text[])`;
    const found = await this.db.query<Record<string, unknown>[]>(sql, [ids, scopePatterns(viewer)]);
    return alignOne(ids, found.map(rows.map), ({ id }) => id);
  };

  /** What bars the erasure of each person today; index-aligned, null when nothing does. */
  readonly loadBars: Batch<string, ErasureBar | null> = async (viewer, workerIds) => {
    assertCan(viewer, 'household:read');
    const found = await this.db.query<BarRow[]>(
      `select w.id, b.ground, b.kept_until_on as "keptUntilOn" from worker w, erasure_bar(w.id, $2) b
       where w.id = any($1::uuid[]) and w.region_code like any($3::text[])`,
      [workerIds, today(this.clock), scopePatterns(viewer)],
    );
    const bars = new Map(found.map(({ id, ground, keptUntilOn }) => [id, new ErasureBar(ground, keptUntilOn)]));
    return workerIds.map((id) => bars.get(id) ?? null);
  };

  /**
   * One request.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<ErasureRequest> {
    const [request] = isUuid(id) ? await this.loadMany(viewer, [id], undefined) : [];
    if (!request) throw new NotFoundError('ErasureRequest', id);
    return request;
  }

  /** A page of requests of the viewer's regions. */
  async list(viewer: Viewer, request: ListRequest): Promise<Connection<ErasureRequest>> {
    assertCan(viewer, 'household:read');
    return erasureRequestList.page(this.db, viewer, request, { select: rows.columns, map: rows.map });
  }
}
