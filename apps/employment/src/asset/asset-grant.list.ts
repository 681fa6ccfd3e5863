import {
  connectionOf,
  dateField,
  defineList,
  enumField,
  idField,
  moneyField,
  regionField,
  textField,
} from '@nuan/federation';

import { AssetGrant } from './asset-grant.entity';
import { AssetState } from './asset-state';

/** Productive assets given (生产资料扶持). */
export const assetGrantList = defineList({
  name: 'AssetGrant',
  from: 'asset_grant a',
  id: 'a.id',
  scope: 'a.region_code',
  fields: {
    asset: textField('a.asset', 'What was given (名称).'),
    serial: textField('a.serial_no', 'Serial number (编号).'),
    state: enumField(AssetState, 'a.state', 'State (状态).'),
    value: moneyField('a.value_fen', 'Value (价值).'),
    givenOn: dateField('a.given_on', 'Day it was handed over (发放日期).'),
    region: regionField('a.region_code', 'Region (所在区域).'),
    personId: idField('a.person_id', 'The person (职工).'),
    pilotId: idField('a.pilot_id', 'The pilot that gave it (试点).'),
  },
  order: {
    GIVEN_ON: { sql: 'a.given_on', type: 'date', description: 'Day it was handed over (发放日期).' },
    SERIAL: { sql: 'a.serial_no', type: 'text', description: 'Serial number (编号).' },
    VALUE: { sql: 'a.value_fen', type: 'bigint', description: 'Value (价值).' },
    REGION: { sql: 'a.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [
    ['GIVEN_ON', 'DESC'],
    ['SERIAL', 'ASC'],
  ],
});

/** A page of asset grants. */
export const AssetGrantConnection = connectionOf(AssetGrant, 'AssetGrant', 'productive assets given (生产资料扶持)');
