import { Instant, RegionCodeScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryColumn } from 'typeorm';

import { ListImportMode } from './list-import-mode';
import type { ListImportState, ListImportStates } from './list-import.machine';

/** What every bulk import (批量导入) is: a file, how it is to be taken, and what came of it. */
@ObjectType({ description: 'Core of a bulk import (批量导入); not a type of its own.' })
export abstract class ListImport {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the import (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'upload_id' })
  uploadId!: string;

  @Column({ type: 'boolean', name: 'is_dry_run' })
  @Field(() => Boolean, { name: 'dryRun', description: 'Whether it only checks and writes nothing (试导入).' })
  isDryRun!: boolean;

  @Column({ type: 'text', default: ListImportMode.PER_ROW })
  @Field(() => ListImportMode, { description: 'How it treats rows with an error (导入方式).' })
  mode!: ListImportMode;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

  @Column({ type: 'text' })
  state!: ListImportState;

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
  importedCount!: number;
}

/** What an import tells in words of its own. */
export interface ListImportWords {
  readonly states: ListImportStates;
  /** What its region is. */
  readonly region: string;
  /** Name and meaning of the count of what was written. */
  readonly imported: { readonly name: string; readonly description: string };
}

/** The class that the entity of one import extends: the core, with its own words. */
export function listImportOf({ states, region, imported }: ListImportWords): abstract new () => ListImport {
  abstract class WordedImport extends ListImport {}
  const add = (type: () => unknown, property: string, options: { name?: string; description: string }): void =>
    Field(type as never, options)(WordedImport.prototype, property);
  add(() => RegionCodeScalar, 'regionCode', { name: 'region', description: region });
  add(() => states, 'state', { description: 'State of the import (导入状态).' });
  add(() => Int, 'importedCount', imported);
  ObjectType({ description: 'Core of a bulk import in its own words; not a type of its own.' })(WordedImport as never);
  return WordedImport;
}
