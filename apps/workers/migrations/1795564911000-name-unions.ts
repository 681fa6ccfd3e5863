import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Keeps the name of each union, which a public notice states. An existing database reads the snapshot of enterprises again, into an empty
 * table: a row is never replaced by one of the same version.
 */
export class NameUnions1795564911000 implements MigrationInterface {
  readonly name = 'NameUnions1795564911000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table union_projection add column name text;
      comment on column union_projection.name is 'Name of the organisation (工会名称), as on public notices; null until its owner tells it.';
      with emptied as (delete from union_projection returning 1)
      update projection_cursor set cursor = null where source = 'enterprises' and exists (select from emptied);`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table union_projection drop column name');
  }
}
