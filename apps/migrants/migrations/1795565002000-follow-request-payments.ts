import {
  applicationRole,
  createRollupSource,
  dropRegionWall,
  dropRollupTriggers,
  regionWall,
  rollupTriggers,
} from '@nuan/database';
import { derivedTable, dropDerivedTable } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLLED_UP = [
  'service_station',
  'wage_case',
  'insurance_project',
  'return_service',
  'health_check_batch',
] as const;
const WALLED = ['request_payment_projection', 'return_subsidy'] as const;

/**
 * Brings back what assistance paid of the advances and travel subsidies that were asked for: money of home return is what was
 * paid, and what was asked for stands beside it. Asked for by card or passbook.
 */
export class FollowRequestPayments1795565002000 implements MigrationInterface {
  readonly name = 'FollowRequestPayments1795565002000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [MODE, PROJECTION, RETURN_SUBSIDY, KEEP, REBUILD, TRIGGERS, ROLLUP]) await queryRunner.query(sql);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select, insert, update, delete on request_payment_projection to ${app}`);
    await queryRunner.query(`grant select on return_subsidy to ${app}`);
    for (const table of WALLED) await regionWall(queryRunner, table);
    await rollupTriggers(queryRunner, 'return_subsidy');
    await createRollupSource(queryRunner, [...ROLLED_UP, 'return_subsidy']);
    await derivedTable(queryRunner, 'return_subsidy', 'rebuild_return_subsidy');
    await queryRunner.query(ASKED_IS_NOT_PAID);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ASKED_COUNTS_AGAIN);
    await dropDerivedTable(queryRunner, 'return_subsidy');
    await createRollupSource(queryRunner, ROLLED_UP);
    await dropRollupTriggers(queryRunner, 'return_subsidy');
    for (const table of [...WALLED].reverse()) await dropRegionWall(queryRunner, table);
    await queryRunner.query(UNDO);
  }
}

const facts = (more: string): string => `
create or replace function travel_subsidy_request_facts(r travel_subsidy_request) returns jsonb language sql stable as $$
  select jsonb_build_object('returnServiceId', r.return_service_id, 'workerId', r.worker_id, 'amountFen', r.amount_fen,
    'requestedOn', r.requested_on${more})
$$;`;

const MODE = `
alter table travel_subsidy_request add column mode text not null default 'BANK_CARD',
  add constraint travel_subsidy_request_mode_by_account check (mode in ('BANK_CARD','PASSBOOK'));
comment on column travel_subsidy_request.mode is 'By which account of the person it is to be paid.';
${facts(`, 'mode', r.mode`)}
`;

const PROJECTION = `
create table request_payment_projection (
  id uuid not null,
  request_id uuid not null,
  region_code text not null,
  status text not null,
  amount_fen bigint not null,
  paid_on date,
  source_version bigint not null,
  projected_at timestamptz not null default now(),
  constraint request_payment_projection_pkey primary key (id),
  constraint request_payment_projection_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint request_payment_projection_amount_fen_positive check (amount_fen > 0),
  constraint request_payment_projection_source_version_positive check (source_version > 0)
);
create index request_payment_projection_request_id_idx on request_payment_projection (request_id);
comment on table request_payment_projection is
  'Projection of payments that answer an advance or a travel subsidy (owner: assistance). Rebuilt from the owner''s change feed.';
comment on column request_payment_projection.request_id is
  'Personal data by reference (who asked for a subsidy to travel): lawful basis is the aid procedure; kept as long as the owner keeps the payment.';
comment on column request_payment_projection.source_version is 'Version of the payment this row was taken from; a lower one is never applied.';
`;

const RETURN_SUBSIDY = `
create table return_subsidy (
  return_service_id uuid not null,
  region_code text not null,
  campaign_code text not null,
  year integer not null,
  is_over boolean not null,
  requested integer not null,
  requested_fen bigint not null,
  paid integer not null,
  paid_fen bigint not null,
  constraint return_subsidy_pkey primary key (return_service_id),
  constraint return_subsidy_return_service_id_fk foreign key (return_service_id) references return_service (id),
  constraint return_subsidy_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint return_subsidy_requested_positive check (requested > 0 and requested_fen > 0),
  constraint return_subsidy_paid_whole check (paid >= 0 and paid_fen >= 0)
);
comment on table return_subsidy is
  'Per service whose travel subsidies were asked for: how many and how much, and what assistance has paid of it. Derived by triggers.';
comment on column return_subsidy.campaign_code is 'Campaign of the service; empty when it is of none.';
comment on column return_subsidy.year is 'Year of the service.';
comment on column return_subsidy.is_over is 'Whether the service is over: its figures count from then on.';
comment on column return_subsidy.paid_fen is 'Sum of the payments that stand: one that was taken back counts no longer.';
`;

const COLUMNS = ['region_code', 'campaign_code', 'year', 'is_over', 'requested', 'requested_fen', 'paid', 'paid_fen'];

