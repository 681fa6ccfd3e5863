import { dropUnionTree, dropUnionWall, unionTree, type UnionWall, unionWall } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A row of a home: seen by whose home it is, and written for it. */
const ofHome = (column = 'household_id', table = 'household_projection'): UnionWall => ({
  parents: [{ table, column, unionColumn: 'union_id' }],
});
const ofPayment: UnionWall = {
  parents: [{ table: 'disbursement', column: 'disbursement_id' }],
  isWrittenBySight: true,
};

const WALLS: Readonly<Record<string, UnionWall>> = {
  household_projection: { columns: ['union_id'] },
  worker_projection: {
    columns: ['union_id'],
    parents: [{ table: 'household_projection', column: 'household_id', unionColumn: 'union_id' }],
  },
  student_projection: ofHome(),
  employment_record_projection: {
    parents: [{ table: 'worker_projection', column: 'person_id' }],
    isWrittenBySight: true,
  },
  // What is asked for an employer's workers names none of them.
  payment_request_projection: {
    parents: [{ table: 'worker_projection', column: 'worker_id' }],
    isOpenWithoutUnion: true,
    isWrittenBySight: true,
  },
  household_aid: ofHome('id'),
  aid_plan: ofHome(),
  pairing: ofHome(),
  medical_evidence: ofHome(),
  study_evidence: ofHome(),
  scholarship_grant: ofHome(),
  payee_registration: ofHome(),
  campaign_beneficiary: {
    parents: [
      { table: 'household_projection', column: 'beneficiary_id', unionColumn: 'union_id' },
      { table: 'worker_projection', column: 'beneficiary_id', unionColumn: 'union_id' },
    ],
  },
  // Who pays it and whose home gets it both see a payment; who pays writes it.
  disbursement: { columns: ['union_id'], parents: [{ table: 'household_projection', column: 'household_id' }] },
  payment_batch: { columns: ['union_id'] },
  payment_return: ofPayment,
  bank_line: ofPayment,
  bank_anomaly: ofPayment,
  bank_file: { parents: [{ table: 'payment_batch', column: 'batch_id' }], isWrittenBySight: true },
  bank_answer: 'regions',
  programme_payment: { parents: [{ table: 'disbursement', column: 'id' }], isWrittenBySight: true },
  request_payment: { parents: [{ table: 'disbursement', column: 'id' }], isWrittenBySight: true },
  consolation_event: { columns: ['union_id'] },
  donation: { columns: ['union_id'] },
  change: 'regions',
};

/**
 * Who is bounded by unions sees homes, persons, casework and payments of its sub-trees alone. An existing database reads the snapshots of
 * enterprises and workers again: for the tree, and for the unions of persons.
 */
export class BoundByUnions1795565006000 implements MigrationInterface {
  readonly name = 'BoundByUnions1795565006000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await unionTree(queryRunner);
    for (const sql of [WORKER_UNION, REREAD]) await queryRunner.query(sql);
    for (const [table, wall] of Object.entries(WALLS)) await unionWall(queryRunner, table, wall);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(WALLS).reverse()) await dropUnionWall(queryRunner, table);
    await queryRunner.query('alter table worker_projection drop column union_id');
    await dropUnionTree(queryRunner);
  }
}

const WORKER_UNION = `
alter table worker_projection add column union_id uuid;
comment on column worker_projection.union_id is 'The union that the person is a member of (所属工会); null for none.';
`;

/** Every person that is known stays, and learns its union when the snapshot comes to it. */
const REREAD = `update projection_cursor set cursor = null where source in ('workers','enterprises')`;
