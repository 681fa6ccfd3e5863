import { assertCan } from '@nuan/auth';
import { idField } from '@nuan/federation';
import { defineListImport } from '@nuan/intake';

import { sessionOfList } from '../training/session-of-list';
import { AttendanceImport, AttendanceImportState } from './attendance-import.entity';
import { StartAttendanceImportInput } from './attendance-import.inputs';
import { ATTENDANCE_IMPORT, attendanceImportMachine } from './attendance-import.machine';
import { attendanceImportRules } from './attendance-import.rules';

/** Makes everything of bulk imports of days attended (批量导入签到名单). */
export const attendanceImportParts = defineListImport({
  ...{ names: ATTENDANCE_IMPORT, run: AttendanceImport, states: AttendanceImportState },
  ...{ machine: attendanceImportMachine, start: StartAttendanceImportInput },
  filters: { session: idField('i.session_id', 'The session (培训班次).') },
  ...{ noun: 'attendance', action: 'training:write', purpose: 'attendance-import' },
  assertMayStart: (viewer) => {
    assertCan(viewer, 'training:write');
  },
  async target(tx, { sessionId }) {
    const { region } = await sessionOfList(tx, sessionId);
    return { owner: sessionId, region, columns: { session_id: sessionId } };
  },
  rules: attendanceImportRules,
  // An example of a person who doesn't exist.
  example: { personId: '00000000-0000-7000-8000-000000000000', attendedOn: '2017-01-10', hours: '6' },
});