/** The service's row is held first: of two that change its figures at once, the second counts what the first has written. */
const KEEP = `
create function keep_return_subsidy(services uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from return_service s where s.id = any(services) order by s.id for no key update;
  insert into return_subsidy as m (return_service_id, ${COLUMNS.join(', ')})
  select s.id, s.region_code, coalesce(s.campaign_code, ''), extract(year from s.served_on)::integer, s.status = 'DONE',
    t.requested, t.requested_fen, t.paid, t.paid_fen
  from return_service s cross join lateral (
    select count(*)::integer as requested, sum(q.amount_fen)::bigint as requested_fen,
      count(p.fen)::integer as paid, coalesce(sum(p.fen), 0)::bigint as paid_fen
    from travel_subsidy_request q left join lateral (
      select sum(y.amount_fen)::bigint as fen from request_payment_projection y
      where y.request_id = q.id and y.status in ('PAID','RECONCILED')
    ) p on true
    where q.return_service_id = s.id
  ) t
  where s.id = any(services) and t.requested > 0
  on conflict on constraint return_subsidy_pkey do update set ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}
  where (${COLUMNS.map((column) => `m.${column}`).join(', ')}) is distinct from (${COLUMNS.map((column) => `excluded.${column}`).join(', ')});
end $$;
revoke execute on function keep_return_subsidy(uuid[]) from public;
comment on function keep_return_subsidy(uuid[]) is 'Makes return_subsidy say of some services what requests and payments say.';
`;

const REBUILD = `
create function rebuild_return_subsidy() returns void language sql security definer set search_path = public, pg_temp as $$
  select keep_return_subsidy(array(select distinct return_service_id from travel_subsidy_request))
$$;
revoke execute on function rebuild_return_subsidy() from public;
comment on function rebuild_return_subsidy() is 'Refills return_subsidy from requests and payments; a request is never deleted, so that no row goes.';
`;

const services = (rows: string): string =>
  `array(select distinct q.return_service_id from ${rows} r join travel_subsidy_request q on q.id = r.request_id)`;

const TRIGGERS = `
create function travel_subsidy_request_kept() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform keep_return_subsidy(array(select distinct return_service_id from new_rows));
  return null;
end $$;
comment on function travel_subsidy_request_kept() is 'Counts what is asked for.';
create trigger travel_subsidy_request_kept after insert on travel_subsidy_request
  referencing new table as new_rows for each statement execute function travel_subsidy_request_kept();

create function request_payment_projection_kept() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    perform keep_return_subsidy(${services('old_rows')});
  else
    perform keep_return_subsidy(${services('new_rows')});
  end if;
  return null;
end $$;
comment on function request_payment_projection_kept() is 'Counts what was paid, and no longer what was taken back.';
create trigger request_payment_projection_kept_insert after insert on request_payment_projection
  referencing new table as new_rows for each statement execute function request_payment_projection_kept();
create trigger request_payment_projection_kept_update after update on request_payment_projection
  referencing new table as new_rows for each statement execute function request_payment_projection_kept();
create trigger request_payment_projection_kept_delete after delete on request_payment_projection
  referencing old table as old_rows for each statement execute function request_payment_projection_kept();

create function return_service_subsidy_kept() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform keep_return_subsidy(array[new.id]);
  return null;
end $$;
comment on function return_service_subsidy_kept() is 'Lets the figures of subsidies count once their service is over.';
create trigger return_service_subsidy_kept after update on return_service
  for each row when (new.kind = 'TRANSPORT_SUBSIDY' and new.status is distinct from old.status)
  execute function return_service_subsidy_kept();
`;

const ROLLUP = `
create function return_subsidy_rollup(r return_subsidy) returns setof rollup_cell language sql stable as $$
  select cell.metric, r.region_code, r.campaign_code, r.year, 'TRANSPORT_SUBSIDY', cell.n, cell.amount_fen
  from (values
    ('return_served', 0::bigint, r.paid_fen),
    ('return_requested', r.requested::bigint, r.requested_fen)
  ) cell(metric, n, amount_fen)
  where r.is_over
$$;
comment on function return_subsidy_rollup(return_subsidy) is
  'What the subsidies of one service contribute to its region: money paid beside that of tickets, and what was asked for. Persons are counted with the service.';
`;

/** What was asked for stood among the money that was paid until now. */
const ASKED_IS_NOT_PAID = `
alter table return_service drop constraint return_service_subsidy_fen_with_kind;
update return_service s set subsidy_fen = nullif(s.subsidy_fen - q.fen, 0)
from (select return_service_id, sum(amount_fen) as fen from travel_subsidy_request group by return_service_id) q
where q.return_service_id = s.id;
comment on column return_service.subsidy_fen is
  'Money for travel that is recorded here: tickets bought, and subsidies of services from before requests were handed on. What assistance paid is in return_subsidy.';
select rebuild_return_subsidy();
`;

const ASKED_COUNTS_AGAIN = `
delete from return_subsidy;
delete from rollup_delta where metric = 'return_requested';
delete from rollup_counter where metric = 'return_requested';
update return_service s set subsidy_fen = coalesce(s.subsidy_fen, 0) + q.fen
from (select return_service_id, sum(amount_fen) as fen from travel_subsidy_request group by return_service_id) q
where q.return_service_id = s.id;
comment on column return_service.subsidy_fen is null;
alter table return_service add constraint return_service_subsidy_fen_with_kind
  check (kind <> 'TRANSPORT_SUBSIDY' or subsidy_fen is not null or status <> 'DONE');
`;

const UNDO = `
drop trigger return_service_subsidy_kept on return_service;
drop function return_service_subsidy_kept();
drop table request_payment_projection;
drop function request_payment_projection_kept();
drop trigger travel_subsidy_request_kept on travel_subsidy_request;
drop function travel_subsidy_request_kept();
drop function rebuild_return_subsidy();
drop function keep_return_subsidy(uuid[]);
drop function return_subsidy_rollup(return_subsidy);
drop table return_subsidy;
${facts('')}
alter table travel_subsidy_request drop column mode;
`;
