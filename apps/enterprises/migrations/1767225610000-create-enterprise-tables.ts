import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = `'OVERCAPACITY_CLOSED','ZOMBIE','LOSS_MAKING','OTHER'`;
const INDUSTRIES = `'COAL','STEEL','CONSTRUCTION','SANITATION','RAIL_TRANSIT','TEXTILE','MACHINERY','CHEMICAL','FINANCE','TRADE','OTHER'`;
const ROUTES = `'EARLY_RETIRED','ILL_OR_DISABLED_LEFT','INTERNAL_RETIRED','REASSIGNED','CONTRACT_ENDED'`;

/** Enterprises, the history of their distress, what they cut, whom they diverted, who visited them, and partner shops. */
export class CreateEnterpriseTables1767225610000 implements MigrationInterface {
  readonly name = 'CreateEnterpriseTables1767225610000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [ENTERPRISE, DISTRESS_PERIOD, CURRENT_DISTRESS, CAPACITY_CUT, WORKER_DIVERSION]) {
      await queryRunner.query(sql);
    }
    await queryRunner.query(ENTERPRISE_VISIT);
    await queryRunner.query(PARTNER_SHOP);
    await queryRunner.query(grants(await applicationRole(queryRunner)));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table partner_shop, enterprise_visit, worker_diversion, capacity_cut, distress_period, enterprise;
      drop function distress_period_current();`);
  }
}

const ENTERPRISE = `
create table enterprise (
  id uuid not null,
  credit_code text not null,
  name text not null,
  industry text not null,
  ownership text not null,
  region_code text not null,
  union_id uuid,
  headcount integer,
  distress_kind text,
  distress_from_on date,
  demonstration_status text,
  demonstration_since_on date,
  closed_on date,
  version integer not null default 1,
  constraint enterprise_pkey primary key (id),
  constraint enterprise_credit_code_unique unique (credit_code),
  constraint enterprise_credit_code_form check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  constraint enterprise_union_id_fkey foreign key (union_id) references trade_union (id),
  constraint enterprise_name_not_blank check (btrim(name) <> ''),
  constraint enterprise_industry_known check (industry in (${INDUSTRIES})),
  constraint enterprise_ownership_known
    check (ownership in ('STATE_OWNED','COLLECTIVE','PRIVATE','FOREIGN_INVESTED','JOINT_STOCK','OTHER')),
  constraint enterprise_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code !~ '0000$'),
  constraint enterprise_headcount_not_negative check (headcount >= 0),
  constraint enterprise_distress_kind_known check (distress_kind in (${KINDS})),
  constraint enterprise_distress_from_on_paired check ((distress_kind is null) = (distress_from_on is null)),
  constraint enterprise_demonstration_status_known check (demonstration_status in ('NOMINATED','SELECTED','REVOKED')),
  constraint enterprise_demonstration_since_on_paired
    check ((demonstration_status is null) = (demonstration_since_on is null)),
  constraint enterprise_version_positive check (version > 0)
);
create index enterprise_region_code_idx on enterprise (region_code, id);
create index enterprise_name_idx on enterprise (name, id);
create index enterprise_distress_kind_industry_idx on enterprise (distress_kind, industry, region_code, id);
create index enterprise_headcount_idx on enterprise ((coalesce(headcount, 0)), id);
create index enterprise_union_id_idx on enterprise (union_id);
create index enterprise_demonstration_status_idx on enterprise (demonstration_status, region_code) where demonstration_status is not null;
comment on table enterprise is 'Employers known to the unions, each by its unified social credit code.';
comment on column enterprise.region_code is 'County, or the city''s own code for an enterprise at city level; never the province.';
comment on column enterprise.distress_kind is 'Kind of the open distress period, null without one; kept by the trigger on distress_period alone.';
comment on column enterprise.closed_on is 'Day of deregistration; null while it is registered, also when closed to reduce excess capacity.';
`;

const DISTRESS_PERIOD = `
create table distress_period (
  id uuid not null,
  enterprise_id uuid not null,
  kind text not null,
  from_on date not null,
  to_on date,
  evidence text,
  recorded_on date not null,
  constraint distress_period_pkey primary key (id),
  constraint distress_period_enterprise_id_fkey foreign key (enterprise_id) references enterprise (id),
  constraint distress_period_kind_known check (kind in (${KINDS})),
  constraint distress_period_ordered check (to_on >= from_on),
  constraint distress_period_recorded_after check (from_on <= recorded_on and (to_on is null or to_on < recorded_on)),
  constraint distress_period_enterprise_id_from_on_unique unique (enterprise_id, from_on)
);
create unique index distress_period_open_unique on distress_period (enterprise_id) where to_on is null;
comment on table distress_period is 'History of distress: one row per kind and stretch of time; at most one is open per enterprise.';
comment on column distress_period.to_on is 'Last day of this distress; null while it lasts.';
comment on column distress_period.recorded_on is
  'Day of the last entry. A start is recorded when it has come and an end when it is past, so the open row is the present state on every later day.';
`;

/** Statement-level, so that a bulk load pays once; touches only enterprises whose present state really changes. */
const CURRENT_DISTRESS = `
create function distress_period_current() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update enterprise e
  set distress_kind = now_open.kind, distress_from_on = now_open.from_on, version = e.version + 1
  from (
    select changed.enterprise_id, p.kind, p.from_on
    from (select distinct enterprise_id from changed_rows) changed
    left join distress_period p on p.enterprise_id = changed.enterprise_id and p.to_on is null
  ) now_open
  where e.id = now_open.enterprise_id
    and (e.distress_kind, e.distress_from_on) is distinct from (now_open.kind, now_open.from_on);
  return null;
