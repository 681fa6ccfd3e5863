import { assertMayWrite } from '@nuan/auth';
import { defineListImport, regionalTarget, startRegionalImport } from '@nuan/intake';

import { PlacementImport, PlacementImportState } from './placement-import.entity';
import { PLACEMENT_IMPORT, placementImportMachine } from './placement-import.machine';
import { placementImportRules } from './placement-import.rules';

/** Makes everything of bulk imports of placements (批量导入就业名单). */
export const placementImportParts = defineListImport({
  ...{ names: PLACEMENT_IMPORT, run: PlacementImport, states: PlacementImportState },
  ...{ machine: placementImportMachine, start: startRegionalImport(PLACEMENT_IMPORT) },
  ...{ noun: 'placement', action: 'placement:write', purpose: 'placement-import' },
  assertMayStart: (viewer, { region }) => {
    assertMayWrite(viewer, region, 'placement:write');
  },
  target: (tx, { region }) => regionalTarget(tx, region),
  rules: placementImportRules,
  // An example of a person and a firm that don't exist.
  example: {
    personId: '00000000-0000-7000-8000-000000000000',
    creditCode: '91349900MA2N000015',
    placedOn: '2017-01-09',
    routes: '培训、示范单位',
    contractRef: 'HT-2017-0001',
    wage: '3500',
  },
});
