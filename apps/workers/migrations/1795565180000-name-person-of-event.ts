import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An event of one person of a file names that person, so that a copy for another member leaves out what was noted of it. */
export class NamePersonOfEvent1795565180000 implements MigrationInterface {
  readonly name = 'NamePersonOfEvent1795565180000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table file_event add column worker_id uuid, add constraint file_event_worker_id_fkey foreign key (worker_id) references worker (id);
      create index file_event_worker_id_idx on file_event (worker_id) where worker_id is not null;
      comment on column file_event.worker_id is 'The person whom the event is of; null for an event of the whole file, and for those from before persons were named.'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table file_event drop column worker_id');
  }
}