end $$;
revoke execute on function distress_period_current() from public;
create trigger distress_period_current_insert after insert on distress_period
  referencing new table as changed_rows for each statement execute function distress_period_current();
create trigger distress_period_current_update after update on distress_period
  referencing new table as changed_rows for each statement execute function distress_period_current();
create trigger distress_period_current_delete after delete on distress_period
  referencing old table as changed_rows for each statement execute function distress_period_current();
comment on function distress_period_current() is 'Keeps enterprise.distress_kind and distress_from_on equal to the open distress period.';
`;

const CAPACITY_CUT = `
create table capacity_cut (
  id uuid not null,
  enterprise_id uuid not null,
  year integer not null,
  product text not null,
  planned_tons integer not null,
  done_tons integer not null,
  closed_on date,
  constraint capacity_cut_pkey primary key (id),
  constraint capacity_cut_enterprise_id_fkey foreign key (enterprise_id) references enterprise (id),
  constraint capacity_cut_enterprise_id_year_product_unique unique (enterprise_id, year, product),
  constraint capacity_cut_product_known check (product in ('COAL','STEEL')),
  constraint capacity_cut_year_plausible check (year between 2013 and 2100),
  constraint capacity_cut_tons_sensible check (planned_tons > 0 and done_tons >= 0)
);
comment on table capacity_cut is 'Yearly capacity that an enterprise gives up under supply-side reform, planned and done, in tons.';
`;

const WORKER_DIVERSION = `
create table worker_diversion (
  enterprise_id uuid not null,
  region_code text not null,
  year integer not null,
  route text not null,
  workers integer not null,
  constraint worker_diversion_pkey primary key (enterprise_id, year, route),
  constraint worker_diversion_enterprise_id_fkey foreign key (enterprise_id) references enterprise (id),
  constraint worker_diversion_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code !~ '0000$'),
  constraint worker_diversion_route_known check (route in (${ROUTES})),
  constraint worker_diversion_year_plausible check (year between 2013 and 2100),
  constraint worker_diversion_workers_positive check (workers > 0)
);
comment on table worker_diversion is 'Workers that an enterprise reports as diverted, by year and route; head counts, no persons.';
comment on column worker_diversion.region_code is 'Region of the enterprise when it reported; it stays when the enterprise moves.';
`;

const ENTERPRISE_VISIT = `
create table enterprise_visit (
  id uuid not null,
  enterprise_id uuid not null,
  region_code text not null,
  campaign_code text,
  first_in_campaign boolean not null,
  visited_on date not null,
  leader text,
  workers_met integer,
  amount_fen bigint,
  note text,
  constraint enterprise_visit_pkey primary key (id),
  constraint enterprise_visit_enterprise_id_fkey foreign key (enterprise_id) references enterprise (id),
  constraint enterprise_visit_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code !~ '0000$'),
  constraint enterprise_visit_campaign_code_not_blank check (btrim(campaign_code) <> ''),
  constraint enterprise_visit_first_in_campaign_stated check (not first_in_campaign or campaign_code is not null),
  constraint enterprise_visit_workers_met_not_negative check (workers_met >= 0),
  constraint enterprise_visit_amount_fen_positive check (amount_fen > 0)
);
create unique index enterprise_visit_first_in_campaign_unique
  on enterprise_visit (enterprise_id, campaign_code) where first_in_campaign;
create index enterprise_visit_enterprise_id_visited_on_idx on enterprise_visit (enterprise_id, visited_on desc, id desc);
create index enterprise_visit_visited_on_idx on enterprise_visit (visited_on, id);
create index enterprise_visit_campaign_code_region_code_idx on enterprise_visit (campaign_code, region_code, visited_on, id);
comment on table enterprise_visit is 'Visits of union leaders to enterprises in distress; the relief itself goes to workers and is booked by assistance.';
comment on column enterprise_visit.region_code is 'Region of the enterprise on the day of the visit; it stays when the enterprise moves.';
comment on column enterprise_visit.first_in_campaign is
  'Whether this visit counts the enterprise as visited in the campaign; its unique index makes enterprises, not visits, add up.';
comment on column enterprise_visit.leader is 'Position of who led the visit, such as a chair of a city federation; never a name.';
`;

const PARTNER_SHOP = `
create table partner_shop (
  id uuid not null,
  name text not null,
  region_code text not null,
  union_id uuid not null,
  discount_percent integer not null,
  valid_from_on date not null,
  valid_to_on date,
  constraint partner_shop_pkey primary key (id),
  constraint partner_shop_union_id_fkey foreign key (union_id) references trade_union (id),
  constraint partner_shop_name_not_blank check (btrim(name) <> ''),
  constraint partner_shop_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code !~ '0000$'),
  constraint partner_shop_discount_percent_range check (discount_percent between 1 and 99),
  constraint partner_shop_period_ordered check (valid_to_on >= valid_from_on)
);
create index partner_shop_region_code_idx on partner_shop (region_code, id);
create index partner_shop_name_idx on partner_shop (name, id);
comment on table partner_shop is 'Shops under contract with a union that give a discount to households on file.';
`;

/** The derived columns of an enterprise are the trigger's alone; nothing of the record of visits and periods is deleted. */
const grants = (app: string): string => `
grant select, insert on enterprise, distress_period, capacity_cut, worker_diversion, enterprise_visit, partner_shop to ${app};
grant update (credit_code, name, industry, ownership, region_code, union_id, headcount, demonstration_status,
  demonstration_since_on, closed_on, version) on enterprise to ${app};
grant update on distress_period, capacity_cut, worker_diversion, enterprise_visit, partner_shop to ${app};
`;
