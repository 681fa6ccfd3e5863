import { createRollupSource, dropRollupTriggers, rollupTriggers } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = ['enterprise', 'enterprise_visit', 'worker_diversion'] as const;

/** Counts the jobs that demonstration units promise, by region and year, beside the jobs filled that employment counts. */
export class CountPromisedJobs1795564890070 implements MigrationInterface {
  readonly name = 'CountPromisedJobs1795564890070';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(PLEDGE);
    await rollupTriggers(queryRunner, 'demonstration_pledge');
    await queryRunner.query(FILL);
    await createRollupSource(queryRunner, [...BEFORE, 'demonstration_pledge']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await createRollupSource(queryRunner, BEFORE);
    await dropRollupTriggers(queryRunner, 'demonstration_pledge');
    await queryRunner.query(`
      drop function demonstration_pledge_rollup(demonstration_pledge);
      delete from rollup_delta where metric = 'jobs_promised';
      delete from rollup_counter where metric = 'jobs_promised';
      alter table demonstration_pledge drop column region_code;`);
  }
}

const PLEDGE = `
alter table demonstration_pledge add column region_code text;
update demonstration_pledge p set region_code = e.region_code from enterprise e where e.id = p.enterprise_id;
alter table demonstration_pledge
  alter column region_code set not null,
  add constraint demonstration_pledge_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code !~ '0000$');
comment on column demonstration_pledge.region_code is 'Region of the unit when it first promised for the year; it stays when the unit moves.';
create function demonstration_pledge_rollup(r demonstration_pledge) returns setof rollup_cell language sql stable as $$
  select 'jobs_promised', r.region_code, '', r.year, '', r.jobs::bigint, 0::bigint where r.jobs <> 0
$$;
comment on function demonstration_pledge_rollup(demonstration_pledge) is 'What one promise contributes to the aggregates of its region.';
`;

/** Promises that were there before the triggers. */
const FILL = `
insert into rollup_delta (metric, region_code, campaign, year, key, n, amount_fen)
select c.metric, c.region_code, c.campaign, c.year, c.key, sum(c.n), 0
from demonstration_pledge p, lateral demonstration_pledge_rollup(p) c group by 1, 2, 3, 4, 5;
`;
