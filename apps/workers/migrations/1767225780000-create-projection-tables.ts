import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Foreign facts that workers filters by (enterprises; a household's plan and last payment): small copies fed from their owners, each
 * row with the owner's version, which never goes backwards. No foreign keys point at them, because a projection may be rebuilt
 * from nothing at any time.
 */
export class CreateProjectionTables1767225780000 implements MigrationInterface {
  readonly name = 'CreateProjectionTables1767225780000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ENTERPRISE_PROJECTION);
    await queryRunner.query(AID_PROJECTION);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select, insert, update, delete on enterprise_projection, aid_projection to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table aid_projection, enterprise_projection');
  }
}

const ENTERPRISE_PROJECTION = `
create table enterprise_projection (
  id uuid not null,
  region_code text collate "C" not null,
  distress text,
  industry text not null,
  headcount integer,
  source_version bigint not null,
  constraint enterprise_projection_pkey primary key (id),
  constraint enterprise_projection_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint enterprise_projection_distress_known check (distress in ('OVERCAPACITY_CLOSED','ZOMBIE','LOSS_MAKING','OTHER')),
  constraint enterprise_projection_industry_known check (industry in ('COAL','STEEL','CONSTRUCTION','SANITATION','RAIL_TRANSIT',
    'TEXTILE','MACHINERY','CHEMICAL','FINANCE','TRADE','OTHER')),
  constraint enterprise_projection_source_version_positive check (source_version > 0)
);
create index enterprise_projection_distress_idx on enterprise_projection (distress, industry) where distress is not null;
create index enterprise_projection_industry_idx on enterprise_projection (industry);
comment on table enterprise_projection is
  'Projection of the enterprise (owner: enterprises): distress, industry, region and headcount, for filters on households and workers.';
comment on column enterprise_projection.distress is 'Current kind of distress; null when the enterprise is not distressed.';
comment on column enterprise_projection.source_version is 'Version of the enterprise this row was taken from; a lower one is never applied.';
`;

const AID_PROJECTION = `
create table aid_projection (
  household_id uuid not null,
  has_active_plan boolean not null,
  last_aid_on date,
  source_version bigint not null,
  constraint aid_projection_pkey primary key (household_id),
  constraint aid_projection_source_version_positive check (source_version > 0)
);
create index aid_projection_has_active_plan_idx on aid_projection (household_id) where not has_active_plan;
create index aid_projection_last_aid_on_idx on aid_projection (last_aid_on);
comment on table aid_projection is
  'Projection of a household''s aid (owner: assistance): whether a plan is in force and when money last arrived, for filters on households.';
`;
