import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counts by region and by employer are answered by an index alone. The wall of unions reads the union of each row, and the home of a
 * person, so the indexes hold them too. Each is built anew, seconds for half a million persons, during which their tables aren't written.
 */
export class HoldUnionsInIndexes1795565006100 implements MigrationInterface {
  readonly name = 'HoldUnionsInIndexes1795565006100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`${DROP}
      create index household_region_code_idx on household (region_code, file_no) include (union_id);
      create index household_employer_id_idx on household (employer_id) include (status, region_code, union_id) where employer_id is not null;
      create index worker_region_code_idx on worker (region_code, id) include (union_id, household_id);
      create index worker_employer_id_idx on worker (employer_id) include (diversion, region_code, union_id, household_id)
        where employer_id is not null;`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`${DROP}
      create index household_region_code_idx on household (region_code, file_no);
      create index household_employer_id_idx on household (employer_id) include (status, region_code) where employer_id is not null;
      create index worker_region_code_idx on worker (region_code, id);
      create index worker_employer_id_idx on worker (employer_id) include (diversion, region_code) where employer_id is not null;`);
  }
}

const DROP =
  'drop index household_region_code_idx, household_employer_id_idx, worker_region_code_idx, worker_employer_id_idx;';
