import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stations where migrant and outdoor workers rest (幸福家园、幸福驿站、户外劳动者驿站), what they lack, and how they are used. */
export class CreateStationTables1767225610000 implements MigrationInterface {
  readonly name = 'CreateStationTables1767225610000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ASSESSMENT);
    await queryRunner.query(SERVICE_STATION);
    await queryRunner.query(ASSESSMENT_TRIGGER);
    await queryRunner.query(STATION_USE);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select, insert, update on service_station, station_use to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table station_use, service_station');
    await queryRunner.query('drop function service_station_assess()');
    await queryRunner.query('drop function station_score(text, text[], boolean, boolean, boolean)');
    await queryRunner.query('drop function station_missing_amenities(text, text[])');
    await queryRunner.query('drop function station_expected_amenities(text)');
  }
}

/** The checklists: the appliances and book bars of the 2017 campaign for homes and stations, the "six haves" practice for the rest. */
const ASSESSMENT = `
create function station_expected_amenities(kind text) returns text[] language sql immutable parallel safe as $$
  select case kind
    when 'HAPPY_HOME' then array['WATER_DISPENSER','MICROWAVE','AIR_CONDITIONER','FRIDGE','HEATING','TOILET']
    when 'HAPPY_STATION' then array['WATER_DISPENSER','MICROWAVE','AIR_CONDITIONER','FRIDGE','BOOK_BAR','HEATING','TOILET']
    else array['WATER_DISPENSER','MICROWAVE','CHARGING','FIRST_AID','TOILET']
  end
$$;
comment on function station_expected_amenities(text) is 'What a facility of this kind should hold, in the order of the checklist.';

create function station_missing_amenities(kind text, amenities text[]) returns text[] language sql immutable parallel safe as $$
  select array(select wanted from unnest(station_expected_amenities(kind)) wanted where wanted <> all(amenities))
$$;
comment on function station_missing_amenities(text, text[]) is 'Expected and not there, in the order of the checklist.';

create function station_score(kind text, amenities text[], has_point boolean, has_hours boolean, has_responsible boolean)
returns integer language sql immutable parallel safe as $$
  select round(70.0 * (1 - cardinality(station_missing_amenities(kind, amenities))::numeric / cardinality(station_expected_amenities(kind))))::integer
    + 10 * (has_point::integer + has_hours::integer + has_responsible::integer)
$$;
comment on function station_score(text, text[], boolean, boolean, boolean) is
  '0..100: 70 for the expected amenities in proportion, 10 each for a point on the map, hours and a responsible person.';
`;

const SERVICE_STATION = `
create table service_station (
  id uuid not null,
  code text not null,
  kind text not null,
  name text not null,
  region_code text not null,
  union_id uuid,
  host_enterprise_id uuid,
  address text not null,
  longitude double precision,
  latitude double precision,
  area_m2 double precision,
  hours jsonb not null default '[]',
  unattended_access boolean not null default false,
  amenities text[] not null default '{}',
  missing_amenities text[] not null default '{}',
  services text[] not null default '{}',
  build_mode text not null,
  score integer not null default 0,
  responsible_name text,
  state text not null,
  opened_on date,
  closed_on date,
  version integer not null default 1,
  constraint service_station_pkey primary key (id),
  constraint service_station_code_unique unique (code),
  constraint service_station_kind_known check (kind in ('HAPPY_HOME','HAPPY_STATION','OUTDOOR_STATION')),
  constraint service_station_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000'),
  constraint service_station_point_whole check ((longitude is null) = (latitude is null)),
  constraint service_station_longitude_range check (longitude between -180 and 180),
  constraint service_station_latitude_range check (latitude between -90 and 90),
  constraint service_station_area_m2_positive check (area_m2 > 0),
  constraint service_station_hours_list check (jsonb_typeof(hours) = 'array'),
  constraint service_station_amenities_known check (amenities <@ array['WATER_DISPENSER','MICROWAVE','AIR_CONDITIONER','FRIDGE',
    'BOOK_BAR','CHARGING','FIRST_AID','AED','TOILET','HEATING','NURSING_ROOM','WIFI']),
  constraint service_station_services_known check (services <@ array['READING','HOT_WATER','MEAL_HEATING','FOOD_STORAGE',
    'WARMING','TOILET','REST','LEGAL_ADVICE','POLICY_ADVICE','JOB_INFORMATION']),
  constraint service_station_build_mode_known check (build_mode in ('UNION_BUILT','CO_BUILT','HOST_BUILT')),
  constraint service_station_missing_amenities_assessed check (missing_amenities = station_missing_amenities(kind, amenities)),
  constraint service_station_score_assessed check (score =
    station_score(kind, amenities, longitude is not null, jsonb_array_length(hours) > 0, responsible_name is not null)),
  constraint service_station_state_known check (state in ('PLANNED','EQUIPPING','OPEN','PAUSED','CLOSED')),
  constraint service_station_open_complete check (state <> 'OPEN' or (longitude is not null and jsonb_array_length(hours) > 0
    and responsible_name is not null and 'WATER_DISPENSER' = any(amenities))),
  constraint service_station_opened_on_with_state check ((opened_on is not null) = (state in ('OPEN','PAUSED','CLOSED'))),
  constraint service_station_closed_on_with_state check ((closed_on is not null) = (state = 'CLOSED')),
  constraint service_station_closed_on_after_opening check (closed_on >= opened_on),
  constraint service_station_version_positive check (version > 0)
);
create index service_station_region_code_idx on service_station (region_code, id);
create index service_station_host_enterprise_id_idx on service_station (host_enterprise_id);
create index service_station_missing_amenities_idx on service_station using gin (missing_amenities);
comment on table service_station is
  'A facility for migrant and outdoor workers. OPEN needs a point on the map, hours, a responsible person and drinking water (invariant I31).';
comment on column service_station.hours is 'Array of {weekday 1..7, opensAt HH:MM, closesAt HH:MM}, Asia/Shanghai.';
comment on column service_station.missing_amenities is 'Set by a trigger, and checked where a bulk load runs without triggers: station_missing_amenities.';
comment on column service_station.score is 'Set by a trigger, and checked where a bulk load runs without triggers: station_score.';
comment on column service_station.responsible_name is 'Personal data (name of the person in charge): public duty; kept while the facility stands.';
`;

const ASSESSMENT_TRIGGER = `
create function service_station_assess() returns trigger language plpgsql as $$
begin
  new.missing_amenities := station_missing_amenities(new.kind, new.amenities);
  new.score := station_score(new.kind, new.amenities, new.longitude is not null, jsonb_array_length(new.hours) > 0, new.responsible_name is not null);
  return new;
end $$;
create trigger service_station_assess before insert or update on service_station for each row execute function service_station_assess();
`;

const STATION_USE = `
create table station_use (
  station_id uuid not null,
  month_on date not null,
  occupation text not null,
  visits integer not null,
  constraint station_use_pkey primary key (station_id, month_on, occupation),
  constraint station_use_station_id_fk foreign key (station_id) references service_station (id),
  constraint station_use_month_on_first check (extract(day from month_on) = 1),
  constraint station_use_occupation_known check (occupation in
    ('SANITATION','CONSTRUCTION','TRANSPORT','DELIVERY','MANUFACTURING','MINING','SERVICE','OUTDOOR_OTHER','INDOOR')),
  constraint station_use_visits_positive check (visits > 0)
);
comment on table station_use is 'Visits to a facility, counted by month and occupation group; no visitor is known.';
`;
