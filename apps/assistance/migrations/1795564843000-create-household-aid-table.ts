import { applicationRole } from '@nuan/database';
import { derivedTable, dropDerivedTable } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What others keep of a household's aid: whether a plan is in force and when money last came; kept by triggers, exact at commit. */
export class CreateHouseholdAidTable1795564843000 implements MigrationInterface {
  readonly name = 'CreateHouseholdAidTable1795564843000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [TABLE, REFRESH, TRIGGERS, REBUILD]) await queryRunner.query(sql);
    await queryRunner.query(`grant select on household_aid to ${await applicationRole(queryRunner)}`);
    await derivedTable(queryRunner, 'household_aid', 'rebuild_household_aid');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropDerivedTable(queryRunner, 'household_aid');
    await queryRunner.query(UNDO);
  }
}

const TABLE = `
create table household_aid (
  id uuid not null,
  has_active_plan boolean not null,
  last_aid_on date,
  region_code text not null,
  version bigint not null,
  constraint household_aid_pkey primary key (id),
  constraint household_aid_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint household_aid_version_positive check (version > 0)
);
comment on table household_aid is
  'Per household: whether a plan is ACTIVE, and the day of its last payment. Derived from aid_plan and disbursement by triggers; source of the facts that workers keeps.';
comment on column household_aid.id is 'The household.';
comment on column household_aid.last_aid_on is 'Calendar day in Asia/Shanghai of the latest payment that stands; null when there is none.';
`;

const PAID_ON = `(d.paid_at at time zone 'Asia/Shanghai')::date`;

/** First the rows are locked, in the order of their ids; then a fresh statement reads what is true, so that concurrent writers can't store a stale answer. */
const REFRESH = `
create function refresh_household_aid(households uuid[], regions text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into household_aid (id, has_active_plan, last_aid_on, region_code, version)
  select distinct on (h.id) h.id, false, null::date, h.region_code, 1
  from unnest(households, regions) h (id, region_code) order by h.id
  on conflict on constraint household_aid_pkey do nothing;
  perform from household_aid a where a.id = any (households) order by a.id for update;
  update household_aid a
  set has_active_plan = f.has_active_plan, last_aid_on = f.last_aid_on, version = a.version + 1
  from (
    select h.id,
      exists (select from aid_plan p where p.household_id = h.id and p.status = 'ACTIVE') as has_active_plan,
      (select max(${PAID_ON}) from disbursement d where d.household_id = h.id and d.status in ('PAID','RECONCILED')) as last_aid_on
    from (select distinct unnest(households) as id) h
  ) f
  where f.id = a.id and (f.has_active_plan, f.last_aid_on) is distinct from (a.has_active_plan, a.last_aid_on);
end $$;
revoke execute on function refresh_household_aid(uuid[], text[]) from public;
comment on function refresh_household_aid(uuid[], text[]) is 'Makes household_aid true for these households; regions are index-aligned and used for new rows.';
`;

/**
 * Statement by statement, and only for rows whose change can matter: a payment that isn't paid yet costs one look. What changed is
 * found by a set operation. A join of the two row sets would keep the plan of the first statement, which touched one row: nested
 * loops, in which 4,000 payments took three seconds.
 */
const TRIGGERS = `
create function household_aid_of_plans() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  households uuid[];
  regions text[];
begin
  if tg_op = 'INSERT' then
    select array_agg(n.household_id), array_agg(n.region_code) into households, regions from new_rows n where n.status = 'ACTIVE';
  else
    select array_agg(c.household_id), array_agg(c.region_code) into households, regions
    from (
      select n.id, n.household_id, n.region_code, n.status = 'ACTIVE' from new_rows n
      except all select o.id, o.household_id, o.region_code, o.status = 'ACTIVE' from old_rows o
    ) c;
  end if;
  if households is not null then
    perform refresh_household_aid(households, regions);
  end if;
  return null;
end $$;
create trigger aid_plan_household_aid_insert after insert on aid_plan
  referencing new table as new_rows for each statement execute function household_aid_of_plans();
create trigger aid_plan_household_aid_update after update on aid_plan
  referencing new table as new_rows old table as old_rows for each statement execute function household_aid_of_plans();

create function household_aid_of_payments() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  households uuid[];
  regions text[];
begin
  if tg_op = 'INSERT' then
    select array_agg(n.household_id), array_agg(n.region_code) into households, regions
    from new_rows n where n.household_id is not null and n.status in ('PAID','RECONCILED');
  else
    select array_agg(c.household_id), array_agg(c.region_code) into households, regions
    from (
      select n.id, n.household_id, n.region_code, n.status in ('PAID','RECONCILED') from new_rows n where n.household_id is not null
      except all select o.id, o.household_id, o.region_code, o.status in ('PAID','RECONCILED') from old_rows o
    ) c;
  end if;
  if households is not null then
    perform refresh_household_aid(households, regions);
  end if;
  return null;
end $$;
create trigger disbursement_household_aid_insert after insert on disbursement
  referencing new table as new_rows for each statement execute function household_aid_of_payments();
create trigger disbursement_household_aid_update after update on disbursement
  referencing new table as new_rows old table as old_rows for each statement execute function household_aid_of_payments();
`;

const REBUILD = `
create function rebuild_household_aid() returns void language sql security definer set search_path = public, pg_temp as $$
  insert into household_aid as a (id, has_active_plan, last_aid_on, region_code, version)
  select f.id, bool_or(f.is_active), max(f.paid_on), min(f.region_code), 1
  from (
    select p.household_id as id, p.status = 'ACTIVE' as is_active, null::date as paid_on, p.region_code from aid_plan p
    union all
    select d.household_id, false, case when d.status in ('PAID','RECONCILED') then ${PAID_ON} end, d.region_code
    from disbursement d where d.household_id is not null
  ) f
  group by f.id
  on conflict on constraint household_aid_pkey do update
  set has_active_plan = excluded.has_active_plan, last_aid_on = excluded.last_aid_on, version = a.version + 1
  where (excluded.has_active_plan, excluded.last_aid_on) is distinct from (a.has_active_plan, a.last_aid_on)
$$;
revoke execute on function rebuild_household_aid() from public;
comment on function rebuild_household_aid() is 'Refills household_aid from the plans and payments; versions of changed rows rise.';
`;

const UNDO = `
drop function rebuild_household_aid();
drop trigger disbursement_household_aid_update on disbursement;
drop trigger disbursement_household_aid_insert on disbursement;
drop function household_aid_of_payments();
drop trigger aid_plan_household_aid_update on aid_plan;
drop trigger aid_plan_household_aid_insert on aid_plan;
drop function household_aid_of_plans();
drop function refresh_household_aid(uuid[], text[]);
drop table household_aid;
`;
