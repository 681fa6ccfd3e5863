import { dropUnionTree, dropUnionWall, unionTree, type UnionWall, unionWall } from '@nuan/database';
import { dropUploadUnions, uploadUnions } from '@nuan/intake';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A row of a home: seen by whose home it is, and written for it. */
const ofHome = (column = 'household_id', table = 'household'): UnionWall => ({
  parents: [{ table, column, unionColumn: 'union_id' }],
});
const WALLS: Readonly<Record<string, UnionWall>> = {
  household: { columns: ['union_id'] },
  // A member of a home belongs with it, whichever union it is a member of itself.
  worker: { columns: ['union_id'], parents: [{ table: 'household', column: 'household_id', unionColumn: 'union_id' }] },
  student: ofHome(),
  filing_application: { columns: ['union_id'] },
  exit_review: ofHome(),
  annual_review: ofHome(),
  assessment: ofHome(),
  category_override: ofHome(),
  follow_up_task: ofHome(),
  household_match: ofHome(),
  file_transfer: { columns: ['from_union_id', 'to_union_id'] },
  union_transfer: { columns: ['union_id', 'successor_id'] },
  erasure_request: { parents: [{ table: 'worker', column: 'worker_id' }], isWrittenBySight: true },
  subject_export: { parents: [{ table: 'worker', column: 'worker_id' }], isWrittenBySight: true },
  household_import: { columns: ['union_id'] },
  upload: { writers: 'union_ids' },
  matching_list: 'regions',
  change: 'regions',
};

/**
 * Who is bounded by unions sees files, their members and what is done for them of its sub-trees alone. An existing database reads the
 * snapshot of enterprises again, for the tree.
 */
export class BoundByUnions1795565006000 implements MigrationInterface {
  readonly name = 'BoundByUnions1795565006000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await unionTree(queryRunner);
    await uploadUnions(queryRunner);
    await queryRunner.query(`update projection_cursor set cursor = null where source = 'enterprises'`);
    for (const [table, wall] of Object.entries(WALLS)) await unionWall(queryRunner, table, wall);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(WALLS).reverse()) await dropUnionWall(queryRunner, table);
    await dropUploadUnions(queryRunner);
    await dropUnionTree(queryRunner);
  }
}
