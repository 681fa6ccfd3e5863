import {
  applicationRole,
  createRollupSource,
  type DatabaseDefinition,
  foundation,
  regionWall,
  rollupTriggers,
} from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two tables with everything a load takes off and puts back. */
class CreateDepot1767225600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await foundation(queryRunner);
    await queryRunner.query(`
      create table depot (id int not null, code text not null,
        constraint depot_pkey primary key (id), constraint depot_code_unique unique (code));
      create table parcel (id int not null, depot_id int not null, region_code text not null, label text,
        constraint parcel_pkey primary key (id),
        constraint parcel_depot_id_fkey foreign key (depot_id) references depot (id),
        constraint parcel_region_code_check check (region_code <> '340000'));
      comment on constraint parcel_depot_id_fkey on parcel is 'A parcel''s depot.';
      create table specimen (id uuid, note text, brief varchar, flag boolean, tiny smallint, whole integer, wide bigint, exact double precision,
        day date, instant timestamptz, sealed bytea, facts jsonb, words text[], constraint specimen_pkey primary key (id));
      create index parcel_region_code_idx on parcel (region_code) where label is not null;
      comment on index parcel_region_code_idx is 'Lists by region.';
      create function parcel_rollup(r parcel) returns setof rollup_cell language sql stable as
        $$ select ('parcel', r.region_code, '', 0, '', 1, 0)::rollup_cell $$;`);
    await queryRunner.query(`grant select on depot, parcel, specimen to ${await applicationRole(queryRunner)}`);
    await rollupTriggers(queryRunner, 'parcel');
    await createRollupSource(queryRunner, ['parcel']);
    await regionWall(queryRunner, 'parcel');
  }

  down(): Promise<void> {
    return Promise.resolve();
  }
}

/** The database that the loader's own tests load into. */
export const depotDatabase: DatabaseDefinition = {
  name: 'depot',
  entities: [],
  migrations: [CreateDepot1767225600000],
};
