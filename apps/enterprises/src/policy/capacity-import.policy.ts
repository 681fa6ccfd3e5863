import { listImportPolicy } from '@nuan/intake';

import { CAPACITY_IMPORT } from '../capacity-import/capacity-import.machine';

/** Imports of capacity cuts: for who may write of enterprises. */
export const capacityImportPolicy = listImportPolicy(CAPACITY_IMPORT, {
  right: 'enterprise:write',
  own: ['cutsImported'],
});
