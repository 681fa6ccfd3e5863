import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Consolation events (慰问活动): occasions at which a group is visited; their recipients and money come from the payments. */
export class CreateConsolationEventTable1767225625000 implements MigrationInterface {
  readonly name = 'CreateConsolationEventTable1767225625000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(CONSOLATION_EVENT);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select, insert, update on consolation_event to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table consolation_event');
  }
}

const CONSOLATION_EVENT = `
create table consolation_event (
  id uuid not null,
  campaign_code text not null,
  region_code text not null,
  union_id uuid not null,
  title text not null,
  target_group text not null,
  held_on date not null,
  constraint consolation_event_pkey primary key (id),
  constraint consolation_event_campaign_code_fk foreign key (campaign_code) references campaign (code),
  constraint consolation_event_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint consolation_event_title_present check (length(btrim(title)) > 0),
  constraint consolation_event_target_group_known check (target_group in
    ('FILED_HOUSEHOLD','MODEL_WORKER_HOUSEHOLD','DISTRESSED_ENTERPRISE_WORKER','ON_DUTY_WORKER','NON_FILED_HARDSHIP'))
);
create index consolation_event_campaign_code_region_code_idx on consolation_event (campaign_code, region_code, held_on, id);
comment on table consolation_event is 'An occasion of a campaign at which a group was consoled. Recipients and amount are counted from its payments.';
`;
