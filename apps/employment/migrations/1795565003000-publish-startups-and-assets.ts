import { dropFactTriggers, factTriggers } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Publishes to our own subgraphs whose start-up was funded and who was given an asset: a measure of a plan closes by it. */
export class PublishStartupsAndAssets1795565003000 implements MigrationInterface {
  readonly name = 'PublishStartupsAndAssets1795565003000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FACTS);
    await factTriggers(queryRunner, { table: 'startup_project', entity: 'StartupProject' });
    await factTriggers(queryRunner, { table: 'asset_grant', entity: 'AssetGrant' });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropFactTriggers(queryRunner, 'asset_grant');
    await dropFactTriggers(queryRunner, 'startup_project');
    await queryRunner.query('drop function asset_grant_facts(asset_grant)');
    await queryRunner.query('drop function startup_project_facts(startup_project)');
  }
}

const FACTS = `
create function startup_project_facts(r startup_project) returns jsonb language sql stable as $$
  select jsonb_build_object('leaderId', r.leader_id, 'state', r.state, 'fundedOn', r.funded_on)
$$;
comment on function startup_project_facts(startup_project) is
  'What our other subgraphs keep of a start-up project: its leader, state and day of funding, never the money. Never given to partners.';
create function asset_grant_facts(r asset_grant) returns jsonb language sql stable as $$
  select jsonb_build_object('personId', r.person_id, 'state', r.state, 'givenOn', r.given_on)
$$;
comment on function asset_grant_facts(asset_grant) is
  'What our other subgraphs keep of a productive asset: to whom, its state and the day. Never given to partners.';
`;
