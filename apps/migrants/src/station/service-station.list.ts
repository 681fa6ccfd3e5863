import {
  booleanField,
  connectionOf,
  dateField,
  defineList,
  enumArrayField,
  enumField,
  floatField,
  idField,
  intField,
  regionField,
  textField,
} from '@nuan/federation';

import { Amenity } from './amenity';
import { BuildMode } from './build-mode';
import { ServiceStation } from './service-station.entity';
import { StationKind } from './station-kind';
import { StationOffer } from './station-offer';
import { StationState } from './station-state';

/** Facilities for migrant and outdoor workers. */
export const serviceStationList = defineList({
  name: 'ServiceStation',
  from: 'service_station s',
  id: 's.id',
  scope: 's.region_code',
  fields: {
    code: textField('s.code', 'Code of the facility (驿站编码).'),
    kind: enumField(StationKind, 's.kind', 'Kind (类型).'),
    name: textField('s.name', 'Name (名称).'),
    region: regionField('s.region_code', 'Region (所在区域).'),
    unionId: idField('s.union_id', 'Union in charge (所属工会).'),
    hostEnterpriseId: idField('s.host_enterprise_id', 'Host enterprise (依托单位).'),
    state: enumField(StationState, 's.state', 'State (状态).'),
    buildMode: enumField(BuildMode, 's.build_mode', 'Who built it (建设方式).'),
    amenities: enumArrayField(Amenity, 's.amenities', 'What it holds (设施).'),
    missingAmenities: enumArrayField(
      Amenity,
      's.missing_amenities',
      'What it lacks of its kind’s checklist (缺少的设施).',
    ),
    services: enumArrayField(StationOffer, 's.services', 'What visitors can do there (服务项目).'),
    unattendedAccess: booleanField(
      's.unattended_access',
      'Whether visitors may enter outside the hours (无人值守进入).',
    ),
    score: intField('s.score', 'Score, 0 to 100 (评分).'),
    areaM2: floatField('s.area_m2', 'Floor area in square metres (面积).'),
    openedOn: dateField('s.opened_on', 'Day it opened (启用日期).'),
  },
  order: {
    CODE: { sql: 's.code', type: 'text', description: 'Code of the facility (驿站编码).' },
    SCORE: { sql: 's.score', type: 'integer', description: 'Score (评分).' },
    REGION: { sql: 's.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['CODE', 'ASC']],
});

/** A page of facilities. */
export const ServiceStationConnection = connectionOf(
  ServiceStation,
  'ServiceStation',
  'facilities for migrant and outdoor workers (服务阵地)',
);
