import { listImportOf, listImportStates } from '@nuan/intake';
import { ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { CAPACITY_IMPORT } from './capacity-import.machine';

/** State of a bulk import of capacity cuts (批量导入状态). */
export const CapacityCutImportState = listImportStates(CAPACITY_IMPORT);

/** A bulk import of capacity cuts with the workers they divert (批量导入去产能报表). */
@Entity({ name: 'capacity_cut_import' })
@ObjectType('CapacityCutImport', {
  description:
    'A bulk import of capacity cuts, with the workers diverted by each route, from a CSV or Excel file (批量导入去产能报表), with its progress and report.',
})
export class CapacityCutImport extends listImportOf({
  states: CapacityCutImportState,
  region: 'Region in which its enterprises lie (导入区域).',
  imported: { name: 'cutsImported', description: 'Capacity cuts written so far (已导入去产能报表数).' },
}) {}

/** Which line of a file named which enterprise and year, and what it became. */
@Entity({ name: 'capacity_cut_import_row' })
export class CapacityCutImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'report_key' })
  reportKey!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'cut_id', nullable: true })
  cutId!: string | null;
}
