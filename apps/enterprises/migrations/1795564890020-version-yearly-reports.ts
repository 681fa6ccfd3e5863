import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets enterprises report cuts and diverted workers anew: versions decide between two reports of a year, and none may be said. */
export class VersionYearlyReports1795564890020 implements MigrationInterface {
  readonly name = 'VersionYearlyReports1795564890020';

  async up(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      alter table capacity_cut
        add column version integer not null default 1,
        add constraint capacity_cut_version_positive check (version > 0);
      alter table worker_diversion
        add column version integer not null default 1,
        drop constraint worker_diversion_workers_positive,
        add constraint worker_diversion_workers_not_negative check (workers >= 0),
        add constraint worker_diversion_version_positive check (version > 0);
      comment on column worker_diversion.workers is 'Persons; 0 where a report was taken back to none.';
      revoke update on capacity_cut, worker_diversion from ${app};
      grant update (planned_tons, done_tons, closed_on, version) on capacity_cut to ${app};
      grant update (workers, version) on worker_diversion to ${app};`);
    await queryRunner.query(rollup('where r.workers <> 0'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await queryRunner.query(rollup(''));
    await queryRunner.query(`
      revoke update (planned_tons, done_tons, closed_on, version) on capacity_cut from ${app};
      revoke update (workers, version) on worker_diversion from ${app};
      grant update on capacity_cut, worker_diversion to ${app};
      comment on column worker_diversion.workers is null;
      alter table worker_diversion
        drop constraint worker_diversion_workers_not_negative,
        add constraint worker_diversion_workers_positive check (workers > 0) not valid,
        drop column version;
      alter table capacity_cut drop column version;`);
  }
}

const rollup = (condition: string): string => `
create or replace function worker_diversion_rollup(r worker_diversion) returns setof rollup_cell language sql stable as $$
  select 'diverted', r.region_code, '', r.year, r.route, r.workers::bigint, 0::bigint ${condition}
$$;`;
