import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { cultureEventMachine } from '../src/culture-event/culture-event.machine';
import { placeClaimMachine } from '../src/place/place-claim.machine';

const TABLES = ['place_pool', 'place_claim'] as const;

/** Events with places: their states, the pool of places of an event or a trip, and who claimed one. */
export class CreatePlaceTables1795564895000 implements MigrationInterface {
  readonly name = 'CreatePlaceTables1795564895000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [EVENT, PLACES, CAPACITY]) await queryRunner.query(sql);
    await queryRunner.query(
      `grant select, insert, update on ${TABLES.join(', ')} to ${await applicationRole(queryRunner)}`,
    );
    await auditedTables(queryRunner, TABLES);
    await transitionGuard(queryRunner, 'culture_event', 'status', cultureEventMachine);
    await transitionGuard(queryRunner, 'place_claim', 'state', placeClaimMachine, { insertable: ['HELD', 'WAITING'] });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'place_claim', 'state');
    await dropTransitionGuard(queryRunner, 'culture_event', 'status');
    await dropAuditedTables(queryRunner, TABLES);
    await queryRunner.query(DROP);
  }
}

/** Rows of before states were kept are events that have been held. */
const EVENT = `
alter table culture_event
  add column status text not null default 'CLOSED',
  add column version integer not null default 1,
  add constraint culture_event_status_known check (status in ('PLANNED','OPEN','CLOSED','CANCELLED')),
  add constraint culture_event_version_positive check (version > 0),
  drop constraint culture_event_kind_known,
  add constraint culture_event_kind_known check (kind in
    ('PERFORMANCE','FILM','SPRING_COUPLETS','LAW_AND_POLICY','NEW_YEAR_DINNER','PARTNER_SHOP','APP_DRIVE'));
`;

const PLACES = `
create table place_pool (
  id uuid not null,
  culture_event_id uuid,
  return_service_id uuid,
  region_code text not null,
  phase text not null,
  capacity integer not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  held integer not null default 0,
  waiting integer not null default 0,
  last_waiting_no integer not null default 0,
  constraint place_pool_pkey primary key (id),
  constraint place_pool_culture_event_id_fk foreign key (culture_event_id) references culture_event (id),
  constraint place_pool_return_service_id_fk foreign key (return_service_id) references return_service (id),
  constraint place_pool_of_one check (num_nonnulls(culture_event_id, return_service_id) = 1 and id = coalesce(culture_event_id, return_service_id)),
  constraint place_pool_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000'),
  constraint place_pool_phase_known check (phase in ('PREPARED','OPEN','SETTLED')),
  constraint place_pool_capacity_positive check (capacity > 0),
  constraint place_pool_window_ordered check (opens_at < closes_at),
  constraint place_pool_held_within_capacity check (held between 0 and capacity),
  constraint place_pool_waiting_not_negative check (waiting >= 0 and last_waiting_no >= waiting)
);
comment on table place_pool is
  'The places of one event or trip. Its row lock is the order of the queue: whoever holds it numbers the next places.';

create table place_claim (
  id uuid not null,
  pool_id uuid not null,
  worker_id uuid not null,
  region_code text not null,
  state text not null,
  place_no integer,
  waiting_no integer,
  claimed_at timestamptz not null,
  version integer not null default 1,
  constraint place_claim_pkey primary key (id),
  constraint place_claim_pool_id_fk foreign key (pool_id) references place_pool (id),
  constraint place_claim_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000'),
  constraint place_claim_state_known check (state in ('WAITING','HELD','ATTENDED','CANCELLED')),
  constraint place_claim_place_no_when_held check ((place_no is not null) = (state in ('HELD','ATTENDED'))),
  constraint place_claim_place_no_positive check (place_no > 0),
  constraint place_claim_waiting_no_when_waiting check (state <> 'WAITING' or waiting_no is not null),
  constraint place_claim_version_positive check (version > 0)
);
create unique index place_claim_pool_id_worker_id_unique on place_claim (pool_id, worker_id) where state <> 'CANCELLED';
create unique index place_claim_pool_id_place_no_unique on place_claim (pool_id, place_no);
create unique index place_claim_pool_id_waiting_no_unique on place_claim (pool_id, waiting_no);
create index place_claim_region_code_idx on place_claim (region_code, id);
comment on table place_claim is 'Who claimed a place of an event or a seat of a trip; one per person, one person per place.';
comment on column place_claim.worker_id is 'Personal data (use of a service): lawful basis is the person''s own request; kept as long as the event''s accounts.';
comment on column place_claim.region_code is 'Region of the event or trip, whose officers see the list.';
`;

/** Second line behind the pool's counter: no place beyond the capacity, whatever a writer computes. */
const CAPACITY = `
create function place_claim_within_capacity() returns trigger language plpgsql as $$
begin
  if exists (select from new_rows n join place_pool p on p.id = n.pool_id where n.place_no > p.capacity) then
    raise exception 'there are no more places'
      using errcode = 'check_violation', table = 'place_claim', constraint = 'place_claim_within_capacity';
  end if;
  return null;
end $$;
comment on function place_claim_within_capacity() is 'Refuses a place beyond the capacity of its pool.';
create trigger place_claim_within_capacity_insert after insert on place_claim
  referencing new table as new_rows for each statement execute function place_claim_within_capacity();
create trigger place_claim_within_capacity_update after update on place_claim
  referencing new table as new_rows for each statement execute function place_claim_within_capacity();
`;

const DROP = `
drop table place_claim, place_pool;
drop function place_claim_within_capacity();
alter table culture_event
  drop constraint culture_event_kind_known,
  add constraint culture_event_kind_known check (kind in
    ('PERFORMANCE','FILM','SPRING_COUPLETS','LAW_AND_POLICY','NEW_YEAR_DINNER','PARTNER_SHOP')),
  drop column status,
  drop column version;
`;
