import { listImportOf, listImportStates, regionWords } from '@nuan/intake';
import { ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { STATION_IMPORT } from './station-import.machine';

/** State of a bulk import of stations (批量导入状态). */
export const StationImportState = listImportStates(STATION_IMPORT);

/** A bulk import of stations (批量导入驿站): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'station_import' })
@ObjectType('StationImport', {
  description: 'A bulk import of stations from a CSV or Excel file (批量导入驿站), with its progress and report.',
})
export class StationImport extends listImportOf({
  states: StationImportState,
  region: regionWords(STATION_IMPORT),
  imported: { name: 'stationsImported', description: 'Stations written so far (已导入驿站数).' },
}) {}

/** Which line of a file named which code, and what it became. */
@Entity({ name: 'station_import_row' })
export class StationImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'code' })
  code!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'station_id', nullable: true })
  stationId!: string | null;
}
