import { assertMayWrite } from '@nuan/auth';
import { defineListImport, regionalTarget, startRegionalImport } from '@nuan/intake';

import { CapacityCutImport, CapacityCutImportState } from './capacity-import.entity';
import { CAPACITY_IMPORT, capacityImportMachine } from './capacity-import.machine';
import { capacityImportRules } from './capacity-import.rules';

/** Makes everything of bulk imports of capacity cuts (批量导入去产能报表). */
export const capacityImportParts = defineListImport({
  ...{ names: CAPACITY_IMPORT, run: CapacityCutImport, states: CapacityCutImportState },
  ...{ machine: capacityImportMachine, start: startRegionalImport(CAPACITY_IMPORT) },
  ...{ noun: 'capacity', action: 'enterprise:write', purpose: 'capacity-import' },
  assertMayStart: (viewer, { region }) => {
    assertMayWrite(viewer, region, 'enterprise:write');
  },
  target: (tx, { region }) => regionalTarget(tx, region),
  rules: capacityImportRules,
  // An example of a division that doesn't exist.
  example: {
    creditCode: '91349900MA2N000015',
    year: '2016',
    product: '煤炭',
    plannedTons: '300000',
    doneTons: '300000',
    closedOn: '2016-12-20',
    internalRetired: '120',
    reassigned: '310',
  },
});
