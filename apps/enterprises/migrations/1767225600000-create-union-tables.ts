import { applicationRole, dropFoundation, foundation } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The foundation of the database, the tree of union organisations, and what they publish: lines and partner shops. */
export class CreateUnionTables1767225600000 implements MigrationInterface {
  readonly name = 'CreateUnionTables1767225600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await foundation(queryRunner);
    await queryRunner.query(TRADE_UNION);
    await queryRunner.query(MIN_LIVING_LINE);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select, insert, update on trade_union, min_living_line to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table min_living_line, trade_union');
    await dropFoundation(queryRunner);
  }
}

const TRADE_UNION = `
create table trade_union (
  id uuid not null,
  name text not null,
  level text not null,
  region_code text not null,
  parent_id uuid,
  industry text,
  aid_centre boolean not null,
  directly_administered boolean not null,
  version integer not null default 1,
  constraint trade_union_pkey primary key (id),
  constraint trade_union_parent_id_fkey foreign key (parent_id) references trade_union (id),
  constraint trade_union_parent_id_other check (parent_id <> id),
  constraint trade_union_name_not_blank check (btrim(name) <> ''),
  constraint trade_union_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint trade_union_level_known
    check (level in ('NATIONAL','PROVINCE','PREFECTURE','COUNTY','GRASSROOTS','PROVINCIAL_DIRECT','INDUSTRY')),
  constraint trade_union_industry_known check (industry in
    ('COAL','STEEL','CONSTRUCTION','SANITATION','RAIL_TRANSIT','TEXTILE','MACHINERY','CHEMICAL','FINANCE','TRADE','OTHER')),
  constraint trade_union_industry_stated check (level <> 'INDUSTRY' or industry is not null),
  constraint trade_union_directly_administered_county check (not directly_administered or level = 'COUNTY'),
  constraint trade_union_version_positive check (version > 0)
);
create index trade_union_region_code_idx on trade_union (region_code, id);
create index trade_union_parent_id_idx on trade_union (parent_id, region_code, id);
create index trade_union_name_idx on trade_union (name, id);
comment on table trade_union is 'Union organisations as a tree: province, cities, directly administered and other counties, grass roots, industries.';
comment on column trade_union.region_code is 'The organisation''s own level: 340000 for the province, a city''s or a county''s code below it.';
comment on column trade_union.directly_administered is 'A county federation whose parent is the province, because the province administers the county.';
`;

const MIN_LIVING_LINE = `
create table min_living_line (
  region_code text not null,
  valid_from_on date not null,
  valid_to_on date,
  monthly_fen bigint not null,
  document text,
  constraint min_living_line_pkey primary key (region_code, valid_from_on),
  constraint min_living_line_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code !~ '0000$'),
  constraint min_living_line_period_ordered check (valid_to_on >= valid_from_on),
  constraint min_living_line_monthly_fen_positive check (monthly_fen > 0)
);
create unique index min_living_line_open_unique on min_living_line (region_code) where valid_to_on is null;
comment on table min_living_line is 'Minimum-living line of a city or county by date; public facts, the yardstick of household categories.';
comment on column min_living_line.monthly_fen is 'Fen per person and month.';
comment on column min_living_line.valid_to_on is 'Last day; null for the line in force.';
`;
