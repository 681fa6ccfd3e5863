import { dropUnionTree, dropUnionWall, unionTree, type UnionWall, unionWall } from '@nuan/database';
import { dropUploadUnions, uploadUnions } from '@nuan/intake';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is done for a person: seen by whose member the person is, and written for it. */
const ofPerson = { parents: [{ table: 'worker_projection', column: 'worker_id', unionColumn: 'union_id' }] };

/** An import belongs to who sent its file. */
const ofUpload: UnionWall = { parents: [{ table: 'upload', column: 'upload_id' }], isWrittenBySight: true };

const WALLS: Readonly<Record<string, UnionWall>> = {
  worker_projection: { columns: ['union_id'] },
  wage_case_worker: ofPerson,
  travel_subsidy_request: ofPerson,
  place_claim: ofPerson,
  // An honour may be given to a team, which is nobody's member.
  honour: { ...ofPerson, isOpenWithoutUnion: true },
  honour_nomination: { ...ofPerson, isOpenWithoutUnion: true },
  service_record: {
    parents: [
      { table: 'worker_projection', column: 'worker_id', unionColumn: 'union_id' },
      { table: 'worker_projection', column: 'household_id', key: 'household_id', unionColumn: 'union_id' },
    ],
  },
  // What is paid of an advance is an employer's, as the advance is.
  request_payment_projection: {
    parents: [
      { table: 'travel_subsidy_request', column: 'request_id' },
      { table: 'advance_request', column: 'request_id' },
    ],
    isWrittenBySight: true,
  },
  station_import: ofUpload,
  insurance_project_import: ofUpload,
  upload: { writers: 'union_ids' },
  change: 'regions',
};

/**
 * Who is bounded by unions sees what is done for members of its sub-trees alone. An existing database reads the snapshots of enterprises
 * and workers again: for the tree, and for the unions of persons.
 */
export class BoundByUnions1795565006000 implements MigrationInterface {
  readonly name = 'BoundByUnions1795565006000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await unionTree(queryRunner);
    await uploadUnions(queryRunner);
    for (const sql of [WORKER_UNION, REREAD]) await queryRunner.query(sql);
    for (const [table, wall] of Object.entries(WALLS)) await unionWall(queryRunner, table, wall);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(WALLS).reverse()) await dropUnionWall(queryRunner, table);
    await queryRunner.query('alter table worker_projection drop column union_id');
    await dropUploadUnions(queryRunner);
    await dropUnionTree(queryRunner);
  }
}

const WORKER_UNION = `
alter table worker_projection add column union_id uuid;
comment on column worker_projection.union_id is 'The union that the person is a member of (所属工会); null for none.';
`;

/** Every person that is known stays, and learns its union when the snapshot comes to it. */
const REREAD = `update projection_cursor set cursor = null where source in ('workers','enterprises')`;
