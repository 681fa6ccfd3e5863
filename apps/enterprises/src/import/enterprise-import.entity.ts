import { listImportOf, listImportStates, regionWords } from '@nuan/intake';
import { ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { ENTERPRISE_IMPORT } from './enterprise-import.machine';

/** State of a bulk import of enterprises (批量导入状态). */
export const EnterpriseImportState = listImportStates(ENTERPRISE_IMPORT);

/** A bulk import of enterprises (批量导入企业): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'enterprise_import' })
@ObjectType('EnterpriseImport', {
  description: 'A bulk import of enterprises from a CSV or Excel file (批量导入企业), with its progress and report.',
})
export class EnterpriseImport extends listImportOf({
  states: EnterpriseImportState,
  region: regionWords(ENTERPRISE_IMPORT),
  imported: { name: 'enterprisesImported', description: 'Enterprises written so far (已导入企业数).' },
}) {}

/** Which line of a file named which credit code, and what it became. */
@Entity({ name: 'enterprise_import_row' })
export class EnterpriseImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'credit_code' })
  creditCode!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'enterprise_id', nullable: true })
  enterpriseId!: string | null;
}
