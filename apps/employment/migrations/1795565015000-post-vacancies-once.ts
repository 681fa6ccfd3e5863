import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets an employer have one open vacancy of a name, however it is posted; those from before may stand twice until they are closed. */
export class PostVacanciesOnce1795565015000 implements MigrationInterface {
  readonly name = 'PostVacanciesOnce1795565015000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table job_vacancy add column posted_by text;
      create unique index job_vacancy_open_unique on job_vacancy (enterprise_id, title) where closed_on is null and posted_by is not null;
      comment on column job_vacancy.posted_by is 'Subject of who posted it; null of vacancies from before this was kept.';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table job_vacancy drop column posted_by');
  }
}
