import { dropStaysErased, type ErasedTable, staysErased } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What nothing that the feed brings writes again about a person whom its owner erased. Everything else is ids and dates. */
export const ERASED_TABLES: readonly ErasedTable[] = [
  { table: 'worker_projection', columns: { number_token: 'EMPTY' }, of: 'ITSELF' },
];

/** What was erased stays so, as in the other subgraphs, and a new column that is to be erased finds its table here. */
export class StayErased1795565018500 implements MigrationInterface {
  readonly name = 'StayErased1795565018500';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of ERASED_TABLES) await staysErased(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ERASED_TABLES) await dropStaysErased(queryRunner, table);
  }
}
