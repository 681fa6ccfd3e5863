import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A file of the bank's directory is known by its name and content: one that was fetched while it was still being written comes again. */
export class RecogniseFetchedFilesByContent1795564873000 implements MigrationInterface {
  readonly name = 'RecogniseFetchedFilesByContent1795564873000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index bank_answer_source_unique;
      create unique index bank_answer_source_file_sha256_unique on bank_answer (source, file_sha256) where source <> 'UPLOAD';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index bank_answer_source_file_sha256_unique;
      create unique index bank_answer_source_unique on bank_answer (source) where source <> 'UPLOAD';`);
  }
}
