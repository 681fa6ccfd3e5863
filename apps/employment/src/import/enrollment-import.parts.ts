import { assertCan } from '@nuan/auth';
import type { ActTransaction } from '@nuan/facts';
import { idField, RuleBroken } from '@nuan/federation';
import { defineListImport } from '@nuan/intake';

import { sessionOfList } from '../training/session-of-list';
import { EnrollmentImport, EnrollmentImportState } from './enrollment-import.entity';
import { StartEnrollmentImportInput } from './enrollment-import.inputs';
import { ENROLLMENT_IMPORT, enrollmentImportMachine } from './enrollment-import.machine';
import { enrollmentImportRules } from './enrollment-import.rules';

/** Makes everything of bulk imports of enrolments (批量导入报名名单). */
export const enrollmentImportParts = defineListImport({
  ...{ names: ENROLLMENT_IMPORT, run: EnrollmentImport, states: EnrollmentImportState },
  ...{ machine: enrollmentImportMachine, start: StartEnrollmentImportInput },
  filters: { session: idField('i.session_id', 'The session (培训班次).') },
  ...{ noun: 'enrollment', action: 'training:write', purpose: 'enrollment-import' },
  assertMayStart: (viewer) => {
    assertCan(viewer, 'training:write');
  },
  async target(tx, { sessionId }) {
    const region = await openSession(tx, sessionId);
    return { owner: sessionId, region, columns: { session_id: sessionId } };
  },
  rules: enrollmentImportRules,
  // An example of a person who doesn't exist.
  example: { personId: '00000000-0000-7000-8000-000000000000', enrolledOn: '2017-01-20', isAdmitted: '是' },
});

/**
 * The region of a session that still takes applications, of the viewer's write regions.
 *
 * @throws NotFoundError for any other.
 */
async function openSession(tx: ActTransaction, id: string): Promise<string> {
  const { region, endsOn } = await sessionOfList(tx, id);
  if (tx.today > endsOn)
    tx.refuse(
      new RuleBroken('SESSION_OVER', 'sessionId', 'The session is over: apply for another.', { endedOn: endsOn }),
    );
  return region;
}
