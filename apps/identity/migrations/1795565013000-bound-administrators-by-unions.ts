import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets an administrator be bounded by unions, as whoever works for them is: it gives roles for its own alone. */
export class BoundAdministratorsByUnions1795565013000 implements MigrationInterface {
  readonly name = 'BoundAdministratorsByUnions1795565013000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(boundedBut('PROVINCE', 'ANALYST'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ENDED);
    await queryRunner.query(boundedBut('PROVINCE', 'ANALYST', 'ADMIN'));
  }
}

const boundedBut = (...roles: readonly string[]): string => `
alter table role_assignment
  drop constraint role_assignment_unions_of_role,
  add constraint role_assignment_unions_of_role
    check ((read_unions is null and write_unions is null) or role not in (${roles.map((role) => `'${role}'`).join(',')}));
`;

/** A role that can't be bounded any more ends: without its unions it would reach further than it was given. */
const ENDED = `
update role_assignment set revoked_at = coalesce(revoked_at, now()), revoked_by = coalesce(revoked_by, 'system:migration'),
  revoked_reason = coalesce(revoked_reason, 'administrators are bounded by regions alone'), read_unions = null, write_unions = null,
  version = version + 1
where role = 'ADMIN' and (read_unions is not null or write_unions is not null);
`;
