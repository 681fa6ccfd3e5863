import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Makes pilots (试点) run: planned with a budget for each city. What a city spends is posted as a payment within its share. */
export class OpenPilot1795564892400 implements MigrationInterface {
  readonly name = 'OpenPilot1795564892400';

  async up(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant insert (id, name, year, starts_on, ends_on, selection_rule) on pilot to ${app};
      grant insert (pilot_id, region_code, budget_fen) on pilot_city to ${app};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      revoke insert (id, name, year, starts_on, ends_on, selection_rule) on pilot from ${app};
      revoke insert (pilot_id, region_code, budget_fen) on pilot_city from ${app};`);
  }
}
