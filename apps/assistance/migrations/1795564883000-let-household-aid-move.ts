import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What others keep of a household's aid stands where its file is: after a transfer it is told under the new region, as soon as
 * the feed tells of the move or its casework or its money moves next. Plans and payments keep the region that they were made in (I32).
 */
export class LetHouseholdAidMove1795564883000 implements MigrationInterface {
  readonly name = 'LetHouseholdAidMove1795564883000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(refresh(MOVING));
    await queryRunner.query(rebuild(REGION_OF_FILE));
    await queryRunner.query(FOLLOW);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger household_projection_household_aid on household_projection;
      drop function household_aid_of_files();`);
    await queryRunner.query(refresh(STAYING));
    await queryRunner.query(rebuild(REGION_OF_FIRST));
  }
}

const PAID_ON = `(d.paid_at at time zone 'Asia/Shanghai')::date`;
const HAS_PLAN = `exists (select from aid_plan p where p.household_id = h.id and p.status = 'ACTIVE')`;
const LAST_AID = `(select max(${PAID_ON}) from disbursement d where d.household_id = h.id and d.status in ('PAID','RECONCILED'))`;
const FILE = '(select f.region_code from household_projection f where f.id = h.id)';

/** Region of a new row, and of one that is kept. */
interface Regions {
  readonly inserted: string;
  readonly kept: string;
}
const MOVING: Regions = { inserted: `coalesce(${FILE}, h.region_code)`, kept: `coalesce(${FILE}, h.region_code)` };
const STAYING: Regions = { inserted: 'h.region_code', kept: 'h.region_code' };

const refresh = ({ inserted, kept }: Regions): string => `
create or replace function refresh_household_aid(households uuid[], regions text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into household_aid (id, has_active_plan, last_aid_on, region_code, version)
  select distinct on (h.id) h.id, ${HAS_PLAN}, ${LAST_AID}, ${inserted}, 1
  from unnest(households, regions) h (id, region_code) order by h.id
  on conflict on constraint household_aid_pkey do nothing;
  perform from household_aid a where a.id = any (households) order by a.id for update;
  update household_aid a
  set has_active_plan = f.has_active_plan, last_aid_on = f.last_aid_on, region_code = f.region_code, version = a.version + 1
  from (
    select h.id, ${HAS_PLAN} as has_active_plan, ${LAST_AID} as last_aid_on, ${kept} as region_code
    from household_aid h where h.id = any (households)
  ) f
  where f.id = a.id and (f.has_active_plan, f.last_aid_on, f.region_code) is distinct from (a.has_active_plan, a.last_aid_on, a.region_code);
end $$;`;

const REGION_OF_FILE = `coalesce((select k.region_code from household_projection k where k.id = f.id), min(f.region_code))`;
const REGION_OF_FIRST = 'min(f.region_code)';

const rebuild = (region: string): string => `
create or replace function rebuild_household_aid() returns void language sql security definer set search_path = public, pg_temp as $$
  insert into household_aid as a (id, has_active_plan, last_aid_on, region_code, version)
  select f.id, bool_or(f.is_active), max(f.paid_on), ${region}, 1
  from (
    select p.household_id as id, p.status = 'ACTIVE' as is_active, null::date as paid_on, p.region_code from aid_plan p
    union all
    select d.household_id, false, case when d.status in ('PAID','RECONCILED') then ${PAID_ON} end, d.region_code
    from disbursement d where d.household_id is not null
  ) f
  group by f.id having bool_or(f.is_active) or max(f.paid_on) is not null or exists (select from household_aid k where k.id = f.id)
  on conflict on constraint household_aid_pkey do update
  set has_active_plan = excluded.has_active_plan, last_aid_on = excluded.last_aid_on, ${region === REGION_OF_FILE ? 'region_code = excluded.region_code, ' : ''}version = a.version + 1
  where (excluded.has_active_plan, excluded.last_aid_on) is distinct from (a.has_active_plan, a.last_aid_on)
    ${region === REGION_OF_FILE ? 'or excluded.region_code <> a.region_code' : ''}
$$;`;

/** A move is an update of the projection that changes the region; all other updates cost one set operation. */
const FOLLOW = `
create function household_aid_of_files() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  households uuid[];
  regions text[];
begin
  select array_agg(c.id), array_agg(c.region_code) into households, regions
  from (
    select n.id, n.region_code from new_rows n where exists (select from household_aid a where a.id = n.id)
    except all select o.id, o.region_code from old_rows o
  ) c;
  if households is not null then
    perform refresh_household_aid(households, regions);
  end if;
  return null;
end $$;
comment on function household_aid_of_files() is 'Moves household_aid after a household whose file has moved.';
create trigger household_projection_household_aid after update on household_projection
  referencing new table as new_rows old table as old_rows for each statement execute function household_aid_of_files();
`;
