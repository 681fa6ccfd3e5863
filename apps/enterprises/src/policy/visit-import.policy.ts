import { listImportPolicy } from '@nuan/intake';

import { VISIT_IMPORT } from '../visit-import/visit-import.machine';

/** Imports of visits: for who may write of enterprises. */
export const visitImportPolicy = listImportPolicy(VISIT_IMPORT, {
  right: 'enterprise:write',
  own: ['visitsImported', 'campaign'],
});
