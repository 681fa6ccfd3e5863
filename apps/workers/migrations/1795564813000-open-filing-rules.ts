import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['category_rule_set', 'publicity_rule', 'required_check'];

/** The rules of filing are set by the province and its cities through the API; what was in force stays as it was. */
export class OpenFilingRules1795564813000 implements MigrationInterface {
  readonly name = 'OpenFilingRules1795564813000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant insert on category_rule_set, publicity_rule, required_check to ${app};
      grant update (valid_to) on required_check to ${app};`);
    await auditedTables(queryRunner, TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, TABLES);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      revoke update (valid_to) on required_check from ${app};
      revoke insert on category_rule_set, publicity_rule, required_check from ${app};`);
  }
}
