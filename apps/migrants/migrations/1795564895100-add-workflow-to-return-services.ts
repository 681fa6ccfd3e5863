import { applicationRole } from '@nuan/database';
import {
  auditedTables,
  dropAuditedTables,
  dropFactTriggers,
  dropTransitionGuard,
  factTriggers,
  transitionGuard,
} from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { returnServiceMachine } from '../src/return-service/return-service.machine';

const TABLES = ['group_ticket_purchase', 'travel_subsidy_request'] as const;
const PUBLISHED = { table: 'travel_subsidy_request', entity: 'TravelSubsidyRequest' };

/** Makes home return writable: states, group tickets bought, and travel subsidies that assistance is asked to pay. */
export class AddWorkflowToReturnServices1795564895100 implements MigrationInterface {
  readonly name = 'AddWorkflowToReturnServices1795564895100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [COLUMNS, ROLLUP_WHEN_UNDER_WAY, TICKETS, SUBSIDIES]) await queryRunner.query(sql);
    await queryRunner.query(`grant select, insert on ${TABLES.join(', ')} to ${await applicationRole(queryRunner)}`);
    await auditedTables(queryRunner, TABLES);
    await factTriggers(queryRunner, PUBLISHED);
    await transitionGuard(queryRunner, 'return_service', 'status', returnServiceMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'return_service', 'status');
    await dropFactTriggers(queryRunner, PUBLISHED.table);
    await dropAuditedTables(queryRunner, TABLES);
    await queryRunner.query(DROP);
  }
}

/** Rows of before states were kept are services that are over. */
const COLUMNS = `
alter table return_service
  add column status text not null default 'DONE',
  add column version integer not null default 1,
  add constraint return_service_status_known check (status in ('PLANNED','OPEN','DEPARTED','DONE','CANCELLED')),
  add constraint return_service_version_positive check (version > 0),
  add constraint return_service_served_when_under_way check (served = 0 or status in ('DEPARTED','DONE')),
  drop constraint return_service_subsidy_fen_with_kind,
  add constraint return_service_subsidy_fen_with_kind check (kind <> 'TRANSPORT_SUBSIDY' or subsidy_fen is not null or status <> 'DONE');
comment on column return_service.seats is 'Seats offered, or tickets bought; null for a subsidy, and until tickets are bought.';
`;

/** What is only planned, and what was given up, is no service given. */
const ROLLUP_WHEN_UNDER_WAY = `
create or replace function return_service_rollup(r return_service) returns setof rollup_cell language sql stable as $$
  select cell.metric, r.region_code, coalesce(r.campaign_code, ''), extract(year from r.served_on)::integer, r.kind, cell.n, cell.amount_fen
  from (values
    ('return_service', 1::bigint, 0::bigint),
    ('return_served', r.served::bigint, coalesce(r.subsidy_fen, 0))
  ) cell(metric, n, amount_fen)
  where r.status in ('DEPARTED','DONE')
$$;`;

const TICKETS = `
create table group_ticket_purchase (
  id uuid not null,
  return_service_id uuid not null,
  region_code text not null,
  carrier text not null,
  tickets integer not null,
  price_fen bigint not null,
  bought_on date not null,
  constraint group_ticket_purchase_pkey primary key (id),
  constraint group_ticket_purchase_return_service_id_fk foreign key (return_service_id) references return_service (id),
  constraint group_ticket_purchase_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000'),
  constraint group_ticket_purchase_tickets_positive check (tickets > 0),
  constraint group_ticket_purchase_price_fen_positive check (price_fen > 0)
);
create index group_ticket_purchase_return_service_id_idx on group_ticket_purchase (return_service_id, id);
comment on table group_ticket_purchase is 'Tickets bought for a group of migrant workers, in one purchase.';
comment on column group_ticket_purchase.price_fen is 'Price of one ticket.';
`;

const SUBSIDIES = `
create table travel_subsidy_request (
  id uuid not null,
  return_service_id uuid not null,
  worker_id uuid not null,
  region_code text not null,
  amount_fen bigint not null,
  requested_on date not null,
  version integer not null default 1,
  constraint travel_subsidy_request_pkey primary key (id),
  constraint travel_subsidy_request_return_service_id_fk foreign key (return_service_id) references return_service (id),
  constraint travel_subsidy_request_return_service_id_worker_id_unique unique (return_service_id, worker_id),
  constraint travel_subsidy_request_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000'),
  constraint travel_subsidy_request_amount_fen_positive check (amount_fen > 0)
);
comment on table travel_subsidy_request is
  'Travel subsidies that assistance is asked to pay by card; it learns of them from the change feed. No money moves here.';
comment on column travel_subsidy_request.worker_id is 'Personal data (request for aid): lawful basis is the aid procedure; kept as long as the payment''s accounts.';
create function travel_subsidy_request_facts(r travel_subsidy_request) returns jsonb language sql stable as $$
  select jsonb_build_object('returnServiceId', r.return_service_id, 'workerId', r.worker_id, 'amountFen', r.amount_fen,
    'requestedOn', r.requested_on)
$$;
comment on function travel_subsidy_request_facts(travel_subsidy_request) is 'What assistance needs to pay a travel subsidy: for whom, by id, and how much.';
`;

const DROP = `
drop function travel_subsidy_request_facts(travel_subsidy_request);
drop table travel_subsidy_request;
drop table group_ticket_purchase;
create or replace function return_service_rollup(r return_service) returns setof rollup_cell language sql stable as $$
  select cell.metric, r.region_code, coalesce(r.campaign_code, ''), extract(year from r.served_on)::integer, r.kind, cell.n, cell.amount_fen
  from (values
    ('return_service', 1::bigint, 0::bigint),
    ('return_served', r.served::bigint, coalesce(r.subsidy_fen, 0))
  ) cell(metric, n, amount_fen)
$$;
alter table return_service
  drop constraint return_service_served_when_under_way,
  drop constraint return_service_subsidy_fen_with_kind,
  add constraint return_service_subsidy_fen_with_kind check (kind <> 'TRANSPORT_SUBSIDY' or subsidy_fen is not null),
  drop column status,
  drop column version;
comment on column return_service.seats is 'Seats offered; null for a subsidy.';
`;
