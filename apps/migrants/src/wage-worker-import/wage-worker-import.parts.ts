import { assertCan } from '@nuan/auth';
import { idField } from '@nuan/federation';
import { defineListImport } from '@nuan/intake';

import { caseOfList } from '../wage-case/named-workers';
import { WageCaseWorkerImport, WageCaseWorkerImportState } from './wage-worker-import.entity';
import { StartWageCaseWorkerImportInput } from './wage-worker-import.inputs';
import { WAGE_WORKER_IMPORT, wageWorkerImportMachine } from './wage-worker-import.machine';
import { wageWorkerImportRules } from './wage-worker-import.rules';

/** Makes everything of bulk imports of the workers of a wage case (批量导入欠薪职工名单). */
export const wageWorkerImportParts = defineListImport({
  ...{ names: WAGE_WORKER_IMPORT, run: WageCaseWorkerImport, states: WageCaseWorkerImportState },
  ...{ machine: wageWorkerImportMachine, start: StartWageCaseWorkerImportInput },
  filters: { wageCase: idField('i.wage_case_id', 'The case (欠薪案件).') },
  ...{ noun: 'wageCaseWorkers', action: 'wageCase:write', purpose: 'wage-worker-import' },
  assertMayStart: (viewer) => {
    assertCan(viewer, 'wageCase:write');
  },
  target: async (tx, { wageCaseId }) => ({
    ...{ owner: wageCaseId, region: await caseOfList(tx, wageCaseId), columns: { wage_case_id: wageCaseId } },
  }),
  rules: wageWorkerImportRules,
  // An example of a person who doesn't exist.
  example: { personId: '00000000-0000-7000-8000-000000000000', owed: '12600', months: '3' },
});
