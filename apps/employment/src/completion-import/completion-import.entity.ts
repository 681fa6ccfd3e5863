import { listImportOf, listImportStates } from '@nuan/intake';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { COMPLETION_IMPORT } from './completion-import.machine';

/** State of a bulk import of trainings completed (批量导入状态). */
export const CompletionImportState = listImportStates(COMPLETION_IMPORT);

/** A bulk import of trainings completed (批量导入结业名单): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'completion_import' })
@ObjectType('CompletionImport', {
  description:
    'A bulk import of who completed one session from a CSV or Excel file (批量导入结业名单), with its progress and report.',
})
export class CompletionImport extends listImportOf({
  states: CompletionImportState,
  region: 'Region of the session (导入区域).',
  imported: { name: 'personsCompleted', description: 'Persons who completed so far (已登记结业人数).' },
}) {
  @Column({ type: 'uuid', name: 'session_id' })
  @Field(() => ID, { description: 'The session that they completed (培训班次).' })
  sessionId!: string;
}

/** Which line of a file named which person, and the participation that it completed. */
@Entity({ name: 'completion_import_row' })
export class CompletionImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'person_key' })
  personKey!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'enrollment_id', nullable: true })
  enrollmentId!: string | null;
}
