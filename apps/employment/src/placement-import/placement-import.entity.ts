import { listImportOf, listImportStates, regionWords } from '@nuan/intake';
import { ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { PLACEMENT_IMPORT } from './placement-import.machine';

/** State of a bulk import of placements (批量导入状态). */
export const PlacementImportState = listImportStates(PLACEMENT_IMPORT);

/** A bulk import of placements (批量导入就业名单): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'placement_import' })
@ObjectType('PlacementImport', {
  description: 'A bulk import of placements from a CSV or Excel file (批量导入就业名单), with its progress and report.',
})
export class PlacementImport extends listImportOf({
  states: PlacementImportState,
  region: regionWords(PLACEMENT_IMPORT),
  imported: { name: 'personsPlaced', description: 'Placements recorded so far (已登记就业数).' },
}) {}

/** Which line of a file named which person with which employer, and the placement that it became. */
@Entity({ name: 'placement_import_row' })
export class PlacementImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'job_key' })
  jobKey!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'placement_id', nullable: true })
  placementId!: string | null;
}
