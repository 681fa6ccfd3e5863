import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What workers keeps of unions: whether one is dissolved, and who took over. An existing database reads the snapshot of enterprises
 * again, because its cursor has passed by unions that it had no place for.
 */
export class CreateUnionProjection1795564899500 implements MigrationInterface {
  readonly name = 'CreateUnionProjection1795564899500';

  async up(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await queryRunner.query(TABLE);
    await queryRunner.query(`grant select, insert, update, delete on union_projection to ${app}`);
    await queryRunner.query(`update projection_cursor set cursor = null where source = 'enterprises'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table union_projection');
  }
}

const TABLE = `
create table union_projection (
  id uuid not null,
  level text not null,
  region_code text collate "C" not null,
  dissolved_on date,
  successor_id uuid,
  source_version bigint not null,
  constraint union_projection_pkey primary key (id),
  constraint union_projection_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint union_projection_source_version_positive check (source_version > 0)
);
create index union_projection_dissolved_on_idx on union_projection (dissolved_on, id) where dissolved_on is not null;
comment on table union_projection is
  'Projection of the union (owner: enterprises): level, region, dissolution and successor, so that files of a dissolved union are found and handed on.';
comment on column union_projection.source_version is 'Version of the union this row was taken from; a lower one is never applied.';
`;
