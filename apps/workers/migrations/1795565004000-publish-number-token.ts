import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tells those of our own subgraphs that take lists of people which person an ID number in a list means: by the keyed hash, as the token of an
 * account is told. Persons that are there become known by `rebuild-projections workers` in who follows them, or when they next change.
 */
export class PublishNumberToken1795565004000 implements MigrationInterface {
  readonly name = 'PublishNumberToken1795565004000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(workerFacts(`, 'numberToken', encode(r.id_number_hash, 'hex')`));
    await queryRunner.query(FORGETTING);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger person_token_erased on worker;
      drop function person_token_erased();`);
    await queryRunner.query(workerFacts(''));
  }
}

const workerFacts = (more: string): string => `
create or replace function worker_facts(r worker) returns jsonb language sql stable as $$
  select jsonb_build_object('unionId', r.union_id, 'householdId', r.household_id, 'employerId', r.employer_id,
    'isMigrant', r.is_migrant, 'diversion', r.diversion, 'occupation', r.occupation_group,
    'erasedOn', r.erased_on${more})
$$;`;

const FORGETTING = `
comment on function worker_facts(worker) is 'What other subgraphs keep of a person: no name, number or text. The token of the ID number is its keyed hash: it finds the person whom a list names and opens no number.';

create function person_token_erased() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update change set facts = facts || '{"numberToken": null}' where entity = 'Worker' and entity_id = new.id and facts ->> 'numberToken' is not null;
  return null;
end $$;
comment on function person_token_erased() is 'Takes the token of the ID number out of the older versions in the log of the feed, when its person is erased.';
create trigger person_token_erased after update of erased_on on worker for each row
  when (new.erased_on is not null and old.erased_on is null) execute function person_token_erased();
`;
