import { applicationRole, dropFoundation, foundation } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The foundation of the database, and the foreign facts that migrants filters and groups by: small copies fed from their
 * owners, each row with the owner's version, which never goes backwards. No foreign keys point at them, because a
 * projection may be rebuilt from nothing at any time.
 */
export class CreateProjectionTables1767225600000 implements MigrationInterface {
  readonly name = 'CreateProjectionTables1767225600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await foundation(queryRunner);
    await queryRunner.query(ENTERPRISE_PROJECTION);
    await queryRunner.query(WORKER_PROJECTION);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(
      `grant select, insert, update, delete on enterprise_projection, worker_projection to ${app}`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table worker_projection, enterprise_projection');
    await dropFoundation(queryRunner);
  }
}

const ENTERPRISE_PROJECTION = `
create table enterprise_projection (
  id uuid not null,
  region_code text not null,
  distress text,
  industry text not null,
  source_version bigint not null,
  projected_at timestamptz not null default now(),
  constraint enterprise_projection_pkey primary key (id),
  constraint enterprise_projection_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint enterprise_projection_distress_known check (distress in ('OVERCAPACITY_CLOSED','ZOMBIE','LOSS_MAKING','OTHER')),
  constraint enterprise_projection_source_version_positive check (source_version > 0)
);
comment on table enterprise_projection is
  'Projection of the enterprise (owner: enterprises): distress, industry and region, for filters on wage cases and insurance projects.';
comment on column enterprise_projection.distress is 'Current kind of distress; null when the enterprise is not distressed.';
comment on column enterprise_projection.source_version is 'Version of the enterprise this row was taken from; a lower one is never applied.';
`;

const WORKER_PROJECTION = `
create table worker_projection (
  id uuid not null,
  region_code text not null,
  household_id uuid,
  employer_id uuid,
  occupation text,
  is_migrant boolean not null,
  source_version bigint not null,
  projected_at timestamptz not null default now(),
  constraint worker_projection_pkey primary key (id),
  constraint worker_projection_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint worker_projection_source_version_positive check (source_version > 0)
);
create index worker_projection_household_id_idx on worker_projection (household_id);
comment on table worker_projection is
  'Projection of the person (owner: workers): migrant flag, occupation, household and employer, for filters on services and honours.';
comment on column worker_projection.source_version is 'Version of the person this row was taken from; a lower one is never applied.';
`;
