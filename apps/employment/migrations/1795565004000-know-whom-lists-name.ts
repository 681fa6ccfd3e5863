import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets lists name people by their ID numbers and employers by their credit codes, as the lists that officers hold do. Who is there already gets
 * token and code by `rebuild-projections workers enterprises`, or at the next change.
 */
export class KnowWhomListsName1795565004000 implements MigrationInterface {
  readonly name = 'KnowWhomListsName1795565004000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table worker_projection add column number_token text;
      create index worker_projection_number_token_idx on worker_projection (number_token) where number_token is not null;
      comment on column worker_projection.number_token is
        'Keyed hash of the ID number, by which lists name the person; null until the person came with it, and when it was erased.';
      alter table enterprise_projection add column credit_code text;
      create index enterprise_projection_credit_code_idx on enterprise_projection (credit_code);
      comment on column enterprise_projection.credit_code is
        'Unified social credit code, by which lists name the enterprise; null until the enterprise came with it.';`);
    await queryRunner.query(ERASING);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger person_token_erased_update on worker_projection;
      drop trigger person_token_erased_insert on worker_projection;
      drop function person_token_erased();
      alter table enterprise_projection drop column credit_code;
      alter table worker_projection drop column number_token;`);
  }
}

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
