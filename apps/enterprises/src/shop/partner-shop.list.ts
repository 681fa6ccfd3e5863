import {
  connectionOf,
  dateField,
  defineList,
  enumField,
  idField,
  intField,
  regionField,
  textField,
} from '@nuan/federation';

import { PartnerShopStatus } from './partner-shop-status';
import { PartnerShop } from './partner-shop.entity';

/** How partner shops are filtered, sorted and paged, contracts taken back left out. */
export const partnerShopList = defineList({
  name: 'PartnerShop',
  from: '(select * from partner_shop where corrected_on is null) s',
  id: 's.id',
  scope: 's.region_code',
  fields: {
    name: textField('s.name', 'Name of the shop (名称).'),
    region: regionField('s.region_code', 'Where it is (所在区划).'),
    unionId: idField('s.union_id', 'The union that signed (签约工会).'),
    discountPercent: intField('s.discount_percent', 'Taken off the price, in percent (优惠幅度，%).'),
    validFromOn: dateField('s.valid_from_on', 'First day of the contract (签约起始日期).'),
    validToOn: dateField('s.valid_to_on', 'Last day of the contract as it was signed (到期日期).'),
    lastOn: dateField('least(s.valid_to_on, s.ended_on)', 'Last day of the contract as it stands (实际截止日期).'),
    status: enumField(PartnerShopStatus, 's.status', 'Standing of the contract (签约状态).'),
  },
  order: {
    NAME: { sql: 's.name', type: 'text', description: 'Name of the shop (名称).' },
    REGION: { sql: 's.region_code', type: 'text', description: 'Region code (区划代码).' },
  },
  defaultOrder: [['REGION', 'ASC']],
});

/** A page of partner shops. */
export const PartnerShopConnection = connectionOf(PartnerShop, 'PartnerShop', 'partner shops (签约超市)');
