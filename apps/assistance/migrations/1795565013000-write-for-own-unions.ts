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

const ofHome: UnionParent = { table: 'household_projection', column: 'household_id', unionColumn: 'union_id' };
const ofPerson = (column: string): UnionParent => ({
  ...{ table: 'worker_projection', column, unionColumn: 'union_id' },
  parents: [ofHome],
});
const ofPayment = (column = 'disbursement_id'): UnionParent => ({
  ...{ table: 'disbursement', column, unionColumn: 'union_id' },
});
const ofGift: UnionParent = { table: 'donation', column: 'donation_id', unionColumn: 'union_id' };

const WALLS: Readonly<Record<string, UnionWall>> = {
  employment_record_projection: { parents: [ofPerson('person_id')] },
  payment_request_projection: { parents: [ofPerson('worker_id')], isOpenWithoutUnion: true },
  payment_return: { parents: [ofPayment()] },
  bank_line: { parents: [ofPayment()] },
  bank_anomaly: { parents: [ofPayment()] },
  bank_file: { parents: [{ table: 'payment_batch', column: 'batch_id', unionColumn: 'union_id' }] },
  programme_payment: { parents: [ofPayment('id')] },
  request_payment: { parents: [ofPayment('id')] },
};

const bySight = (table: string, column: string): UnionLinks => ({
  parents: [{ table, column }],
  isWrittenBySight: true,
});

const WALLS_BEFORE: Readonly<Record<string, UnionWall>> = {
  employment_record_projection: bySight('worker_projection', 'person_id'),
  payment_request_projection: { ...bySight('worker_projection', 'worker_id'), isOpenWithoutUnion: true },
  payment_return: bySight('disbursement', 'disbursement_id'),
  bank_line: bySight('disbursement', 'disbursement_id'),
  bank_anomaly: bySight('disbursement', 'disbursement_id'),
  bank_file: bySight('payment_batch', 'batch_id'),
  programme_payment: bySight('disbursement', 'id'),
  request_payment: bySight('disbursement', 'id'),
};

const WRITTEN: Readonly<Record<string, readonly UnionParent[]>> = {
  plan_item: [{ table: 'aid_plan', column: 'plan_id', parents: [ofHome] }],
  pair_visit: [{ table: 'pairing', column: 'pairing_id', parents: [ofHome] }],
  campaign_delivery: [
    {
      ...{ table: 'campaign_beneficiary', column: 'beneficiary_id', key: 'beneficiary_id' },
      parents: [
        { table: 'household_projection', column: 'beneficiary_id', unionColumn: 'union_id' },
        { table: 'worker_projection', column: 'beneficiary_id', unionColumn: 'union_id' },
      ],
    },
  ],
  disbursement_problem: [ofPayment()],
  donation_lot: [ofGift],
  donation_return: [ofGift],
  lot_issue: [{ table: 'donation_lot', column: 'lot_id', parents: [ofGift] }],
  lot_issue_recipient: [ofGift],
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
