import { createRollupSource, dropRollupSource, dropRollupTriggers, rollupTriggers } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts of files by region, kept exact at commit: what one file contributes, and the triggers that append its changes. */
export class CreateHouseholdRollup1767225840000 implements MigrationInterface {
  readonly name = 'CreateHouseholdRollup1767225840000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(HOUSEHOLD_ROLLUP);
    await rollupTriggers(queryRunner, 'household');
    await createRollupSource(queryRunner, ['household']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropRollupSource(queryRunner);
    await dropRollupTriggers(queryRunner, 'household');
    await queryRunner.query('drop function household_rollup(household)');
  }
}

const ACTIVE = `r.status in ('RECORDED','UNDER_REVIEW','EXIT_PROPOSED','EXIT_PUBLICISED')`;

const HOUSEHOLD_ROLLUP = `
create function household_rollup(r household) returns setof rollup_cell language sql stable as $$
  select c.metric, r.region_code, ''::text, c.year, c.key, 1::bigint, 0::bigint
  from (values
    ('filed', 0, '', ${ACTIVE}),
    ('migrant', 0, '', ${ACTIVE} and r.is_migrant),
    ('cause', 0, r.primary_cause, ${ACTIVE}),
    ('category', 0, r.category, ${ACTIVE}),
    ('review_due', 0, to_char(r.next_review_due_on, 'YYYY-MM-DD'), ${ACTIVE}),
    ('exited', extract(year from r.exited_on)::integer, r.exit_reason, r.exited_on is not null)
  ) c (metric, year, key, counts)
  where c.counts
$$;
comment on function household_rollup(household) is
  'What one file contributes: active files (filed, migrant, by primary cause, by category, by the day the review falls due) and exits by year and reason.';
`;
