import { applicationRole, type DatabaseDefinition, dropFoundation, foundation } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { dropFactsFoundation, factsFoundation } from '../src/facts-foundation';
import { dropFactTriggers, factTriggers } from '../src/feed/fact-triggers';
import { Department, type PublishedFacts } from '../src/feed/feed-contract';
import type { Followed } from '../src/feed/projection';

/** What the specs of the feed publish: depots to all, the keepers of depots to our own subgraphs alone, a season to any region, a delivery to the department that it is of. */
export const published: PublishedFacts = {
  tables: [
    { table: 'depot', entity: 'Depot' },
    { table: 'keeper', entity: 'Keeper', isPersonal: true },
    { table: 'season', entity: 'Season', isRegionless: true },
    { table: 'delivery', entity: 'Delivery', isForPartnersAlone: true, isOfDepartment: true },
  ],
  partners: {
    [Department.CIVIL_AFFAIRS]: { Depot: ['size'], Season: ['title'], Keeper: ['isHead'], Delivery: ['crates'] },
    [Department.FINANCE]: { Delivery: ['crates'] },
  },
};

/** What the specs keep of them, in the same database. */
export const followed: Followed = {
  source: 'depots',
  projections: [
    {
      table: 'depot_projection',
      entity: 'Depot',
      columns: { id: 'id', region_code: 'regionCode', size: 'size', tags: 'tags', opened_on: 'openedOn' },
    },
  ],
};

const TABLES = `
create table depot (id uuid not null, region_code text not null, size text, tags text[] not null default '{}', opened_on date, note text,
  version integer not null default 1, constraint depot_pkey primary key (id));
create function depot_facts(r depot) returns jsonb language sql stable as
  $$ select jsonb_build_object('size', r.size, 'tags', r.tags, 'openedOn', r.opened_on) $$;
create table keeper (id uuid not null, region_code text not null, name text not null, is_head boolean not null default false,
  version integer not null default 1, constraint keeper_pkey primary key (id));
create function keeper_facts(r keeper) returns jsonb language sql stable as $$ select jsonb_build_object('isHead', r.is_head) $$;
create table season (id uuid not null, title text not null, version integer not null default 1, constraint season_pkey primary key (id));
create function season_facts(r season) returns jsonb language sql stable as $$ select jsonb_build_object('title', r.title) $$;
create table delivery (id uuid not null, region_code text not null, department text not null, crates integer not null,
  version integer not null default 1, constraint delivery_pkey primary key (id));
create function delivery_facts(r delivery) returns jsonb language sql stable as
  $$ select jsonb_build_object('department', r.department, 'crates', r.crates) $$;
create table depot_projection (id uuid not null, region_code text not null, size text, tags text[] not null, opened_on date,
  source_version bigint not null, constraint depot_projection_pkey primary key (id));`;

class CreateFeedTables1700000000000 implements MigrationInterface {
  readonly name = 'CreateFeedTables1700000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await foundation(queryRunner);
    await factsFoundation(queryRunner);
    await queryRunner.query(TABLES);
    for (const table of published.tables) await factTriggers(queryRunner, table);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant select, insert, update on depot, keeper, season, delivery to ${app};
      grant select, insert, update, delete on depot_projection to ${app};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table } of published.tables) await dropFactTriggers(queryRunner, table);
    await queryRunner.query(`
      drop table depot_projection;
      drop function depot_facts(depot); drop function keeper_facts(keeper); drop function season_facts(season);
      drop function delivery_facts(delivery);
      drop table depot, keeper, season, delivery;`);
    await dropFactsFoundation(queryRunner);
    await dropFoundation(queryRunner);
  }
}

/** The database of the feed's specs: owner and consumer in one. */
export const feedDatabase: DatabaseDefinition = {
  name: 'depots',
  entities: [],
  migrations: [CreateFeedTables1700000000000],
};
