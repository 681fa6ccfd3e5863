import { dropFactTriggers, factTriggers } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const PUBLISHED = [
  { table: 'household_aid', entity: 'HouseholdAid' },
  { table: 'campaign', entity: 'Campaign', isRegionless: true },
];

/** Publishes what other subgraphs keep of a household's aid, and the campaigns. */
export class PublishFacts1795564880000 implements MigrationInterface {
  readonly name = 'PublishFacts1795564880000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [HOUSEHOLD_AID, CAMPAIGN]) await queryRunner.query(sql);
    for (const table of PUBLISHED) await factTriggers(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table } of PUBLISHED) await dropFactTriggers(queryRunner, table);
    await queryRunner.query(
      'drop function campaign_facts(campaign); drop function household_aid_facts(household_aid);',
    );
  }
}

const HOUSEHOLD_AID = `
create function household_aid_facts(r household_aid) returns jsonb language sql stable as $$
  select jsonb_build_object('hasActivePlan', r.has_active_plan, 'lastAidOn', r.last_aid_on)
$$;
comment on function household_aid_facts(household_aid) is 'What workers keeps of a household''s aid; no amount.';
`;

const CAMPAIGN = `
create function campaign_facts(r campaign) returns jsonb language sql stable as $$
  select jsonb_build_object('code', r.code, 'name', r.name, 'status', r.status, 'startsOn', r.starts_on, 'endsOn', r.ends_on)
$$;
comment on function campaign_facts(campaign) is 'What others keep of a campaign: its code, its window and its state.';
`;
