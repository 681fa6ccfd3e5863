import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { campaignMachine } from '../src/campaign/campaign.machine';

const WRITTEN = ['campaign_delivery', 'campaign_figure'] as const;

/** Makes campaigns writable: who runs one, what it delivers beside money, and the figures that closing freezes. */
export class AddWorkflowToCampaigns1795564842000 implements MigrationInterface {
  readonly name = 'AddWorkflowToCampaigns1795564842000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [CAMPAIGN, DELIVERY, FIGURE, EVENT]) await queryRunner.query(sql);
    await queryRunner.query(
      `grant select, insert on campaign_delivery, campaign_figure to ${await applicationRole(queryRunner)}`,
    );
    await transitionGuard(queryRunner, 'campaign', 'status', campaignMachine);
    await auditedTables(queryRunner, WRITTEN);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, WRITTEN);
    await dropTransitionGuard(queryRunner, 'campaign', 'status');
    await queryRunner.query(UNDO);
  }
}

const CAMPAIGN = `
alter table campaign
  add column region_code text not null default '340000',
  add column version integer not null default 1,
  add constraint campaign_region_code_form check (region_code ~ '^[0-9]{4}00$'),
  add constraint campaign_name_present check (length(btrim(name)) > 0),
  add constraint campaign_version_positive check (version > 0);
comment on column campaign.region_code is 'Province or city whose union runs the campaign; nobody outside it stands on its register.';
`;

const DELIVERY = `
create table campaign_delivery (
  campaign_code text not null,
  beneficiary_id uuid not null,
  kind text not null,
  delivered_on date not null,
  constraint campaign_delivery_pkey primary key (campaign_code, beneficiary_id, kind),
  constraint campaign_delivery_beneficiary_fk foreign key (campaign_code, beneficiary_id)
    references campaign_beneficiary (campaign_code, beneficiary_id),
  constraint campaign_delivery_kind_known check (kind in ('POLICY','JOB','INFORMATION','GOODS'))
);
comment on table campaign_delivery is
  'What reached a beneficiary of a campaign beside money, once per kind, on its first day. Appended only.';
`;

const FIGURE = `
create table campaign_figure (
  campaign_code text not null,
  metric text not null,
  region_code text not null,
  key text not null,
  n bigint not null,
  amount_fen bigint not null,
  constraint campaign_figure_pkey primary key (campaign_code, metric, region_code, key),
  constraint campaign_figure_campaign_code_fk foreign key (campaign_code) references campaign (code)
);
comment on table campaign_figure is
  'Figures of closed campaigns as they stood at campaign.figures_as_of, by region and key, in the metrics of the rollups and RAISED. Appended only.';
`;

const EVENT = `
alter table consolation_event
  add column cancelled_on date,
  add column cancelled_reason text,
  add column version integer not null default 1,
  add constraint consolation_event_cancelled_whole check ((cancelled_on is null) = (cancelled_reason is null)),
  add constraint consolation_event_version_positive check (version > 0);
comment on column consolation_event.cancelled_on is 'Day on which it was called off; null otherwise. Payments name no event that was called off.';
`;

const UNDO = `
alter table consolation_event drop column version, drop column cancelled_reason, drop column cancelled_on;
drop table campaign_figure, campaign_delivery;
alter table campaign drop constraint campaign_name_present, drop column version, drop column region_code;
`;
