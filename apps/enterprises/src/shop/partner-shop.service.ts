import { assertCan, scopePatterns } from '@nuan/auth';
import { alignOne, type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { PartnerShop } from './partner-shop.entity';
import { partnerShopList } from './partner-shop.list';

/** Reads partner shops (签约超市) within the viewer's regions; whoever may read unions may read their contracts. */
export class PartnerShopService extends RegionalReader<PartnerShop> {
  constructor(db: DataSource) {
    super(db, { entity: PartnerShop, action: 'union:read', list: partnerShopList, alias: 's' });
  }

  /** Why each contract was taken back, in one statement; index-aligned, null for one that stands. */
  readonly loadReasons: Batch<string, string | null> = async (viewer, shopIds) => {
    assertCan(viewer, 'union:read');
    const rows = await this.db.query<{ shopId: string; reason: string }[]>(
      `select c.shop_id as "shopId", c.reason from entry_correction c join partner_shop s on s.id = c.shop_id
       where c.shop_id = any($1::uuid[]) and s.region_code like any($2::text[])`,
      [shopIds, scopePatterns(viewer)],
    );
    return alignOne(shopIds, rows, ({ shopId }) => shopId).map((row) => row?.reason ?? null);
  };
}
