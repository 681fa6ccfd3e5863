import { listImportOf, listImportStates, regionWords } from '@nuan/intake';
import { ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { VACANCY_IMPORT } from './vacancy-import.machine';

/** State of a bulk import of vacancies (批量导入状态). */
export const JobVacancyImportState = listImportStates(VACANCY_IMPORT);

/** A bulk import of vacancies (批量导入岗位信息): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'job_vacancy_import' })
@ObjectType('JobVacancyImport', {
  description: 'A bulk import of vacancies from a CSV or Excel file (批量导入岗位信息), with its progress and report.',
})
export class JobVacancyImport extends listImportOf({
  states: JobVacancyImportState,
  region: regionWords(VACANCY_IMPORT),
  imported: { name: 'vacanciesPosted', description: 'Vacancies posted so far (已发布岗位数).' },
}) {}

/** Which line of a file named which job of which employer, and the vacancy that it became. */
@Entity({ name: 'job_vacancy_import_row' })
export class JobVacancyImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'job_key' })
  jobKey!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'job_vacancy_id', nullable: true })
  jobVacancyId!: string | null;
}
