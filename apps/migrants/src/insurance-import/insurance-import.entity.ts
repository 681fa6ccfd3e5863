import { listImportOf, listImportStates, regionWords } from '@nuan/intake';
import { ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { INSURANCE_IMPORT } from './insurance-import.machine';

/** State of a bulk import of construction projects (批量导入状态). */
export const InsuranceProjectImportState = listImportStates(INSURANCE_IMPORT);

/** A bulk import of construction projects and their injury insurance (批量导入参保项目). */
@Entity({ name: 'insurance_project_import' })
@ObjectType('InsuranceProjectImport', {
  description:
    'A bulk import of construction projects with their injury insurance from a CSV or Excel file (批量导入参保项目), with its progress and report.',
})
export class InsuranceProjectImport extends listImportOf({
  states: InsuranceProjectImportState,
  region: regionWords(INSURANCE_IMPORT),
  imported: { name: 'projectsImported', description: 'Projects written so far (已导入项目数).' },
}) {}

/** Which line of a file named which project (builder, region, name), and what it became. */
@Entity({ name: 'insurance_project_import_row' })
export class InsuranceProjectImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'project_key' })
  projectKey!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'project_id', nullable: true })
  projectId!: string | null;
}
