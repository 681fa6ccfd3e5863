import {
  booleanField,
  connectionOf,
  dateField,
  defineList,
  enumField,
  idField,
  regionField,
  textField,
} from '@nuan/federation';
import { Industry, UnionLevel } from '@nuan/kernel';

import { TradeUnion } from './trade-union.entity';

/** How union organisations are filtered, sorted and paged. */
export const tradeUnionList = defineList({
  name: 'TradeUnion',
  from: 'trade_union u',
  id: 'u.id',
  scope: 'u.region_code',
  fields: {
    name: textField('u.name', 'Name (名称).'),
    level: enumField(UnionLevel, 'u.level', 'Level (工会层级).'),
    region: regionField('u.region_code', 'Whose organisation it is (所属区划).'),
    parentId: idField('u.parent_id', 'The organisation above (上级工会); isNull: true finds the root.'),
    industry: enumField(Industry, 'u.industry', 'Industry of an industrial union (产业).'),
    aidCentre: booleanField('u.aid_centre', 'Whether it runs an aid centre (帮扶中心).'),
    dissolved: booleanField('(u.dissolved_on is not null)', 'Whether it is dissolved (是否撤销).'),
    dissolvedOn: dateField('u.dissolved_on', 'Day of its dissolution (撤销日期).'),
    directlyAdministered: booleanField(
      'u.directly_administered',
      'A county federation under the province (省直管县工会).',
    ),
  },
  order: {
    NAME: { sql: 'u.name', type: 'text', description: 'Name (名称).' },
    REGION: {
      sql: 'u.region_code',
      type: 'text',
      description: 'Region code (区划代码): a federation before those below it.',
    },
  },
  defaultOrder: [['REGION', 'ASC']],
});

/** A page of union organisations. */
export const TradeUnionConnection = connectionOf(TradeUnion, 'TradeUnion', 'union organisations (工会)');
