import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Limits of approval are set by the province: versions, and the basis of each change in the audit. */
export class AddVersionToApprovalLimit1795564867000 implements MigrationInterface {
  readonly name = 'AddVersionToApprovalLimit1795564867000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table approval_limit
        add column version integer not null default 1,
        add constraint approval_limit_version_positive check (version > 0),
        add constraint approval_limit_basis_present check (length(btrim(basis)) > 0),
        add constraint approval_limit_batch_covers_payment check (per_batch_fen is null or per_payment_fen <= per_batch_fen);
      grant update (per_payment_fen, per_batch_fen, basis, version) on approval_limit to ${await applicationRole(queryRunner)};`);
    await auditedTables(queryRunner, ['approval_limit']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, ['approval_limit']);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      revoke update (per_payment_fen, per_batch_fen, basis) on approval_limit from ${app};
      alter table approval_limit drop constraint approval_limit_basis_present, drop constraint approval_limit_batch_covers_payment, drop column version;`);
  }
}
