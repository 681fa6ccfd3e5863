import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets lists name people by their ID numbers, as the lists that officers hold do, and tells who was erased. An existing database reads the
 * snapshot of workers again.
 */
export class KnowWhomListsName1795565018000 implements MigrationInterface {
  readonly name = 'KnowWhomListsName1795565018000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [COLUMNS, ERASING, REREAD]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger person_token_erased_update on worker_projection;
      drop trigger person_token_erased_insert on worker_projection;
      drop function person_token_erased();
      alter table worker_projection drop column number_token, drop column erased_on;`);
  }
}

const COLUMNS = `
alter table worker_projection add column erased_on date, add column number_token text;
create index worker_projection_number_token_idx on worker_projection (number_token) where number_token is not null;
comment on column worker_projection.erased_on is 'Day on which the owner erased the data; null while it is kept.';
comment on column worker_projection.number_token is
  'Keyed hash of the ID number, by which lists name the person; null until the person came with it, and when it was erased.';
`;

/** The owner of an erased person tells no token; should one come all the same, it doesn't stay. */
const ERASING = `
create function person_token_erased() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update worker_projection set number_token = null where id = new.id;
  return null;
end $$;
comment on function person_token_erased() is 'Forgets by which ID number lists name a person whom its owner erased.';
create trigger person_token_erased_insert after insert on worker_projection for each row
  when (new.erased_on is not null and new.number_token is not null) execute function person_token_erased();
create trigger person_token_erased_update after update of erased_on, number_token on worker_projection for each row
  when (new.erased_on is not null and new.number_token is not null) execute function person_token_erased();
`;

/** Every person that is known stays, and learns its token when the snapshot comes to it. */
const REREAD = `update projection_cursor set cursor = null where source = 'workers'`;
