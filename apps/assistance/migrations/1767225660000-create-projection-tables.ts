import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const CATEGORIES = `'MIN_LIVING','NEAR_MIN','ACCIDENT','DEEP','RELATIVE','ACCIDENTAL','EDGE'`;
const STATUSES = `'RECORDED','UNDER_REVIEW','EXIT_PROPOSED','EXIT_PUBLICISED','EXITED','CANCELLED','CLOSED','TEMPORARY'`;
const CAUSES = `'NO_LABOUR_CAPACITY','ABLE_NOT_EMPLOYED','LAID_OFF','NO_SOCIAL_INSURANCE','BENEFITS_UNDELIVERED','MAJOR_ILLNESS','NATURAL_DISASTER','ACCIDENT','SCHOOLING','OTHER'`;

/**
 * Foreign facts that assistance filters and groups by (households, enterprises, students): small copies fed from their
 * owners, each row with the owner's version, which never goes backwards. No foreign keys point at them, because a
 * projection may be rebuilt from nothing at any time.
 */
export class CreateProjectionTables1767225660000 implements MigrationInterface {
  readonly name = 'CreateProjectionTables1767225660000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(HOUSEHOLD_PROJECTION);
    await queryRunner.query(ENTERPRISE_PROJECTION);
    await queryRunner.query(STUDENT_PROJECTION);
    await queryRunner.query(grants(await applicationRole(queryRunner)));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table student_projection, enterprise_projection, household_projection');
  }
}

const HOUSEHOLD_PROJECTION = `
create table household_projection (
  id uuid not null,
  region_code text not null,
  union_id uuid not null,
  employer_id uuid,
  head_worker_id uuid not null,
  category text not null,
  tier text not null,
  status text not null,
  is_migrant boolean not null,
  primary_cause text not null,
  secondary_causes text[] not null,
  recorded_on date not null,
  last_reviewed_on date,
  next_review_due_on date,
  source_version bigint not null,
  projected_at timestamptz not null default now(),
  constraint household_projection_pkey primary key (id),
  constraint household_projection_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint household_projection_category_known check (category in (${CATEGORIES})),
  constraint household_projection_tier_known check (tier in ('NATIONAL','PROVINCIAL','PREFECTURE','COUNTY','GRASSROOTS')),
  constraint household_projection_status_known check (status in (${STATUSES})),
  constraint household_projection_primary_cause_known check (primary_cause in (${CAUSES})),
  constraint household_projection_secondary_causes_few check (cardinality(secondary_causes) <= 3),
  constraint household_projection_source_version_positive check (source_version > 0)
);
create index household_projection_region_code_status_idx on household_projection (region_code, status, id);
comment on table household_projection is
  'Projection of the household file (owner: workers): what assistance filters, groups and checks by. Rebuilt from the owner''s change feed.';
comment on column household_projection.primary_cause is 'Personal data (hardship cause): lawful basis is the aid procedure; kept as long as the file.';
comment on column household_projection.source_version is 'Version of the file this row was taken from; a lower one is never applied.';
`;

const ENTERPRISE_PROJECTION = `
create table enterprise_projection (
  id uuid not null,
  region_code text not null,
  union_id uuid,
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
  'Projection of the enterprise (owner: enterprises): distress, industry and region, for filters on money by enterprise.';
comment on column enterprise_projection.distress is 'Current kind of distress; null when the enterprise is not distressed.';
`;

const STUDENT_PROJECTION = `
create table student_projection (
  id uuid not null,
  household_id uuid not null,
  region_code text not null,
  level text not null,
  is_migrant boolean not null,
  source_version bigint not null,
  projected_at timestamptz not null default now(),
  constraint student_projection_pkey primary key (id),
  constraint student_projection_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint student_projection_level_known check
    (level in ('PRIMARY','JUNIOR','SENIOR','VOCATIONAL','TERTIARY_JUNIOR','UNDERGRADUATE','POSTGRADUATE')),
  constraint student_projection_source_version_positive check (source_version > 0)
);
create index student_projection_household_id_idx on student_projection (household_id);
comment on table student_projection is
  'Projection of the student (owner: workers): level, migrant flag and parent household, for the scholarships.';
`;

const grants = (app: string): string => `
grant select, insert, update, delete on household_projection, enterprise_projection, student_projection to ${app};
`;
