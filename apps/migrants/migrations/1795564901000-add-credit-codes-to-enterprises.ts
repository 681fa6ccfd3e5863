import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets the projection of enterprises know their credit codes, by which lists of builders name them. Enterprises that are there get theirs
 * by `rebuild-projections enterprises`, or when they next change.
 */
export class AddCreditCodesToEnterprises1795564901000 implements MigrationInterface {
  readonly name = 'AddCreditCodesToEnterprises1795564901000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table enterprise_projection add column credit_code text;
      create index enterprise_projection_credit_code_idx on enterprise_projection (credit_code);
      comment on column enterprise_projection.credit_code is
        'Unified social credit code, by which lists name the enterprise; null until the enterprise came with it.';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table enterprise_projection drop column credit_code');
  }
}
