import { assertMayWrite } from '@nuan/auth';
import { defineListImport, regionalTarget, startRegionalImport } from '@nuan/intake';

import { RetentionImport, RetentionImportState } from './retention-import.entity';
import { RETENTION_IMPORT, retentionImportMachine } from './retention-import.machine';
import { retentionImportRules } from './retention-import.rules';

/** Makes everything of bulk imports of answers whether jobs last (批量导入稳定就业回访名单). */
export const retentionImportParts = defineListImport({
  ...{ names: RETENTION_IMPORT, run: RetentionImport, states: RetentionImportState },
  ...{ machine: retentionImportMachine, start: startRegionalImport(RETENTION_IMPORT) },
  ...{ noun: 'retention', action: 'placement:write', purpose: 'retention-import' },
  assertMayStart: (viewer, { region }) => {
    assertMayWrite(viewer, region, 'placement:write');
  },
  target: (tx, { region }) => regionalTarget(tx, region),
  rules: retentionImportRules,
  // An example of a person and a firm that don't exist.
  example: {
    personId: '00000000-0000-7000-8000-000000000000',
    creditCode: '91349900MA2N000015',
    term: '三个月',
    retained: '是',
    on: '2017-01-20',
    proof: 'GZ-2017-0001',
  },
});
