import { listImportOf, listImportStates } from '@nuan/intake';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { ATTENDANCE_IMPORT } from './attendance-import.machine';

/** State of a bulk import of days attended (批量导入状态). */
export const AttendanceImportState = listImportStates(ATTENDANCE_IMPORT);

/** A bulk import of days attended (批量导入签到名单): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'attendance_import' })
@ObjectType('AttendanceImport', {
  description:
    'A bulk import of the days attended of one session from a CSV or Excel file (批量导入签到名单), with its progress and report.',
})
export class AttendanceImport extends listImportOf({
  states: AttendanceImportState,
  region: 'Region of the session (导入区域).',
  imported: { name: 'daysRecorded', description: 'Days recorded so far (已登记出勤数).' },
}) {
  @Column({ type: 'uuid', name: 'session_id' })
  @Field(() => ID, { description: 'The session that they attended (培训班次).' })
  sessionId!: string;
}

/** Which line of a file named which person and day, and the participation that it belongs to. */
@Entity({ name: 'attendance_import_row' })
export class AttendanceImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'day_key' })
  dayKey!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'enrollment_id', nullable: true })
  enrollmentId!: string | null;
}
