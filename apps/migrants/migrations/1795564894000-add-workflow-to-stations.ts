import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { stationMachine } from '../src/station/station.machine';

/** Makes facilities writable: the guard of their states, what a kind needs to open, the way to the nearest one, and use by hour. */
export class AddWorkflowToStations1795564894000 implements MigrationInterface {
  readonly name = 'AddWorkflowToStations1795564894000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [OPENING, NEAREST, HOURLY_USE, MONTHLY_USE]) await queryRunner.query(sql);
    await queryRunner.query(
      `grant select, insert, update on station_hourly_use to ${await applicationRole(queryRunner)}`,
    );
    await auditedTables(queryRunner, ['station_hourly_use']);
    await transitionGuard(queryRunner, 'service_station', 'state', stationMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'service_station', 'state');
    await dropAuditedTables(queryRunner, ['station_hourly_use']);
    await queryRunner.query(DROP);
  }
}

const OPENING = `
create function station_required_amenities(kind text) returns text[] language sql immutable parallel safe as $$
  select case kind when 'HAPPY_STATION' then array['WATER_DISPENSER','BOOK_BAR'] else array['WATER_DISPENSER'] end
$$;
comment on function station_required_amenities(text) is
  'What a facility of this kind must hold to open: drinking water everywhere, and the book bar that each happy station was given.';
alter table service_station
  add column closed_reason text,
  add constraint service_station_open_equipped check (state <> 'OPEN' or amenities @> station_required_amenities(kind)),
  add constraint service_station_closed_reason_when_closed check (closed_reason is null or state = 'CLOSED');
comment on column service_station.closed_reason is 'Why it was given up; null while it stands, and of facilities given up before reasons were kept.';
`;

/** East is squeezed by the cosine of Anhui's middle latitude, so that the plane of the index is true to within a few per cent there. */
const NEAREST = `
create index service_station_place_idx on service_station using gist (point(longitude * 0.85, latitude)) where longitude is not null;
create function metres_between(east_a double precision, north_a double precision, east_b double precision, north_b double precision)
returns double precision language sql immutable parallel safe as $$
  select 2 * 6371008.8 * asin(least(1, sqrt(
    power(sin(radians(north_b - north_a) / 2), 2)
    + cos(radians(north_a)) * cos(radians(north_b)) * power(sin(radians(east_b - east_a) / 2), 2))))
$$;
comment on function metres_between(double precision, double precision, double precision, double precision) is
  'Great-circle distance of two points on the map in metres (haversine, mean radius of the earth).';
`;

const HOURLY_USE = `
create table station_hourly_use (
  station_id uuid not null,
  used_on date not null,
  hour smallint not null,
  occupation text not null,
  visits integer not null,
  constraint station_hourly_use_pkey primary key (station_id, used_on, hour, occupation),
  constraint station_hourly_use_station_id_fk foreign key (station_id) references service_station (id),
  constraint station_hourly_use_hour_of_day check (hour between 0 and 23),
  constraint station_hourly_use_occupation_known check (occupation in
    ('SANITATION','CONSTRUCTION','TRANSPORT','DELIVERY','MANUFACTURING','MINING','SERVICE','OUTDOOR_OTHER','INDOOR')),
  constraint station_hourly_use_visits_not_negative check (visits >= 0)
);
comment on table station_hourly_use is
  'Visits to a facility by day, hour and occupation group; what is recorded again replaces what stood there. No visitor is known.';
comment on column station_hourly_use.hour is 'Hour of the day in Asia/Shanghai, 0 to 23.';
`;

/** A correction may take back all of a month's visits, so a month may stand at none. */
const MONTHLY_USE = `
alter table station_use
  drop constraint station_use_visits_positive,
  add constraint station_use_visits_not_negative check (visits >= 0);
create function station_hourly_use_add() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into station_use (station_id, month_on, occupation, visits)
    select n.station_id, date_trunc('month', n.used_on)::date, n.occupation, sum(n.visits) from new_rows n group by 1, 2, 3 order by 1, 2, 3
    on conflict on constraint station_use_pkey do update set visits = station_use.visits + excluded.visits;
  else
    update station_use u set visits = u.visits + d.visits
    from (
      select c.station_id, date_trunc('month', c.used_on)::date as month_on, c.occupation, sum(c.visits)::integer as visits
      from (
        select station_id, used_on, occupation, visits from new_rows
        union all select station_id, used_on, occupation, -visits from old_rows
      ) c group by 1, 2, 3 having sum(c.visits) <> 0
    ) d
    where u.station_id = d.station_id and u.month_on = d.month_on and u.occupation = d.occupation;
  end if;
  return null;
end $$;
comment on function station_hourly_use_add() is 'Keeps the visits of a month equal to those of its hours, on top of what was known by month only.';
create trigger station_hourly_use_add_insert after insert on station_hourly_use
  referencing new table as new_rows for each statement execute function station_hourly_use_add();
create trigger station_hourly_use_add_update after update on station_hourly_use
  referencing new table as new_rows old table as old_rows for each statement execute function station_hourly_use_add();
`;

const DROP = `
drop table station_hourly_use;
drop function station_hourly_use_add();
delete from station_use where visits = 0;
alter table station_use drop constraint station_use_visits_not_negative, add constraint station_use_visits_positive check (visits > 0);
drop index service_station_place_idx;
drop function metres_between(double precision, double precision, double precision, double precision);
alter table service_station drop constraint service_station_open_equipped, drop column closed_reason;
drop function station_required_amenities(text);
`;
