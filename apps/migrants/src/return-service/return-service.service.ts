import { type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { ReturnService } from './return-service.entity';
import { returnServiceList } from './return-service.list';

/** Reads services that brought migrant workers home (返乡服务). */
export class ReturnServiceService extends RegionalReader<ReturnService> {
  constructor(db: DataSource) {
    super(db, { entity: ReturnService, action: 'returnService:read', list: returnServiceList, alias: 'r' });
  }

  /** The latest `first` services of each campaign, by its code, newest first, in one statement; index-aligned. */
  readonly loadByCampaign: Batch<string, readonly ReturnService[], { readonly first: number }> = (
    viewer,
    codes,
    { first },
  ) =>
    this.selectFirst(viewer, codes, {
      keyType: 'text',
      condition: 'r.campaign_code = wanted.key',
      order: 'r.served_on desc, r.id',
      first,
    });
}
