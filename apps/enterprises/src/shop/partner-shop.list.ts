import { connectionOf, dateField, defineList, idField, intField, regionField, textField } from '@nuan/federation';

import { PartnerShop } from './partner-shop.entity';

/** How partner shops are filtered, sorted and paged. */
export const partnerShopList = defineList({
  name: 'PartnerShop',
  from: 'partner_shop s',
  id: 's.id',
  scope: 's.region_code',
  fields: {
    name: textField('s.name', 'Name of the shop (名称).'),
    region: regionField('s.region_code', 'Where it is (所在区划).'),
    unionId: idField('s.union_id', 'The union that signed (签约工会).'),
    discountPercent: intField('s.discount_percent', 'Taken off the price, in percent (优惠幅度，%).'),
    validFromOn: dateField('s.valid_from_on', 'First day of the contract (签约起始日期).'),
    validToOn: dateField('s.valid_to_on', 'Last day of the contract (到期日期).'),
  },
  order: {
    NAME: { sql: 's.name', type: 'text', description: 'Name of the shop (名称).' },
    REGION: { sql: 's.region_code', type: 'text', description: 'Region code (区划代码).' },
  },
  defaultOrder: [['REGION', 'ASC']],
});

/** A page of partner shops. */
export const PartnerShopConnection = connectionOf(PartnerShop, 'PartnerShop', 'partner shops (签约超市)');
