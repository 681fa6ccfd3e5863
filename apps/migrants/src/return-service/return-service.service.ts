import { assertCan, can, scopePatterns } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { alignOne, type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { ReturnService } from './return-service.entity';
import { returnServiceList } from './return-service.list';
import { ReturnSubsidy } from './return-subsidy.entity';

const subsidies = rowMapping(ReturnSubsidy, 'm');

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

  /** What was asked of assistance for each service, and what it has paid, in one statement; index-aligned, null where nothing was asked. Who may write and not read sees it of what was written. */
  readonly loadSubsidy: Batch<string, ReturnSubsidy | null> = async (viewer, ids) => {
    if (!can(viewer, 'returnService:write')) assertCan(viewer, 'returnService:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${subsidies.columns} from return_subsidy m
       where m.return_service_id = any($1::uuid[]) and m.region_code like any($2::text[])`,
      [ids, scopePatterns(viewer)],
    );
    return alignOne(ids, rows.map(subsidies.map), (row) => row.returnServiceId);
  };
}
