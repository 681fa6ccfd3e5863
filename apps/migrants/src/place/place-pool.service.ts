import { assertCan, scopePatterns } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { alignOne, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { PlacePool } from './place-pool.entity';

const pools = rowMapping(PlacePool, 'p');

/** Reads how many places events and trips have left (名额). */
export class PlacePoolService {
  constructor(private readonly db: DataSource) {}

  /** The places of any number of events and trips in one statement; index-aligned, null where there are none. */
  readonly loadMany: Batch<string, PlacePool | null> = async (viewer, ids) => {
    assertCan(viewer, 'returnService:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${pools.columns} from place_pool p where p.id = any($1::uuid[]) and p.region_code like any($2::text[])`,
      [ids, scopePatterns(viewer)],
    );
    return alignOne(ids, rows.map(pools.map), (pool) => pool.id);
  };
}
