import { policyOf } from '@nuan/federation';
import { listImportPolicy } from '@nuan/intake';

import { CAPACITY_IMPORT } from '../capacity-import/capacity-import.machine';
import { ENTERPRISE_IMPORT } from '../import/enterprise-import.machine';
import { VISIT_IMPORT } from '../visit-import/visit-import.machine';

const right = 'enterprise:write';

/** Lines of the lists that are imported: for who may write of enterprises. */
export const listImportsPolicy = policyOf(
  listImportPolicy(ENTERPRISE_IMPORT, { right, own: ['enterprisesImported'] }),
  listImportPolicy(CAPACITY_IMPORT, { right, own: ['cutsImported'] }),
  listImportPolicy(VISIT_IMPORT, { right, own: ['visitsImported', 'campaign'] }),
);
