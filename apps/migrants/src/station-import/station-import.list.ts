import { booleanField, connectionOf, defineList, enumField, instantField, regionField } from '@nuan/federation';

import { StationImport } from './station-import.entity';
import { StationImportState } from './station-import-state';

/** How imports are filtered, sorted and paged. */
export const stationImportList = defineList({
  name: 'StationImport',
  from: 'station_import i',
  id: 'i.id',
  scope: 'i.region_code',
  fields: {
    state: enumField(StationImportState, 'i.state', 'State of the import (导入状态).'),
    dryRun: booleanField('i.is_dry_run', 'Whether it only checks (试导入).'),
    region: regionField('i.region_code', 'Region of the import (导入区域).'),
    startedAt: instantField('i.started_at', 'When it was begun (开始时间).'),
  },
  order: { STARTED_AT: { sql: 'i.started_at', type: 'timestamptz', description: 'When it was begun (开始时间).' } },
  defaultOrder: [['STARTED_AT', 'DESC']],
});

/** A page of imports. */
export const StationImportConnection = connectionOf(
  StationImport,
  'StationImport',
  'bulk imports of stations (批量导入)',
);
