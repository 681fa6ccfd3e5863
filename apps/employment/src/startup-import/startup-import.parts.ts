import { assertMayWrite } from '@nuan/auth';
import { defineListImport, regionalTarget, startRegionalImport } from '@nuan/intake';

import { StartupProjectImport, StartupProjectImportState } from './startup-import.entity';
import { STARTUP_IMPORT, startupImportMachine } from './startup-import.machine';
import { startupImportRules } from './startup-import.rules';

/** Makes everything of bulk imports of applications of start-up projects (批量导入创业项目申报名单). */
export const startupImportParts = defineListImport({
  ...{ names: STARTUP_IMPORT, run: StartupProjectImport, states: StartupProjectImportState },
  ...{ machine: startupImportMachine, start: startRegionalImport(STARTUP_IMPORT) },
  ...{ noun: 'startupApplication', action: 'startup:write', purpose: 'startup-import' },
  assertMayStart: (viewer, { region }) => {
    assertMayWrite(viewer, region, 'startup:write');
  },
  target: (tx, { region }) => regionalTarget(tx, region),
  rules: startupImportRules,
  // An example of a person who doesn't exist.
  example: {
    personId: '00000000-0000-7000-8000-000000000000',
    name: '样例早餐店',
    support: '无偿资助',
    amount: '30000',
    jobsPlanned: '3',
  },
});
