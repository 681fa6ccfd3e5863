import { dropListImportModes, listImportModes } from '@nuan/intake';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const IMPORTS = ['station_import', 'insurance_project_import'];

/** Lets lists be taken whole or not at all (全部成功或全部不导入); those from before were taken row by row. */
export class TakeListsWhole1795564901400 implements MigrationInterface {
  readonly name = 'TakeListsWhole1795564901400';

  async up(queryRunner: QueryRunner): Promise<void> {
    await listImportModes(queryRunner, IMPORTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropListImportModes(queryRunner, IMPORTS);
  }
}
