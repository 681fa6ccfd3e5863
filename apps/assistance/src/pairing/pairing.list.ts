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
import { HardshipCategory, HardshipCause } from '@nuan/kernel';

import { HelperRank } from './helper-rank';
import { Pairing } from './pairing.entity';

/** Pairings with the facts of their household, which come from the projection. */
export const pairingList = defineList({
  name: 'Pairing',
  from: 'pairing p left join household_projection h on h.id = p.household_id',
  id: 'p.id',
  scope: 'p.region_code',
  fields: {
    helperName: textField('p.helper_name', 'Name of the helper (责任人姓名).'),
    helperRank: enumField(HelperRank, 'p.helper_rank', 'Rank of the helper (责任人级别).'),
    unitName: textField('p.unit_name', 'Unit of the helper (所在单位).'),
    region: regionField('p.region_code', 'Region of the household (所在区域).'),
    unionId: idField('p.union_id', 'Union that keeps the pairing (所属工会).'),
    householdId: idField('p.household_id', 'Household of the pairing (困难职工家庭).'),
    householdCategory: enumField(HardshipCategory, 'h.category', 'Category of the household (困难类别).'),
    primaryCause: enumField(HardshipCause, 'h.primary_cause', 'Primary cause of the household (主要致困原因).'),
    isMigrant: booleanField('h.is_migrant', 'Whether the household is one of migrant workers (农民工家庭).'),
    isPrimary: booleanField('p.is_primary', 'Whether the helper answers first for the household (主要责任人).'),
    startsOn: dateField('p.starts_on', 'First day of the pairing (结对日期).'),
    endsOn: dateField('p.ends_on', 'Last day of the pairing (结束日期); isNull true asks for pairings that last.'),
  },
  order: {
    HELPER_NAME: { sql: 'p.helper_name', type: 'text', description: 'Name of the helper (责任人姓名).' },
    HELPER_RANK: { sql: 'p.helper_rank', type: 'text', description: 'Rank of the helper, by its name (责任人级别).' },
    STARTS_ON: { sql: 'p.starts_on', type: 'date', description: 'First day of the pairing (结对日期).' },
    REGION: { sql: 'p.region_code', type: 'text', description: 'Region code of the household (行政区划代码).' },
  },
  defaultOrder: [['REGION', 'ASC']],
});

/** A page of pairings. */
export const PairingConnection = connectionOf(Pairing, 'Pairing', 'pairings (结对帮扶)');
