import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What employment keeps of the payments that assistance made for its programmes: money is recorded by them alone. */
export class FollowProgrammePayments1795564899600 implements MigrationInterface {
  readonly name = 'FollowProgrammePayments1795564899600';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(PROJECTION);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select, insert, update, delete on programme_payment_projection to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table programme_payment_projection');
  }
}

const PROJECTION = `
create table programme_payment_projection (
  id uuid not null,
  region_code text not null,
  status text not null,
  purpose text not null,
  amount_fen bigint not null,
  payee_id uuid not null,
  source_version bigint not null,
  projected_at timestamptz not null default now(),
  constraint programme_payment_projection_pkey primary key (id),
  constraint programme_payment_projection_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint programme_payment_projection_amount_fen_positive check (amount_fen > 0),
  constraint programme_payment_projection_source_version_positive check (source_version > 0)
);
comment on table programme_payment_projection is
  'Projection of payments for start-ups, training and assets (owner: assistance), to check what is recorded as paid. Rebuilt from the owner''s change feed.';
comment on column programme_payment_projection.payee_id is
  'Personal data by reference: lawful basis is the aid procedure; kept as long as the owner keeps the payment.';
comment on column programme_payment_projection.source_version is 'Version of the payment this row was taken from; a lower one is never applied.';
`;
