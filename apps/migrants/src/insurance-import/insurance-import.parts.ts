import { assertMayWrite } from '@nuan/auth';
import { assertWritesForRegion } from '@nuan/federation';
import { defineListImport, regionalTarget, startRegionalImport } from '@nuan/intake';

import { InsuranceProjectImport, InsuranceProjectImportState } from './insurance-import.entity';
import { INSURANCE_IMPORT, insuranceImportMachine } from './insurance-import.machine';
import { insuranceImportRules } from './insurance-import.rules';

/** Makes everything of bulk imports of construction projects (批量导入参保项目). */
export const insuranceImportParts = defineListImport({
  ...{ names: INSURANCE_IMPORT, run: InsuranceProjectImport, states: InsuranceProjectImportState },
  ...{ machine: insuranceImportMachine, start: startRegionalImport(INSURANCE_IMPORT) },
  ...{ noun: 'insurance', action: 'insurance:write', purpose: 'insurance-import' },
  assertMayStart: (viewer, { region }) => {
    assertMayWrite(viewer, region, 'insurance:write');
    // The rows name no union.
    assertWritesForRegion(viewer, 'insurance:write');
  },
  target: (tx, { region }) => regionalTarget(tx, region),
  rules: insuranceImportRules,
  // An example of a division that doesn't exist.
  example: {
    name: '样例安置房一期工程',
    creditCode: '91349900MA2N000015',
    startedOn: '2016-06-01',
    insuredOn: '2016-06-15',
    workersCovered: '60',
    proofRef: 'GS-2016-0001',
  },
});
