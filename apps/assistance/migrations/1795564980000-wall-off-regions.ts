import { dropRegionWall, dropWalledViews, type RegionWall, regionWall, walledViews } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const under = (table: string, column = `${table}_id`): RegionWall => ({ parents: [{ table, column }] });

/** Every table that holds persons, cases or work of a region, and how a row's region is known. Parents first. */
const WALLS: Readonly<Record<string, RegionWall>> = {
  household_projection: {},
  worker_projection: {},
  student_projection: {},
  employment_record_projection: {},
  payment_request_projection: {},
  household_aid: {},
  aid_plan: {},
  pairing: {},
  disbursement: {},
  payment_batch: {},
  programme_payment: {},
  payment_return: {},
  payee_registration: {},
  medical_evidence: {},
  study_evidence: {},
  scholarship_grant: {},
  campaign_beneficiary: {},
  consolation_event: {},
  donation: {},
  bank_file: {},
  bank_line: {},
  bank_answer: {},
  bank_anomaly: {},
  change: { isOpenWithoutRegion: true },
  campaign_delivery: {
    parents: [{ table: 'campaign_beneficiary', column: 'beneficiary_id', key: 'beneficiary_id' }],
  },
  plan_item: under('aid_plan', 'plan_id'),
  pair_visit: under('pairing'),
  disbursement_problem: under('disbursement'),
  bank_answer_piece: under('bank_answer', 'answer_id'),
  donation_lot: under('donation'),
  donation_return: under('donation'),
  lot_issue: under('donation_lot', 'lot_id'),
  lot_issue_recipient: under('donation'),
};

const VIEWS = ['rollup_source', 'audit_flag', 'payment_difference', 'money_difference', 'reconciliation_difference'];

/** The application sees and writes rows of the regions that its connection was told, whatever a statement asks for. */
export class WallOffRegions1795564980000 implements MigrationInterface {
  readonly name = 'WallOffRegions1795564980000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, wall] of Object.entries(WALLS)) await regionWall(queryRunner, table, wall);
    await walledViews(queryRunner, VIEWS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropWalledViews(queryRunner, VIEWS);
    for (const table of Object.keys(WALLS).reverse()) await dropRegionWall(queryRunner, table);
  }
}
