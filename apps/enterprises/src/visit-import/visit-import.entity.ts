import { listImportOf, listImportStates } from '@nuan/intake';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { VISIT_IMPORT } from './visit-import.machine';

/** State of a bulk import of visits (批量导入状态). */
export const EnterpriseVisitImportState = listImportStates(VISIT_IMPORT);

/** A bulk import of visits to enterprises, of one campaign or of none (批量导入走访记录). */
@Entity({ name: 'enterprise_visit_import' })
@ObjectType('EnterpriseVisitImport', {
  description:
    'A bulk import of visits to enterprises, of one campaign or of none, from a CSV or Excel file (批量导入走访记录), with its progress and report.',
})
export class EnterpriseVisitImport extends listImportOf({
  states: EnterpriseVisitImportState,
  region: 'Region in which its enterprises lie (导入区域).',
  imported: { name: 'visitsImported', description: 'Visits written so far (已导入走访记录数).' },
}) {
  @Column({ type: 'text', name: 'campaign_code', nullable: true })
  @Field(() => String, {
    name: 'campaign',
    nullable: true,
    description: 'Code of the campaign that its visits belong to (活动代码); null outside campaigns.',
  })
  campaignCode!: string | null;
}

/** Which line of a file named which enterprise and day, and what it became. */
@Entity({ name: 'enterprise_visit_import_row' })
export class EnterpriseVisitImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'visit_key' })
  visitKey!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'visit_id', nullable: true })
  visitId!: string | null;
}
