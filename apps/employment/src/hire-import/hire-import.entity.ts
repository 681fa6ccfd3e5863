import { listImportOf, listImportStates } from '@nuan/intake';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { HIRE_IMPORT } from './hire-import.machine';

/** State of a bulk import of hires of a start-up project (批量导入状态). */
export const StartupHireImportState = listImportStates(HIRE_IMPORT);

/** A bulk import of the hires of a start-up project (批量导入创业项目吸纳就业名单): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'startup_hire_import' })
@ObjectType('StartupHireImport', {
  description:
    'A bulk import of whom a start-up project took on from a CSV or Excel file (批量导入创业项目吸纳就业名单), with its progress and report.',
})
export class StartupHireImport extends listImportOf({
  states: StartupHireImportState,
  region: 'Region of the project (导入区域).',
  imported: { name: 'personsHired', description: 'Hires recorded so far (已登记吸纳人数).' },
}) {
  @Column({ type: 'uuid', name: 'project_id' })
  @Field(() => ID, { description: 'The project that takes them on (创业项目).' })
  projectId!: string;
}

/** Which line of a file named which person, and the placement that it became. */
@Entity({ name: 'startup_hire_import_row' })
export class StartupHireImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'person_key' })
  personKey!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'placement_id', nullable: true })
  placementId!: string | null;
}
