import { listImportOf, listImportStates } from '@nuan/intake';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { ENROLLMENT_IMPORT } from './enrollment-import.machine';

/** State of a bulk import of enrolments (批量导入状态). */
export const EnrollmentImportState = listImportStates(ENROLLMENT_IMPORT);

/** A bulk import of enrolments (批量导入报名名单): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'enrollment_import' })
@ObjectType('EnrollmentImport', {
  description: 'A bulk import of enrolments from a CSV or Excel file (批量导入报名名单), with its progress and report.',
})
export class EnrollmentImport extends listImportOf({
  states: EnrollmentImportState,
  region: 'Region of the session, in which its people live (导入区域).',
  imported: { name: 'personsEnrolled', description: 'Persons enrolled so far (已报名人数).' },
}) {
  @Column({ type: 'uuid', name: 'session_id' })
  @Field(() => ID, { description: 'The session that its people apply for (培训班次).' })
  sessionId!: string;
}

/** Which line of a file named which person, and what it became. */
@Entity({ name: 'enrollment_import_row' })
export class EnrollmentImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'person_id' })
  personId!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'enrollment_id', nullable: true })
  enrollmentId!: string | null;
}
