import { blankAgain } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { ERASED_TABLES } from './1795565014000-stay-erased';

/**
 * Persons of an erased application whose year of birth or ID number alone had been filled again were left as they were when the others were
 * blanked: blanks that aren't empty went uncompared beside those that are.
 */
export class BlankFilledAgain1795565160000 implements MigrationInterface {
  readonly name = 'BlankFilledAgain1795565160000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const erased of ERASED_TABLES) if (erased.table === 'filing_person') await blankAgain(queryRunner, erased);
  }

  /** What was erased doesn't come back. */
  async down(): Promise<void> {}
}
