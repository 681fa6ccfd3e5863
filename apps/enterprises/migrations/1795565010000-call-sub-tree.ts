import { callSubTree } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The wall of unions calls the tree's recursion, where it was planned anew for every table of every statement. */
export class CallSubTree1795565010000 implements MigrationInterface {
  readonly name = 'CallSubTree1795565010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await callSubTree(queryRunner);
  }

  /** What a database of before had written out says the same: there is nothing to take back. */
  async down(): Promise<void> {}
}
