import { listImportPolicy } from '@nuan/intake';

import { ENROLLMENT_IMPORT } from '../import/enrollment-import.machine';

/** Lines of the lists that are imported: for who may write of training. */
export const listImportsPolicy = listImportPolicy(ENROLLMENT_IMPORT, {
  right: 'training:write',
  own: ['personsEnrolled', 'sessionId'],
});
