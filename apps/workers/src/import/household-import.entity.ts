import { Instant, RegionCodeScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { ImportMode, ImportState } from './import-mode';

/** One file of an import is imported once; dry runs and refused imports don't count. */
export const UNIQUE_IMPORT_OF_UPLOAD = 'household_import_upload_id_unique';

/** A bulk import of households (批量导入): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'household_import' })
@ObjectType('HouseholdImport', {
  description: 'A bulk import of households from a CSV or Excel file (批量导入), with its progress and report.',
})
export class HouseholdImport {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the import (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'upload_id' })
  uploadId!: string;

  @Column({ type: 'text' })
  @Field(() => ImportMode, { description: 'How it treats households with an error (导入方式).' })
  mode!: ImportMode;

  @Column({ type: 'boolean', name: 'is_dry_run' })
  @Field(() => Boolean, { name: 'dryRun', description: 'Whether it only checks and writes no household (试导入).' })
  isDryRun!: boolean;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  @Field(() => RegionCodeScalar, {
    name: 'region',
    description: 'Region that its households belong to or lie under (导入区域).',
  })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'union_id' })
  unionId!: string;

  @Column({ type: 'text' })
  @Field(() => ImportState, { description: 'State of the import (导入状态).' })
  state!: ImportState;

  @Column({ type: 'text', name: 'started_by' })
  @Field(() => String, { description: 'User id of who began it (导入人).' })
  startedBy!: string;

  @Column({ type: 'timestamptz', name: 'started_at' })
  @Field(() => Instant, { description: 'When it was begun (开始时间).' })
  readonly startedAt!: Date;

  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it ended (结束时间); null until then.' })
  finishedAt!: Date | null;

  @Column({ type: 'integer', name: 'row_count' })
  @Field(() => Int, { name: 'rows', description: 'Rows read so far (已读行数).' })
  rowCount!: number;

  @Column({ type: 'integer', name: 'household_count' })
  @Field(() => Int, { name: 'households', description: 'Households found in the rows (户数); 0 until all were read.' })
  householdCount!: number;

  @Column({ type: 'integer', name: 'barred_count' })
  @Field(() => Int, { name: 'householdsWithErrors', description: 'Households with at least one error (有错误的户数).' })
  barredCount!: number;

  @Column({ type: 'integer', name: 'imported_count' })
  @Field(() => Int, { name: 'householdsImported', description: 'Households written so far (已导入户数).' })
  importedCount!: number;

  @Column({ type: 'integer', name: 'imported_persons' })
  @Field(() => Int, { name: 'personsImported', description: 'Persons written so far (已导入人数).' })
  importedPersons!: number;
}
