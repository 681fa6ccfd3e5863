import { alignOne, type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { AssetGrant } from './asset-grant.entity';
import { assetGrantList } from './asset-grant.list';

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
}
