import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Standards of aid (救助标准): the caps per payment and per year, by region, group, purpose and category, with their validity. */
export class CreateAidStandardTable1767225620000 implements MigrationInterface {
  readonly name = 'CreateAidStandardTable1767225620000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(AID_STANDARD);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select, insert, update (valid_to) on aid_standard to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table aid_standard');
  }
}

const AID_STANDARD = `
create table aid_standard (
  id uuid not null,
  region_code text not null,
  target_group text not null,
  purpose text not null,
  category text,
  per_payment_fen bigint not null,
  per_year_fen bigint not null,
  valid_from date not null,
  valid_to date,
  basis text not null,
  constraint aid_standard_pkey primary key (id),
  constraint aid_standard_scope_valid_from_unique unique nulls not distinct (region_code, target_group, purpose, category, valid_from),
  constraint aid_standard_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint aid_standard_target_group_known check (target_group in
    ('FILED_HOUSEHOLD','MODEL_WORKER_HOUSEHOLD','DISTRESSED_ENTERPRISE_WORKER','ON_DUTY_WORKER','NON_FILED_HARDSHIP')),
  constraint aid_standard_purpose_known check (purpose in
    ('LIVING','MEDICAL','STUDY','LEGAL','TEMPORARY','CONSOLATION','TRAINING','STARTUP','ASSET','TRANSPORT')),
  constraint aid_standard_per_payment_fen_positive check (per_payment_fen > 0),
  constraint aid_standard_per_year_fen_covers_payment check (per_year_fen >= per_payment_fen),
  constraint aid_standard_valid_to_after_start check (valid_to is null or valid_to >= valid_from)
);
comment on table aid_standard is
  'How much one payment and one year may give (I19), by region, group, purpose and category. The standard of the smallest enclosing region holds.';
comment on column aid_standard.category is 'Category of hardship that the standard is for; null for every category without one of its own.';
`;
