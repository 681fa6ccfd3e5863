import { assertCan } from '@nuan/auth';
import { assertWritesForRegion, idField } from '@nuan/federation';
import { defineListImport } from '@nuan/intake';

import { batchOfList } from '../health-check/checked-persons';
import { HealthCheckImport, HealthCheckImportState } from './check-import.entity';
import { StartHealthCheckImportInput } from './check-import.inputs';
import { CHECK_IMPORT, checkImportMachine } from './check-import.machine';
import { checkImportRules } from './check-import.rules';

/** Makes everything of bulk imports of persons checked (批量导入体检名单). */
export const checkImportParts = defineListImport({
  ...{ names: CHECK_IMPORT, run: HealthCheckImport, states: HealthCheckImportState },
  ...{ machine: checkImportMachine, start: StartHealthCheckImportInput },
  filters: { batch: idField('i.health_check_batch_id', 'The batch (体检批次).') },
  ...{ noun: 'healthCheck', action: 'healthCheck:write', purpose: 'health-check-import' },
  assertMayStart: (viewer) => {
    assertCan(viewer, 'healthCheck:write');
    // A batch counts the persons of its region.
    assertWritesForRegion(viewer, 'healthCheck:write');
  },
  async target(tx, { healthCheckBatchId }) {
    const region = await batchOfList(tx, healthCheckBatchId);
    return { owner: healthCheckBatchId, region, columns: { health_check_batch_id: healthCheckBatchId } };
  },
  rules: checkImportRules,
  // An example of a person who doesn't exist.
  example: { personId: '00000000-0000-7000-8000-000000000000', occupation: '环卫' },
});
