import { listImportOf, listImportStates, regionWords } from '@nuan/intake';
import { ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { STARTUP_IMPORT } from './startup-import.machine';

/** State of a bulk import of applications of start-up projects (批量导入状态). */
export const StartupProjectImportState = listImportStates(STARTUP_IMPORT);

/** A bulk import of applications of start-up projects (批量导入创业项目申报名单): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'startup_project_import' })
@ObjectType('StartupProjectImport', {
  description:
    'A bulk import of applications of start-up projects from a CSV or Excel file (批量导入创业项目申报名单), with its progress and report.',
})
export class StartupProjectImport extends listImportOf({
  states: StartupProjectImportState,
  region: regionWords(STARTUP_IMPORT),
  imported: { name: 'projectsEntered', description: 'Applications entered so far (已申报项目数).' },
}) {}

/** Which line of a file named which leader, and the project that it became. */
@Entity({ name: 'startup_project_import_row' })
export class StartupProjectImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'person_key' })
  personKey!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'startup_project_id', nullable: true })
  startupProjectId!: string | null;
}
