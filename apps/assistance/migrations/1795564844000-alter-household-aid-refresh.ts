import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A household's first facts are one row and so one change of the feed, not an empty row and its correction; and refilling the
 * table makes no rows for households of which there is nothing to tell.
 */
export class AlterHouseholdAidRefresh1795564844000 implements MigrationInterface {
  readonly name = 'AlterHouseholdAidRefresh1795564844000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(refresh(FACTS_AT_ONCE));
    await queryRunner.query(rebuild(SPARSE));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(refresh(EMPTY_FIRST));
    await queryRunner.query(rebuild(''));
  }
}

const PAID_ON = `(d.paid_at at time zone 'Asia/Shanghai')::date`;

const HAS_PLAN = `exists (select from aid_plan p where p.household_id = h.id and p.status = 'ACTIVE')`;
const LAST_AID = `(select max(${PAID_ON}) from disbursement d where d.household_id = h.id and d.status in ('PAID','RECONCILED'))`;

/** What it tells may be stale beside a concurrent writer; the row is locked next, and put right by a fresh statement. */
const FACTS_AT_ONCE = `select distinct on (h.id) h.id, ${HAS_PLAN}, ${LAST_AID}, h.region_code, 1`;
const EMPTY_FIRST = `select distinct on (h.id) h.id, false, null::date, h.region_code, 1`;

const refresh = (first: string): string => `
create or replace function refresh_household_aid(households uuid[], regions text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into household_aid (id, has_active_plan, last_aid_on, region_code, version)
  ${first}
  from unnest(households, regions) h (id, region_code) order by h.id
  on conflict on constraint household_aid_pkey do nothing;
  perform from household_aid a where a.id = any (households) order by a.id for update;
  update household_aid a
  set has_active_plan = f.has_active_plan, last_aid_on = f.last_aid_on, version = a.version + 1
  from (
    select h.id, ${HAS_PLAN} as has_active_plan, ${LAST_AID} as last_aid_on
    from (select distinct unnest(households) as id) h
  ) f
  where f.id = a.id and (f.has_active_plan, f.last_aid_on) is distinct from (a.has_active_plan, a.last_aid_on);
end $$;`;

const SPARSE = `having bool_or(f.is_active) or max(f.paid_on) is not null or exists (select from household_aid k where k.id = f.id)`;

const rebuild = (having: string): string => `
create or replace function rebuild_household_aid() returns void language sql security definer set search_path = public, pg_temp as $$
  insert into household_aid as a (id, has_active_plan, last_aid_on, region_code, version)
  select f.id, bool_or(f.is_active), max(f.paid_on), min(f.region_code), 1
  from (
    select p.household_id as id, p.status = 'ACTIVE' as is_active, null::date as paid_on, p.region_code from aid_plan p
    union all
    select d.household_id, false, case when d.status in ('PAID','RECONCILED') then ${PAID_ON} end, d.region_code
    from disbursement d where d.household_id is not null
  ) f
  group by f.id ${having}
  on conflict on constraint household_aid_pkey do update
  set has_active_plan = excluded.has_active_plan, last_aid_on = excluded.last_aid_on, version = a.version + 1
  where (excluded.has_active_plan, excluded.last_aid_on) is distinct from (a.has_active_plan, a.last_aid_on)
$$;`;
