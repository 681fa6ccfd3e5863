import { listImportPolicy } from '@nuan/intake';

import { INSURANCE_IMPORT } from '../insurance-import/insurance-import.machine';

/** Imports of construction projects: for who may write insurance. */
export const insuranceImportPolicy = listImportPolicy(INSURANCE_IMPORT, {
  right: 'insurance:write',
  own: ['projectsImported'],
});
