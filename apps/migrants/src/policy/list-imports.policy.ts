import { policyOf } from '@nuan/federation';
import { listImportPolicy } from '@nuan/intake';

import { CHECK_IMPORT } from '../check-import/check-import.machine';
import { INSURANCE_IMPORT } from '../insurance-import/insurance-import.machine';
import { STATION_IMPORT } from '../station-import/station-import.machine';
import { SUBSIDY_IMPORT } from '../subsidy-import/subsidy-import.machine';
import { WAGE_WORKER_IMPORT } from '../wage-worker-import/wage-worker-import.machine';

/** Lines of the lists that are imported: each for who may write what it writes. */
export const listImportsPolicy = policyOf(
  listImportPolicy(STATION_IMPORT, { right: 'station:write', own: ['stationsImported'] }),
  listImportPolicy(INSURANCE_IMPORT, { right: 'insurance:write', own: ['projectsImported'] }),
  listImportPolicy(CHECK_IMPORT, { right: 'healthCheck:write', own: ['personsChecked', 'healthCheckBatchId'] }),
  listImportPolicy(SUBSIDY_IMPORT, { right: 'returnService:write', own: ['subsidiesRequested', 'returnServiceId'] }),
  listImportPolicy(WAGE_WORKER_IMPORT, { right: 'wageCase:write', own: ['workersNamed', 'wageCaseId'] }),
);
