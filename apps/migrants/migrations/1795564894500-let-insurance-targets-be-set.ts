import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets cities and the province set their own targets of the insurance programme, each by an audited act. */
export class LetInsuranceTargetsBeSet1795564894500 implements MigrationInterface {
  readonly name = 'LetInsuranceTargetsBeSet1795564894500';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`grant insert, update on insurance_target to ${await applicationRole(queryRunner)}`);
    await auditedTables(queryRunner, ['insurance_target']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, ['insurance_target']);
    await queryRunner.query(`revoke insert, update on insurance_target from ${await applicationRole(queryRunner)}`);
  }
}
