import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const GROUPS = `'FILED_HOUSEHOLD','MODEL_WORKER_HOUSEHOLD','DISTRESSED_ENTERPRISE_WORKER','ON_DUTY_WORKER','NON_FILED_HARDSHIP'`;

/** Campaigns (送温暖活动), the groups each one names, and its register of beneficiaries, one row per beneficiary. */
export class CreateCampaignTables1767225605000 implements MigrationInterface {
  readonly name = 'CreateCampaignTables1767225605000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(CAMPAIGN);
    await queryRunner.query(TARGET_GROUP);
    await queryRunner.query(BENEFICIARY);
    await queryRunner.query(BENEFICIARY_ROLLUP);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(
      `grant select, insert, update on campaign, campaign_target_group, campaign_beneficiary to ${app}`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function campaign_beneficiary_rollup(campaign_beneficiary)');
    await queryRunner.query('drop table campaign_beneficiary, campaign_target_group, campaign');
  }
}

const CAMPAIGN = `
create table campaign (
  id uuid not null,
  code text not null,
  name text not null,
  status text not null,
  starts_on date not null,
  ends_on date not null,
  notice_no text,
  is_synthetic boolean not null default false,
  figures_as_of timestamptz,
  constraint campaign_pkey primary key (id),
  constraint campaign_code_unique unique (code),
  constraint campaign_code_form check (code ~ '^[A-Z][A-Z0-9]{2,31}$'),
  constraint campaign_status_known check (status in ('PLANNED','OPEN','CLOSING','CLOSED')),
  constraint campaign_ends_on_after_start check (ends_on >= starts_on),
  constraint campaign_figures_as_of_when_closed check ((figures_as_of is not null) = (status = 'CLOSED'))
);
comment on table campaign is 'A round of aid with its window and notice. Other tables and other subgraphs point at the code.';
comment on column campaign.is_synthetic is 'True for a generated round that no source reports.';
comment on column campaign.figures_as_of is 'When the figures were frozen; null until the campaign is closed.';
`;

const TARGET_GROUP = `
create table campaign_target_group (
  campaign_code text not null,
  target_group text not null,
  unit text not null,
  count_precision text not null,
  position smallint not null,
  constraint campaign_target_group_pkey primary key (campaign_code, target_group),
  constraint campaign_target_group_campaign_code_fk foreign key (campaign_code) references campaign (code),
  constraint campaign_target_group_target_group_known check (target_group in (${GROUPS})),
  constraint campaign_target_group_unit_known check (unit in ('HOUSEHOLD','PERSON')),
  constraint campaign_target_group_count_precision_known check (count_precision in ('EXACT','AT_LEAST','ESTIMATE'))
);
comment on table campaign_target_group is 'The groups that a campaign names, each counted in its own unit; households and persons are never added.';
comment on column campaign_target_group.count_precision is 'AT_LEAST where the campaign reports the group as a lower bound (余).';
`;

const BENEFICIARY = `
create table campaign_beneficiary (
  campaign_code text not null,
  beneficiary_id uuid not null,
  target_group text not null,
  region_code text not null,
  is_migrant boolean not null,
  reached_on date,
  paid_on date,
  constraint campaign_beneficiary_pkey primary key (campaign_code, beneficiary_id),
  constraint campaign_beneficiary_target_group_fk foreign key (campaign_code, target_group)
    references campaign_target_group (campaign_code, target_group),
  constraint campaign_beneficiary_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code not like '__0000'),
  constraint campaign_beneficiary_paid_on_after_reached check (paid_on is null or (reached_on is not null and reached_on <= paid_on))
);
create index campaign_beneficiary_missed_idx on campaign_beneficiary (campaign_code, region_code, beneficiary_id) where reached_on is null;
comment on table campaign_beneficiary is
  'Register of a campaign: everyone it is to reach, once. The primary key keeps the groups disjoint and the counts distinct (invariant I11).';
comment on column campaign_beneficiary.beneficiary_id is 'The household of FILED_HOUSEHOLD and NON_FILED_HARDSHIP with a file, else the person.';
comment on column campaign_beneficiary.reached_on is 'Day of the first delivery of any kind (policy, job, information, money); null while the beneficiary is missed.';
comment on column campaign_beneficiary.paid_on is 'Day of the first payment; null when nothing has been paid.';
`;

const BENEFICIARY_ROLLUP = `
create function campaign_beneficiary_rollup(r campaign_beneficiary) returns setof rollup_cell language sql stable as $$
  select c.metric, r.region_code, r.campaign_code, c.year, r.target_group, 1::bigint, 0::bigint
  from (values
    ('campaign.listed', 0, true),
    ('campaign.reached', extract(year from r.reached_on)::int, r.reached_on is not null),
    ('campaign.reachedMigrant', extract(year from r.reached_on)::int, r.reached_on is not null and r.is_migrant),
    ('campaign.paid', extract(year from r.paid_on)::int, r.paid_on is not null)
  ) c (metric, year, contributes)
  where c.contributes
$$;
`;
