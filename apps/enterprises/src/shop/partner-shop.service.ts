import { assertCan, type Viewer } from '@nuan/auth';
import type { Connection, ListRequest } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { PartnerShop } from './partner-shop.entity';
import { partnerShopList } from './partner-shop.list';

const SHOP_COLUMNS = `s.id, s.name, s.region_code as "regionCode", s.union_id as "unionId",
  s.discount_percent as "discountPercent", s.valid_from_on as "validFromOn", s.valid_to_on as "validToOn"`;

const toShop = (row: object): PartnerShop => Object.assign(new PartnerShop(), row);

/** Reads partner shops (签约超市) within the viewer's regions; whoever may read unions may read their contracts. */
export class PartnerShopService {
  constructor(private readonly db: DataSource) {}

  /** A page of shops. */
  async list(viewer: Viewer, request: ListRequest): Promise<Connection<PartnerShop>> {
    assertCan(viewer, 'union:read');
    return partnerShopList.page(this.db, viewer, request, { select: SHOP_COLUMNS, map: toShop });
  }
}
