import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What enterprises keeps of the campaigns of assistance, so that a visit names one that there is. */
export class FollowCampaigns1795564902100 implements MigrationInterface {
  readonly name = 'FollowCampaigns1795564902100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(PROJECTION);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select, insert, update, delete on campaign_projection to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table campaign_projection');
  }
}

const PROJECTION = `
create table campaign_projection (
  id uuid not null,
  code text not null,
  status text not null,
  starts_on date not null,
  ends_on date,
  source_version bigint not null,
  projected_at timestamptz not null default now(),
  constraint campaign_projection_pkey primary key (id),
  constraint campaign_projection_code_unique unique (code),
  constraint campaign_projection_source_version_positive check (source_version > 0)
);
comment on table campaign_projection is
  'Projection of the campaign (owner: assistance), to check which one a visit names. Rebuilt from the owner''s change feed.';
comment on column campaign_projection.source_version is 'Version of the campaign this row was taken from; a lower one is never applied.';
`;
