import {
  booleanField,
  connectionOf,
  dateField,
  defineList,
  enumField,
  idField,
  intField,
  regionField,
  textField,
} from '@nuan/federation';
import { DistressKind, Industry } from '@nuan/kernel';

import { DemonstrationStatus } from './demonstration-status';
import { Enterprise } from './enterprise.entity';
import { Ownership } from './ownership';

/** How enterprises are filtered, sorted and paged. */
export const enterpriseList = defineList({
  name: 'Enterprise',
  from: 'enterprise e',
  id: 'e.id',
  scope: 'e.region_code',
  fields: {
    name: textField('e.name', 'Registered name (单位名称).'),
    creditCode: textField('e.credit_code', 'Unified social credit code (统一社会信用代码).'),
    industry: enumField(Industry, 'e.industry', 'Industry (所属行业).'),
    ownership: enumField(Ownership, 'e.ownership', 'Who owns it (单位性质).'),
    region: regionField('e.region_code', 'Where it is (所在区划).'),
    unionId: idField('e.union_id', 'Its union organisation (所属工会).'),
    currentDistress: enumField(
      DistressKind,
      'e.distress_kind',
      'Present kind of distress (困难类型); isNull: true finds those without.',
    ),
    distressFrom: dateField('e.distress_from_on', 'First day of the present distress (困难起始日期).'),
    headcount: intField('e.headcount', 'Workers on the roll (在册职工人数).'),
    demonstration: enumField(
      DemonstrationStatus,
      'e.demonstration_status',
      'Standing as a demonstration unit for employment support (支持就业示范单位).',
    ),
    closed: booleanField('(e.closed_on is not null)', 'Whether it is deregistered (是否注销).'),
  },
  order: {
    NAME: { sql: 'e.name', type: 'text', description: 'Registered name (单位名称).' },
    REGION: { sql: 'e.region_code', type: 'text', description: 'Region code (区划代码).' },
    HEADCOUNT: {
      sql: 'coalesce(e.headcount, 0)',
      type: 'integer',
      description: 'Workers on the roll (在册职工人数); unknown counts as 0.',
    },
  },
  defaultOrder: [['REGION', 'ASC']],
});

/** A page of enterprises. */
export const EnterpriseConnection = connectionOf(Enterprise, 'Enterprise', 'enterprises (企业)');
