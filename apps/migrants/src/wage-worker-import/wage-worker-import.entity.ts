import { listImportOf, listImportStates } from '@nuan/intake';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { WAGE_WORKER_IMPORT } from './wage-worker-import.machine';

/** State of a bulk import of the workers of a wage case (批量导入状态). */
export const WageCaseWorkerImportState = listImportStates(WAGE_WORKER_IMPORT);

/** A bulk import of the workers of a wage case (批量导入欠薪职工名单): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'wage_case_worker_import' })
@ObjectType('WageCaseWorkerImport', {
  description:
    'A bulk import of the workers of one wage case from a CSV or Excel file (批量导入欠薪职工名单), with its progress and report.',
})
export class WageCaseWorkerImport extends listImportOf({
  states: WageCaseWorkerImportState,
  region: 'Region of the case (导入区域).',
  imported: { name: 'workersNamed', description: 'Workers named so far (已登记职工数).' },
}) {
  @Column({ type: 'uuid', name: 'wage_case_id' })
  @Field(() => ID, { description: 'The case that is about their wages (欠薪案件).' })
  wageCaseId!: string;
}

/** Which line of a file named which person, and the worker of the case that it became. */
@Entity({ name: 'wage_case_worker_import_row' })
export class WageCaseWorkerImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'person_key' })
  personKey!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'wage_case_worker_id', nullable: true })
  wageCaseWorkerId!: string | null;
}
