import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets a role be bounded by sub-trees of unions beside its regions, for reading and for writing. Roles that stand are bounded by
 * regions alone, as they were.
 */
export class BoundRolesByUnions1795565006000 implements MigrationInterface {
  readonly name = 'BoundRolesByUnions1795565006000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table role_assignment
        add column read_unions uuid[],
        add column write_unions uuid[],
        add constraint role_assignment_unions_few check (cardinality(read_unions) between 1 and 20 and cardinality(write_unions) between 1 and 20),
        add constraint role_assignment_unions_of_role
          check ((read_unions is null and write_unions is null) or role not in ('PROVINCE','ANALYST','ADMIN'));
      comment on column role_assignment.read_unions is 'Heads of the sub-trees of unions that it reads; null where regions alone bound it.';
      comment on column role_assignment.write_unions is 'Heads of the sub-trees of unions that it writes for; null where those that it reads do.';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table role_assignment drop constraint role_assignment_unions_of_role, drop constraint role_assignment_unions_few,
        drop column write_unions, drop column read_unions;`);
  }
}
