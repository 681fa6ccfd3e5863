import { assertCan, scopePatterns } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { alignMany, alignOne, type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { AssetFollowUp } from './asset-follow-up.entity';
import { AssetGrant } from './asset-grant.entity';
import { assetGrantList } from './asset-grant.list';

const FOLLOW_UP = rowMapping(AssetFollowUp, 'f');

/** Reads productive assets given to persons (生产资料扶持). */
export class AssetGrantService extends RegionalReader<AssetGrant> {
  constructor(db: DataSource) {
    super(db, {
      entity: AssetGrant,
      alias: 'a',
      action: 'asset:read',
      list: assetGrantList,
    });
  }

  /** The latest asset given to each person, in one statement; index-aligned, null for who was given none. */
  readonly loadLatest: Batch<string, AssetGrant | null> = async (viewer, personIds) => {
    const condition = `a.id = any(
      select distinct on (l.person_id) l.id from asset_grant l where l.person_id = any($1::uuid[])
        and l.region_code like any($2::text[]) order by l.person_id, l.given_on desc, l.id desc)`;
    return alignOne(personIds, await this.select(viewer, condition, personIds), (row) => row.personId);
  };

  /** The visits to each asset, the latest first, in one statement; index-aligned. */
  readonly loadFollowUps: Batch<string, readonly AssetFollowUp[]> = async (viewer, grantIds) => {
    assertCan(viewer, 'asset:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${FOLLOW_UP.columns} from asset_follow_up f join asset_grant a on a.id = f.asset_grant_id
       where f.asset_grant_id = any($1::uuid[]) and a.region_code like any($2::text[]) order by f.visited_on desc`,
      [grantIds, scopePatterns(viewer)],
    );
    return alignMany(grantIds, rows.map(FOLLOW_UP.map), (row) => row.assetGrantId);
  };
}
