import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Makes distress and visits writable: periods that never overlap, what a visit brought, and wrong entries that a counter-entry takes
 * out of every count without deleting them.
 */
export class CorrectDistressAndVisits1795564890010 implements MigrationInterface {
  readonly name = 'CorrectDistressAndVisits1795564890010';

  async up(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    for (const sql of [PERIOD, VISIT, CORRECTION, APPLY, NO_OVERLAP]) await queryRunner.query(sql);
    await queryRunner.query(currentDistress('and p.corrected_on is null'));
    await queryRunner.query(visitRollup('and r.corrected_on is null'));
    await queryRunner.query(`
      revoke update on distress_period, enterprise_visit from ${app};
      grant update (to_on, recorded_on) on distress_period to ${app};
      grant update (first_in_campaign) on enterprise_visit to ${app};
      grant select, insert on entry_correction to ${app};`);
    await auditedTables(queryRunner, ['entry_correction']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await dropAuditedTables(queryRunner, ['entry_correction']);
    await queryRunner.query(currentDistress(''));
    await queryRunner.query(visitRollup(''));
    await queryRunner.query(UNDO);
    await queryRunner.query(`
      revoke update (to_on, recorded_on) on distress_period from ${app};
      revoke update (first_in_campaign) on enterprise_visit from ${app};
      grant update on distress_period, enterprise_visit to ${app};`);
  }
}

const PERIOD = `
alter table distress_period
  add column corrected_on date,
  drop constraint distress_period_enterprise_id_from_on_unique;
drop index distress_period_open_unique;
create unique index distress_period_open_unique on distress_period (enterprise_id) where to_on is null and corrected_on is null;
create index distress_period_enterprise_id_from_on_idx on distress_period (enterprise_id, from_on);
comment on column distress_period.corrected_on is 'Day on which a counter-entry took it back as wrong; it counts no longer. Kept by the trigger on entry_correction alone.';
create function enterprise_in_distress(enterprise uuid, on_day date) returns boolean language sql stable as $$
  select exists (select from distress_period p where p.enterprise_id = enterprise and p.corrected_on is null
    and p.from_on <= on_day and (p.to_on is null or p.to_on >= on_day))
$$;
comment on function enterprise_in_distress(uuid, date) is 'Whether an enterprise was in distress of any kind on a day.';
`;

const RANKS = `'PROVINCE_LEADER','PREFECTURE_LEADER','COUNTY_LEADER','UNION_LEADER','UNION_CADRE'`;

const VISIT = `
alter table enterprise_visit
  add column leader_rank text,
  add column goods_fen bigint,
  add column corrected_on date,
  add constraint enterprise_visit_leader_rank_known check (leader_rank in (${RANKS})),
  add constraint enterprise_visit_goods_fen_positive check (goods_fen > 0);
drop index enterprise_visit_first_in_campaign_unique;
create unique index enterprise_visit_first_in_campaign_unique
  on enterprise_visit (enterprise_id, campaign_code) where first_in_campaign and corrected_on is null;
comment on column enterprise_visit.goods_fen is 'Value of goods handed to the enterprise itself, as reported; null when there were none.';
comment on column enterprise_visit.corrected_on is 'Day on which a counter-entry took it back as wrong; it counts no longer. Kept by the trigger on entry_correction alone.';
`;

const CORRECTION = `
create table entry_correction (
  id uuid not null,
  enterprise_id uuid not null,
  distress_period_id uuid,
  visit_id uuid,
  reason text not null,
  corrected_on date not null,
  corrected_by text not null,
  constraint entry_correction_pkey primary key (id),
  constraint entry_correction_enterprise_id_fkey foreign key (enterprise_id) references enterprise (id),
  constraint entry_correction_distress_period_id_fkey foreign key (distress_period_id) references distress_period (id),
  constraint entry_correction_visit_id_fkey foreign key (visit_id) references enterprise_visit (id),
  constraint entry_correction_distress_period_id_unique unique (distress_period_id),
  constraint entry_correction_visit_id_unique unique (visit_id),
  constraint entry_correction_of_one_entry check (num_nonnulls(distress_period_id, visit_id) = 1),
  constraint entry_correction_reason_present check (btrim(reason) <> '')
);
create index entry_correction_enterprise_id_idx on entry_correction (enterprise_id, id);
comment on table entry_correction is 'Counter-entries: each takes one wrong distress period or visit back, with a reason. Appended only; what it takes back stays on record.';
`;

/** The next visit of the campaign that found the enterprise in distress counts in the place of one that is taken back. */
const APPLY = `
create function entry_correction_apply() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  taken enterprise_visit;
begin
  if new.distress_period_id is not null then
    update distress_period set corrected_on = new.corrected_on where id = new.distress_period_id;
    return null;
  end if;
  update enterprise_visit set corrected_on = new.corrected_on where id = new.visit_id returning * into taken;
  if taken.first_in_campaign then
    update enterprise_visit set first_in_campaign = true where id = (
      select v.id from enterprise_visit v
      where v.enterprise_id = taken.enterprise_id and v.campaign_code = taken.campaign_code and v.corrected_on is null
        and enterprise_in_distress(v.enterprise_id, v.visited_on)
      order by v.visited_on, v.id limit 1);
  end if;
  return null;
end $$;
revoke execute on function entry_correction_apply() from public;
create trigger entry_correction_apply after insert on entry_correction for each row execute function entry_correction_apply();
comment on function entry_correction_apply() is 'Takes the entry out of every count; another visit may count in its place.';
`;

/** Decided under the lock of the enterprise, so that two entries can't slip past each other. */
const NO_OVERLAP = `
create function distress_period_no_overlap() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.corrected_on is not null then
    return null;
  end if;
  perform from enterprise where id = new.enterprise_id for no key update;
  if exists (select from distress_period p where p.enterprise_id = new.enterprise_id and p.id <> new.id and p.corrected_on is null
    and p.from_on <= coalesce(new.to_on, 'infinity') and coalesce(p.to_on, 'infinity') >= new.from_on) then
    raise exception 'distress periods of an enterprise overlap'
      using errcode = 'exclusion_violation', table = 'distress_period', constraint = 'distress_period_no_overlap';
  end if;
  return null;
end $$;
revoke execute on function distress_period_no_overlap() from public;
create trigger distress_period_no_overlap after insert or update on distress_period
  for each row execute function distress_period_no_overlap();
comment on function distress_period_no_overlap() is 'An enterprise is in one kind of distress at a time.';
`;

const currentDistress = (standing: string): string => `
create or replace function distress_period_current() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update enterprise e
  set distress_kind = now_open.kind, distress_from_on = now_open.from_on, version = e.version + 1
  from (
    select changed.enterprise_id, p.kind, p.from_on
    from (select distinct enterprise_id from changed_rows) changed
    left join distress_period p on p.enterprise_id = changed.enterprise_id and p.to_on is null ${standing}
  ) now_open
  where e.id = now_open.enterprise_id
    and (e.distress_kind, e.distress_from_on) is distinct from (now_open.kind, now_open.from_on);
  return null;
end $$;`;

const visitRollup = (standing: string): string => `
create or replace function enterprise_visit_rollup(r enterprise_visit) returns setof rollup_cell language sql stable as $$
  select cell.metric, r.region_code, coalesce(r.campaign_code, ''), extract(year from r.visited_on)::integer, '', cell.n, cell.amount_fen
  from (values
    ('visit', 1::bigint, coalesce(r.amount_fen, 0)),
    ('visited', r.first_in_campaign::integer::bigint, 0::bigint),
    ('workers_met', coalesce(r.workers_met, 0)::bigint, 0::bigint)
  ) cell(metric, n, amount_fen)
  where cell.n <> 0 ${standing}
$$;`;

const UNDO = `
drop table entry_correction;
drop function entry_correction_apply();
drop trigger distress_period_no_overlap on distress_period;
drop function distress_period_no_overlap();
drop function enterprise_in_distress(uuid, date);
drop index distress_period_open_unique;
drop index distress_period_enterprise_id_from_on_idx;
alter table distress_period
  drop column corrected_on,
  add constraint distress_period_enterprise_id_from_on_unique unique (enterprise_id, from_on);
create unique index distress_period_open_unique on distress_period (enterprise_id) where to_on is null;
drop index enterprise_visit_first_in_campaign_unique;
alter table enterprise_visit drop column leader_rank, drop column goods_fen, drop column corrected_on;
create unique index enterprise_visit_first_in_campaign_unique
  on enterprise_visit (enterprise_id, campaign_code) where first_in_campaign;
`;
