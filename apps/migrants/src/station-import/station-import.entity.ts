import { Instant, RegionCodeScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { StationImportState } from './station-import-state';

/** A bulk import of stations (批量导入驿站): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'station_import' })
@ObjectType('StationImport', {
  description: 'A bulk import of stations from a CSV or Excel file (批量导入驿站), with its progress and report.',
})
export class StationImport {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the import (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'upload_id' })
  uploadId!: string;

  @Column({ type: 'boolean', name: 'is_dry_run' })
  @Field(() => Boolean, { name: 'dryRun', description: 'Whether it only checks and writes nothing (试导入).' })
  isDryRun!: boolean;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  @Field(() => RegionCodeScalar, { name: 'region', description: 'Region in which its stations lie (导入区域).' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => StationImportState, { description: 'State of the import (导入状态).' })
  state!: StationImportState;

  @Column({ type: 'text', name: 'started_by' })
  startedBy!: string;

  @Column({ type: 'timestamptz', name: 'started_at' })
  @Field(() => Instant, { description: 'When it was begun (开始时间).' })
  readonly startedAt!: Date;

  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it ended (结束时间); null until then.' })
  finishedAt!: Date | null;

  @Column({ type: 'integer', name: 'row_count', default: 0 })
  @Field(() => Int, { name: 'rows', description: 'Rows read so far (已读行数).' })
  rowCount!: number;

  @Column({ type: 'integer', name: 'barred_count', default: 0 })
  @Field(() => Int, {
    name: 'rowsWithErrors',
    description: 'Rows with an error, which are not written (有错误的行数).',
  })
  barredCount!: number;

  @Column({ type: 'integer', name: 'imported_count', default: 0 })
  @Field(() => Int, { name: 'stationsImported', description: 'Stations written so far (已导入驿站数).' })
  importedCount!: number;
}

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
