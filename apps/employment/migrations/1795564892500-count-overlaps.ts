import { rebuildRollupsIn } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts how the sets of a year overlap (I27): who was trained and re-employed, and the migrant workers among the re-employed. */
export class CountOverlaps1795564892500 implements MigrationInterface {
  readonly name = 'CountOverlaps1795564892500';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(contribution(`${SETS}, ${OVERLAPS}`));
    await rebuildRollupsIn(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(contribution(SETS));
    await rebuildRollupsIn(queryRunner);
  }
}

const SETS = `
    ('person.trained', r.trained_in), ('person.placed', r.placed_in), ('person.retained_6m', r.retained_6m_in),
    ('person.startup_hired', r.startup_hired_in), ('person.migrant_placed', r.migrant_placed_in),
    ('person.employed', r.employed_in)`;

/** Each in the region that counts the re-employment, so that cities still add up to the province. */
const OVERLAPS = `
    ('person.trained_placed', case when r.trained_in is not null then r.placed_in end),
    ('person.migrant_among_placed', case when r.migrant_placed_in is not null then r.placed_in end)`;

const contribution = (metrics: string): string => `
create or replace function person_year_outcome_rollup(r person_year_outcome) returns setof rollup_cell language sql stable as $$
  select o.metric, o.region, '', r.year, '', 1::bigint, 0::bigint
  from (values ${metrics}
  ) o(metric, region)
  where o.region is not null$$;`;
