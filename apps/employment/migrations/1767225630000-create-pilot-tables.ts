import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The aid action plan's pilot (援助行动计划试点) with its cities, and productive assets given to persons (生产资料扶持). */
export class CreatePilotTables1767225630000 implements MigrationInterface {
  readonly name = 'CreatePilotTables1767225630000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of [PILOT, PILOT_CITY, ASSET_GRANT]) await queryRunner.query(table);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select on pilot, pilot_city, asset_grant to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table asset_grant, pilot_city, pilot');
  }
}

const PILOT = `
create table pilot (
  id uuid not null,
  name text not null,
  year integer not null,
  starts_on date not null,
  ends_on date,
  selection_rule text not null,
  constraint pilot_pkey primary key (id),
  constraint pilot_name_year_unique unique (name, year),
  constraint pilot_year_plausible check (year between 2000 and 2100),
  constraint pilot_ends_on_after_start check (ends_on >= starts_on)
);
create index pilot_year_idx on pilot (year, id);
comment on table pilot is 'A pilot (试点) of the employment and start-up aid plan; its budget is the sum over its cities.';
comment on column pilot.selection_rule is 'By which rule the cities were chosen, in words.';
`;

const PILOT_CITY = `
create table pilot_city (
  pilot_id uuid not null,
  region_code text not null,
  budget_fen bigint not null,
  spent_fen bigint not null default 0,
  constraint pilot_city_pkey primary key (pilot_id, region_code),
  constraint pilot_city_pilot_id_fk foreign key (pilot_id) references pilot (id),
  constraint pilot_city_region_code_form check (region_code ~ '^[0-9]{4}00$' and region_code not like '__0000'),
  constraint pilot_city_budget_fen_positive check (budget_fen > 0),
  constraint pilot_city_spent_fen_within_budget check (spent_fen between 0 and budget_fen)
);
comment on table pilot_city is 'A city of a pilot (试点市) with its share of the money; spent_fen is kept by the payments'' trigger.';
`;

const ASSET_GRANT = `
create table asset_grant (
  id uuid not null,
  person_id uuid not null,
  pilot_id uuid,
  region_code text not null,
  asset text not null,
  serial_no text not null,
  value_fen bigint not null,
  given_on date not null,
  state text not null,
  constraint asset_grant_pkey primary key (id),
  constraint asset_grant_serial_no_unique unique (serial_no),
  constraint asset_grant_pilot_id_fk foreign key (pilot_id) references pilot (id),
  constraint asset_grant_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code not like '__0000'),
  constraint asset_grant_value_fen_positive check (value_fen > 0),
  constraint asset_grant_state_known check (state in ('GIVEN','IN_USE','TRANSFERRED','RECOVERED','WRITTEN_OFF'))
);
create index asset_grant_person_id_idx on asset_grant (person_id, given_on, id);
create index asset_grant_given_on_idx on asset_grant (given_on, id);
create index asset_grant_region_code_idx on asset_grant (region_code, id);
comment on table asset_grant is 'A productive asset (生产资料) given in kind to a person, such as a breakfast cart (早餐车).';
comment on column asset_grant.value_fen is 'Value of the asset; given in kind, so it stands outside the money spent.';
`;
