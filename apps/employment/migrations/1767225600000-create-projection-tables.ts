import { applicationRole, dropFoundation, foundation } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The foundation of the database, and the foreign facts that employment filters and groups by: small copies fed from their
 * owners, each row with the owner's version, which never goes backwards. No foreign keys point at them, because a
 * projection may be rebuilt from nothing at any time.
 */
export class CreateProjectionTables1767225600000 implements MigrationInterface {
  readonly name = 'CreateProjectionTables1767225600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await foundation(queryRunner);
    await queryRunner.query(WORKER_PROJECTION);
    await queryRunner.query(ENTERPRISE_PROJECTION);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(
      `grant select, insert, update, delete on worker_projection, enterprise_projection to ${app}`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table enterprise_projection, worker_projection');
    await dropFoundation(queryRunner);
  }
}

const WORKER_PROJECTION = `
create table worker_projection (
  id uuid not null,
  region_code text not null,
  union_id uuid not null,
  household_id uuid,
  employer_id uuid,
  is_migrant boolean not null,
  diversion text,
  source_version bigint not null,
  projected_at timestamptz not null default now(),
  constraint worker_projection_pkey primary key (id),
  constraint worker_projection_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint worker_projection_diversion_known check
    (diversion in ('EARLY_RETIRED','ILL_OR_DISABLED_LEFT','INTERNAL_RETIRED','REASSIGNED','CONTRACT_ENDED')),
  constraint worker_projection_source_version_positive check (source_version > 0)
);
create index worker_projection_household_id_idx on worker_projection (household_id) where household_id is not null;
comment on table worker_projection is
  'Projection of the person (owner: workers): household, employer, migrant flag and diversion, by which employment filters and groups.';
comment on column worker_projection.household_id is 'Filed household the person belongs to; null outside the register.';
comment on column worker_projection.source_version is 'Version of the person this row was taken from; a lower one is never applied.';
`;

const ENTERPRISE_PROJECTION = `
create table enterprise_projection (
  id uuid not null,
  region_code text not null,
  industry text not null,
  distress text,
  is_demonstration boolean not null,
  source_version bigint not null,
  projected_at timestamptz not null default now(),
  constraint enterprise_projection_pkey primary key (id),
  constraint enterprise_projection_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint enterprise_projection_distress_known check (distress in ('OVERCAPACITY_CLOSED','ZOMBIE','LOSS_MAKING','OTHER')),
  constraint enterprise_projection_source_version_positive check (source_version > 0)
);
comment on table enterprise_projection is
  'Projection of the enterprise (owner: enterprises): industry, distress and demonstration status, for filters on employers.';
comment on column enterprise_projection.distress is 'Current kind of distress; null when the enterprise is not distressed.';
comment on column enterprise_projection.is_demonstration is 'Whether it is a demonstration unit for employment support (支持就业示范单位).';
`;
