import { RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { PartnerShop } from './partner-shop.entity';
import { partnerShopList } from './partner-shop.list';

/** Reads partner shops (签约超市) within the viewer's regions; whoever may read unions may read their contracts. */
export class PartnerShopService extends RegionalReader<PartnerShop> {
  constructor(db: DataSource) {
    super(db, { entity: PartnerShop, action: 'union:read', list: partnerShopList, alias: 's' });
  }
}
