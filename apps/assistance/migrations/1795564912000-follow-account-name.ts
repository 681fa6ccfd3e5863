import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether an account is in the head's name comes with the feed of workers; changes from before it was told say nothing of it. */
export class FollowAccountName1795564912000 implements MigrationInterface {
  readonly name = 'FollowAccountName1795564912000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table household_projection alter column account_name_matches drop not null;
      comment on column household_projection.account_name_matches is
        'Whether the name on the account was the head''s when it was registered, as workers tells; false for an account that came with a list without its name. Null in changes from before it was told.';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      update household_projection set account_name_matches = true where account_name_matches is null;
      alter table household_projection alter column account_name_matches set not null;
      comment on column household_projection.account_name_matches is
        'Whether the name on the account is the name on the file. Workers registers accounts of the head only, so false is what its check found later.';`);
  }
}
