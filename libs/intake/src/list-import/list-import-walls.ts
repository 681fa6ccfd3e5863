import {
  dropRegionWall,
  dropUnionWall,
  dropUnionWriting,
  regionWall,
  type UnionParent,
  unionWall,
  unionWriting,
} from '@nuan/database';
import type { QueryRunner } from 'typeorm';

import type { ListImportTables } from './list-import-tables';

type Walled = Pick<ListImportTables, 'table' | 'rows'>;

/** An import is of who sent its file, and so are its rows and its report. */
const OF_UPLOAD: UnionParent = { table: 'upload', column: 'upload_id', writers: 'union_ids' };
const ofImport = (table: string, column: string): UnionParent => ({ table, column, parents: [OF_UPLOAD] });

/**
 * Puts up the walls of one kind of import, and those of the reports anew; for `up`, once walls of regions and unions stand.
 *
 * @param before tables of the imports whose reports are there already.
 */
export async function listImportWalls(
  queryRunner: QueryRunner,
  { table, rows }: Walled,
  before: readonly string[],
): Promise<void> {
  await regionWall(queryRunner, table);
  await unionWall(queryRunner, table, { parents: [OF_UPLOAD] });
  await regionWall(queryRunner, rows.table, { parents: [{ table, column: 'import_id' }] });
  await unionWriting(queryRunner, rows.table, [ofImport(table, 'import_id')]);
  await dropReportWalls(queryRunner);
  await reportWalls(queryRunner, [...before, table]);
}

/** The exact reverse of {@link listImportWalls}, for `down`. */
export async function dropListImportWalls(
  queryRunner: QueryRunner,
  { table, rows }: Walled,
  before: readonly string[],
): Promise<void> {
  await dropReportWalls(queryRunner);
  await reportWalls(queryRunner, before);
  await dropUnionWriting(queryRunner, rows.table);
  await dropRegionWall(queryRunner, rows.table);
  await dropUnionWall(queryRunner, table);
  await dropRegionWall(queryRunner, table);
}

async function reportWalls(queryRunner: QueryRunner, imports: readonly string[]): Promise<void> {
  await regionWall(queryRunner, 'row_problem', { parents: imports.map((table) => ({ table, column: 'run_id' })) });
  await unionWriting(
    queryRunner,
    'row_problem',
    imports.map((table) => ofImport(table, 'run_id')),
  );
}

async function dropReportWalls(queryRunner: QueryRunner): Promise<void> {
  await dropUnionWriting(queryRunner, 'row_problem');
  await dropRegionWall(queryRunner, 'row_problem');
}
