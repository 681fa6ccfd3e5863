import { assertMayWrite } from '@nuan/auth';
import { assertWritesForRegion } from '@nuan/federation';
import { defineListImport, regionalTarget, startRegionalImport } from '@nuan/intake';

import { StationImport, StationImportState } from './station-import.entity';
import { stationImportRules } from './station-import.rules';
import { STATION_IMPORT, stationImportMachine } from './station-import.machine';

/** Makes everything of bulk imports of stations (批量导入驿站). */
export const stationImportParts = defineListImport({
  ...{ names: STATION_IMPORT, run: StationImport, states: StationImportState, machine: stationImportMachine },
  start: startRegionalImport(STATION_IMPORT),
  ...{ noun: 'station', action: 'station:write', purpose: 'station-import' },
  assertMayStart: (viewer, { region }) => {
    assertMayWrite(viewer, region, 'station:write');
    // The rows name no union.
    assertWritesForRegion(viewer, 'station:write');
  },
  target: (tx, { region }) => regionalTarget(tx, region),
  rules: stationImportRules,
  // An example of a division that doesn't exist.
  example: {
    code: 'AH-YL-0001',
    kind: '幸福驿站',
    name: '样例幸福驿站',
    buildMode: '工会自建',
    address: '样例路1号',
    longitude: '117.2655',
    latitude: '31.8789',
    areaM2: '40',
  },
});
