import { dropUnionTree, dropUnionWall, unionTree, type UnionWall, unionWall } from '@nuan/database';
import { dropUploadUnions, uploadUnions } from '@nuan/intake';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is done for a person: seen by whose member the person is, and written for it. */
const ofPerson = (column = 'person_id'): UnionWall => ({
  parents: [{ table: 'worker_projection', column, unionColumn: 'union_id' }],
});

const WALLS: Readonly<Record<string, UnionWall>> = {
  worker_projection: { columns: ['union_id'] },
  enrollment: ofPerson(),
  placement: ofPerson(),
  job_referral: ofPerson(),
  asset_grant: ofPerson(),
  person_year_outcome: ofPerson(),
  startup_project: ofPerson('leader_id'),
  startup_entry: { parents: [{ table: 'startup_project', column: 'startup_project_id' }], isWrittenBySight: true },
  // Money of a programme names nobody; that of a start-up project is its leader's.
  employment_payment: {
    parents: [{ table: 'startup_project', column: 'startup_project_id' }],
    isOpenWithoutUnion: true,
    isWrittenBySight: true,
  },
  programme_payment_projection: ofPerson('payee_id'),
  enrollment_import: { parents: [{ table: 'upload', column: 'upload_id' }], isWrittenBySight: true },
  upload: { writers: 'union_ids' },
  change: 'regions',
};

/**
 * Who is bounded by unions sees what is done for members of its sub-trees alone. An existing database reads the snapshot of enterprises
 * again, for the tree.
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
