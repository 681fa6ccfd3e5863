import { createRollupSource, dropRollupSource, dropRollupTriggers, rollupTriggers } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['service_station', 'wage_case', 'insurance_project', 'return_service', 'health_check_batch'] as const;

/** What each row contributes to the migrant block of its region, kept exact at commit. */
export class AddRollups1767225640000 implements MigrationInterface {
  readonly name = 'AddRollups1767225640000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [SERVICE_STATION, WAGE_CASE, INSURANCE_PROJECT, RETURN_SERVICE, HEALTH_CHECK_BATCH])
      await queryRunner.query(sql);
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

/**
 * A facility counts from the year it opened and takes itself back in the year it closed, so a sum up to a year is what stood
 * open at its end. STRICT keeps PostgreSQL from inlining the unions, at which its planner fails ("variable not found in subplan
 * target list", seen in PostgreSQL 18).
 */
const SERVICE_STATION = `
create function service_station_rollup(r service_station) returns setof rollup_cell language sql stable strict as $$
  select cell.metric, r.region_code, '', change.year, cell.key, change.sign * cell.n, 0::bigint
  from (
    select extract(year from r.opened_on)::integer as year, 1::bigint as sign where r.opened_on is not null
    union all
    select extract(year from r.closed_on)::integer, -1::bigint where r.closed_on is not null
  ) change
  cross join (
    select 'facility' as metric, r.kind as key, 1::bigint as n
    union all select 'facility_score', r.kind, r.score::bigint
    union all select 'facility_missing', missing, 1::bigint from unnest(r.missing_amenities) missing
  ) cell
$$;`;

const WAGE_CASE = `
create function wage_case_rollup(r wage_case) returns setof rollup_cell language sql stable as $$
  select cell.metric, r.region_code, '', extract(year from r.reported_on)::integer, r.state, cell.n, cell.amount_fen
  from (values
    ('wage_owed', 1::bigint, r.owed_fen),
    ('wage_recovered', 1::bigint, r.recovered_fen),
    ('wage_workers', r.workers::bigint, 0::bigint)
  ) cell(metric, n, amount_fen)
$$;`;

const INSURANCE_PROJECT = `
create function insurance_project_rollup(r insurance_project) returns setof rollup_cell language sql stable as $$
  select 'insurance_project', r.region_code, '', extract(year from r.started_on)::integer,
    case when r.insured then 'INSURED' else 'UNINSURED' end, 1::bigint, 0::bigint
$$;`;

const RETURN_SERVICE = `
create function return_service_rollup(r return_service) returns setof rollup_cell language sql stable as $$
  select cell.metric, r.region_code, coalesce(r.campaign_code, ''), extract(year from r.served_on)::integer, r.kind, cell.n, cell.amount_fen
  from (values
    ('return_service', 1::bigint, 0::bigint),
    ('return_served', r.served::bigint, coalesce(r.subsidy_fen, 0))
  ) cell(metric, n, amount_fen)
$$;`;

const HEALTH_CHECK_BATCH = `
create function health_check_batch_rollup(r health_check_batch) returns setof rollup_cell language sql stable as $$
  select 'health_check', r.region_code, '', extract(year from r.checked_on)::integer, r.persons_precision, r.persons::bigint, 0::bigint
$$;`;
