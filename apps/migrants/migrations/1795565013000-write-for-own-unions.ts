import {
  dropUnionWall,
  dropUnionWriting,
  type UnionLinks,
  type UnionParent,
  type UnionWall,
  unionWall,
  unionWriting,
} from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An import is of who sent its file, and so are its rows. */
const ofUpload: UnionParent = { table: 'upload', column: 'upload_id', writers: 'union_ids' };
const IMPORTS = ['station_import', 'insurance_project_import'];
const ofImport = (table: string, column = 'import_id'): UnionParent => ({ table, column, parents: [ofUpload] });

const bySight = (table: string, column: string): UnionLinks => ({
  parents: [{ table, column }],
  isWrittenBySight: true,
});

const WALLS: Readonly<Record<string, UnionWall>> = {
  ...Object.fromEntries(IMPORTS.map((table) => [table, { parents: [ofUpload] }])),
  // What is paid of an advance is an employer's and of no union.
  request_payment_projection: {
    parents: [
      {
        ...{ table: 'travel_subsidy_request', column: 'request_id' },
        parents: [{ table: 'worker_projection', column: 'worker_id', unionColumn: 'union_id' }],
      },
      { table: 'advance_request', column: 'request_id' },
    ],
  },
};
const WALLS_BEFORE: Readonly<Record<string, UnionWall>> = {
  ...Object.fromEntries(IMPORTS.map((table) => [table, bySight('upload', 'upload_id')])),
  request_payment_projection: {
    parents: [
      { table: 'travel_subsidy_request', column: 'request_id' },
      { table: 'advance_request', column: 'request_id' },
    ],
    isWrittenBySight: true,
  },
};

const WRITTEN: Readonly<Record<string, readonly UnionParent[]>> = {
  ...Object.fromEntries(IMPORTS.map((table) => [`${table}_row`, [ofImport(table)]])),
  row_problem: IMPORTS.map((table) => ofImport(table, 'run_id')),
  upload_chunk: [ofUpload],
};

/**
 * Who reads for more unions than it writes for writes nothing by sight: what hangs on a row is written by who writes the row itself.
 */
export class WriteForOwnUnions1795565013000 implements MigrationInterface {
  readonly name = 'WriteForOwnUnions1795565013000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, wall] of Object.entries(WALLS)) await putUp(queryRunner, table, wall);
    for (const [table, parents] of Object.entries(WRITTEN)) await unionWriting(queryRunner, table, parents);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(WRITTEN).reverse()) await dropUnionWriting(queryRunner, table);
    for (const [table, wall] of Object.entries(WALLS_BEFORE)) await putUp(queryRunner, table, wall);
  }
}

async function putUp(queryRunner: QueryRunner, table: string, wall: UnionWall): Promise<void> {
  await dropUnionWall(queryRunner, table);
  await unionWall(queryRunner, table, wall);
}
