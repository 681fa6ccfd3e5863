import { FaultError } from '@nuan/errors';
import { Acts } from '@nuan/facts';
import type { SubgraphCommand } from '@nuan/federation';

import { PersonRole, personRoleOf } from '../role/person-role';
import { appoint } from './appointment';

/** Roles that only read. */
export const READING_ONLY: readonly PersonRole[] = [PersonRole.AUDITOR, PersonRole.ANALYST];

/** `appoint`: gives a person a role at the console: the first administrators, and the province's officers. */
export const appointCommand: SubgraphCommand = {
  about:
    'gives a person a role: appoint ROLE REGION ISSUER SUBJECT NAME; for the first administrators and the province’s officers',
  run: async ({ db, clock, args, print }) => {
    const [roleName = '', regionCode, issuer, subject, name] = args;
    const role = personRoleOf(roleName);
    if (!role || !regionCode || !issuer || !subject || !name)
      throw new FaultError(
        'Use it as: appoint ROLE REGION ISSUER SUBJECT NAME, with a role such as admin or province.',
      );
    const isReadingOnly = READING_ONLY.includes(role);
    const { userId, isNew } = await appoint(new Acts(db, clock), {
      ...{ role, regionCode, issuer, subject, name, isReadingOnly },
    });
    print(`identity: user ${userId} ${isNew ? 'was given' : 'held already'} ${roleName} of ${regionCode}`);
    return true;
  },
};
