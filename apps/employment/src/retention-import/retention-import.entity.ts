import { listImportOf, listImportStates, regionWords } from '@nuan/intake';
import { ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { RETENTION_IMPORT } from './retention-import.machine';

/** State of a bulk import of answers whether jobs last (批量导入状态). */
export const RetentionImportState = listImportStates(RETENTION_IMPORT);

/** A bulk import of answers whether jobs last (批量导入稳定就业回访名单): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'retention_import' })
@ObjectType('RetentionImport', {
  description:
    'A bulk import of answers whether jobs last from a CSV or Excel file (批量导入稳定就业回访名单), with its progress and report.',
})
export class RetentionImport extends listImportOf({
  states: RetentionImportState,
  region: regionWords(RETENTION_IMPORT),
  imported: { name: 'termsRecorded', description: 'Answers recorded so far (已登记回访数).' },
}) {}

/** Which line of a file named which person, employer and term, and the placement that it answers for. */
@Entity({ name: 'retention_import_row' })
export class RetentionImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'term_key' })
  termKey!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'placement_id', nullable: true })
  placementId!: string | null;
}
