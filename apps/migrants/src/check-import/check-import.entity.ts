import { listImportOf, listImportStates } from '@nuan/intake';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { CHECK_IMPORT } from './check-import.machine';

/** State of a bulk import of persons checked (批量导入状态). */
export const HealthCheckImportState = listImportStates(CHECK_IMPORT);

/** A bulk import of persons checked (批量导入体检名单): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'health_check_import' })
@ObjectType('HealthCheckImport', {
  description:
    'A bulk import of the persons checked in one batch from a CSV or Excel file (批量导入体检名单), with its progress and report.',
})
export class HealthCheckImport extends listImportOf({
  states: HealthCheckImportState,
  region: 'Region of the batch (导入区域).',
  imported: { name: 'personsChecked', description: 'Persons recorded so far (已登记人数).' },
}) {
  @Column({ type: 'uuid', name: 'health_check_batch_id' })
  @Field(() => ID, { description: 'The batch in which they were checked (体检批次).' })
  healthCheckBatchId!: string;
}

/** Which line of a file named which person, and the record that it became. */
@Entity({ name: 'health_check_import_row' })
export class HealthCheckImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'person_key' })
  personKey!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'service_record_id', nullable: true })
  serviceRecordId!: string | null;
}
