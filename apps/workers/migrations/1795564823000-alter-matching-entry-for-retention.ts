import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Entries of lists are facts of persons most of whom never ask for anything: the application deletes them when they answer no more. */
export class AlterMatchingEntryForRetention1795564823000 implements MigrationInterface {
  readonly name = 'AlterMatchingEntryForRetention1795564823000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`grant delete on matching_entry to ${await applicationRole(queryRunner)}`);
    await queryRunner.query(
      `comment on table matching_entry is 'What a list says, by the keyed hash of the ID number; the number itself is kept nowhere. Deleted twelve months after the list came.'`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `comment on table matching_entry is 'What a list says, by the keyed hash of the ID number; the number itself is kept nowhere.'`,
    );
    await queryRunner.query(`revoke delete on matching_entry from ${await applicationRole(queryRunner)}`);
  }
}
