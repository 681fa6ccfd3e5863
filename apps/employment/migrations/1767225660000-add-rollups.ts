import { createRollupSource, dropRollupSource, dropRollupTriggers, rollupTriggers } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps the figures of employment exact at commit: persons by outcome, money by purpose, placements by route, assets. */
export class AddRollups1767225660000 implements MigrationInterface {
  readonly name = 'AddRollups1767225660000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, contribution] of Object.entries(CONTRIBUTIONS)) {
      await queryRunner.query(
        `create function ${table}_rollup(r ${table}) returns setof rollup_cell language sql stable as $$${contribution}$$`,
      );
      await rollupTriggers(queryRunner, table);
    }
    await createRollupSource(queryRunner, Object.keys(CONTRIBUTIONS));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropRollupSource(queryRunner);
    for (const table of Object.keys(CONTRIBUTIONS).toReversed()) {
      await dropRollupTriggers(queryRunner, table);
      await queryRunner.query(`drop function ${table}_rollup(${table})`);
    }
  }
}

const CONTRIBUTIONS: Readonly<Record<string, string>> = {
  person_year_outcome: `
  select o.metric, o.region, '', r.year, '', 1::bigint, 0::bigint
  from (values
    ('person.trained', r.trained_in), ('person.placed', r.placed_in), ('person.retained_6m', r.retained_6m_in),
    ('person.startup_hired', r.startup_hired_in), ('person.migrant_placed', r.migrant_placed_in),
    ('person.employed', r.employed_in)
  ) o(metric, region)
  where o.region is not null`,
  placement: `
  select 'placement.route', r.region_code, '', extract(year from r.placed_on)::integer, route, 1::bigint, 0::bigint
  from unnest(r.routes) route`,
  employment_payment: `
  select 'payment.purpose', r.region_code, '', extract(year from r.paid_on)::integer, r.purpose,
    case when r.reverses_id is null then 1 else -1 end::bigint, r.amount_fen`,
  asset_grant: `
  select 'asset.given', r.region_code, '', extract(year from r.given_on)::integer, '', 1::bigint, r.value_fen`,
};
