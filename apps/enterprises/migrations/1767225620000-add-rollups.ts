import { createRollupSource, dropRollupSource, dropRollupTriggers, rollupTriggers } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['enterprise', 'enterprise_visit', 'worker_diversion'] as const;

/** What each row contributes to the block of its region, kept exact at commit. */
export class AddRollups1767225620000 implements MigrationInterface {
  readonly name = 'AddRollups1767225620000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [ENTERPRISE, ENTERPRISE_VISIT, WORKER_DIVERSION]) await queryRunner.query(sql);
    for (const table of TABLES) await rollupTriggers(queryRunner, table);
    await createRollupSource(queryRunner, TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropRollupSource(queryRunner);
    for (const table of TABLES) {
      await dropRollupTriggers(queryRunner, table);
      await queryRunner.query(`drop function ${table}_rollup(${table})`);
    }
  }
}

/** An enterprise counts while it is registered: under its industry, under its distress, and as a demonstration unit. */
const ENTERPRISE = `
create function enterprise_rollup(r enterprise) returns setof rollup_cell language sql stable as $$
  select cell.metric, r.region_code, '', 0, cell.key, 1::bigint, 0::bigint
  from (values
    ('enterprise', r.industry),
    ('distressed', r.distress_kind),
    ('demonstration', r.demonstration_status)
  ) cell(metric, key)
  where cell.key is not null and r.closed_on is null
$$;
comment on function enterprise_rollup(enterprise) is 'What one enterprise contributes to the aggregates of its region.';`;

/** Enterprises visited are counted by the first visit of a campaign, visits by each. */
const ENTERPRISE_VISIT = `
create function enterprise_visit_rollup(r enterprise_visit) returns setof rollup_cell language sql stable as $$
  select cell.metric, r.region_code, coalesce(r.campaign_code, ''), extract(year from r.visited_on)::integer, '', cell.n, cell.amount_fen
  from (values
    ('visit', 1::bigint, coalesce(r.amount_fen, 0)),
    ('visited', r.first_in_campaign::integer::bigint, 0::bigint),
    ('workers_met', coalesce(r.workers_met, 0)::bigint, 0::bigint)
  ) cell(metric, n, amount_fen)
  where cell.n <> 0
$$;
comment on function enterprise_visit_rollup(enterprise_visit) is 'What one visit contributes to the aggregates of its region and campaign.';`;

const WORKER_DIVERSION = `
create function worker_diversion_rollup(r worker_diversion) returns setof rollup_cell language sql stable as $$
  select 'diverted', r.region_code, '', r.year, r.route, r.workers::bigint, 0::bigint
$$;
comment on function worker_diversion_rollup(worker_diversion) is 'What one report of diverted workers contributes to the aggregates of its region.';`;
