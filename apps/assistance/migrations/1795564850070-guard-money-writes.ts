import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { allocationMachine } from '../src/allocation/allocation.machine';
import { AllocationStatus } from '../src/allocation/allocation-status';

const AUDITED = [
  ...['fund_rule_version', 'passing_down', 'medical_evidence', 'donation_return', 'lot_issue', 'lot_issue_recipient'],
  'study_evidence',
] as const;

/** No write of money without its audit row (I33), and no step of an allocation that its state machine doesn't have. */
export class GuardMoneyWrites1795564850070 implements MigrationInterface {
  readonly name = 'GuardMoneyWrites1795564850070';

  async up(queryRunner: QueryRunner): Promise<void> {
    await auditedTables(queryRunner, AUDITED);
    // The root of a fund's tree has its money from the contributors, so it begins confirmed.
    const insertable = [AllocationStatus.PROPOSED, AllocationStatus.CONFIRMED];
    await transitionGuard(queryRunner, 'allocation', 'status', allocationMachine, { insertable });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'allocation', 'status');
    await dropAuditedTables(queryRunner, AUDITED);
  }
}
