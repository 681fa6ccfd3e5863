import { dropFactTriggers, factTriggers } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const PUBLISHED = [
  { table: 'capacity_cut', entity: 'CapacityCut' },
  { table: 'worker_diversion', entity: 'WorkerDiversion' },
];

/**
 * Publishes the capacity that works give up and the workers whom they divert, as counts. A cut gets the region of its enterprise, which it
 * follows as it is read with it; a report of diverted workers gets an id, and keeps the region of its day.
 */
export class PublishCapacity1795565140010 implements MigrationInterface {
  readonly name = 'PublishCapacity1795565140010';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [REGION, FOLLOW, IDENTITY, FACTS]) await queryRunner.query(sql);
    for (const table of PUBLISHED) await factTriggers(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table } of PUBLISHED) await dropFactTriggers(queryRunner, table);
    await queryRunner.query(`
      drop function capacity_cut_facts(capacity_cut);
      drop function worker_diversion_facts(worker_diversion);
      drop trigger enterprise_takes_cuts_along on enterprise;
      drop function enterprise_takes_cuts_along();
      alter table capacity_cut drop column region_code;
      alter table worker_diversion drop column id;`);
  }
}

const REGION = `
alter table capacity_cut add column region_code text;
update capacity_cut c set region_code = e.region_code from enterprise e where e.id = c.enterprise_id;
alter table capacity_cut
  alter column region_code set not null,
  add constraint capacity_cut_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code !~ '0000$');
comment on column capacity_cut.region_code is 'Region of the enterprise, also after it moves. Kept by the trigger on enterprise.';
`;

const FOLLOW = `
create function enterprise_takes_cuts_along() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update capacity_cut set region_code = new.region_code, version = version + 1
  where enterprise_id = new.id and region_code <> new.region_code;
  return null;
end $$;
revoke execute on function enterprise_takes_cuts_along() from public;
create trigger enterprise_takes_cuts_along after update of region_code on enterprise
  for each row execute function enterprise_takes_cuts_along();
comment on function enterprise_takes_cuts_along() is 'A capacity cut lies where its enterprise lies.';
`;

const IDENTITY = `
alter table worker_diversion
  add column id uuid not null default gen_random_uuid(),
  add constraint worker_diversion_id_unique unique (id);
comment on column worker_diversion.id is 'Id in the change feed; enterprise, year and route stay the key.';
`;

const FACTS = `
create function capacity_cut_facts(r capacity_cut) returns jsonb language sql stable as $$
  select jsonb_build_object('enterpriseId', r.enterprise_id, 'year', r.year, 'product', r.product,
    'plannedTons', r.planned_tons, 'doneTons', r.done_tons, 'closedOn', r.closed_on)
$$;
comment on function capacity_cut_facts(capacity_cut) is 'What others keep of the capacity that an enterprise gives up.';
create function worker_diversion_facts(r worker_diversion) returns jsonb language sql stable as $$
  select jsonb_build_object('enterpriseId', r.enterprise_id, 'year', r.year, 'route', r.route, 'workers', r.workers)
$$;
comment on function worker_diversion_facts(worker_diversion) is 'What others keep of the workers that an enterprise diverts: how many by a route, and nobody of them.';
`;
