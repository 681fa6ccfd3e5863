import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Illness and disability of a person whose consent to keep them was taken back are kept by no way that leads to the register: not by a list that is
 * imported, not by a file that is opened, and no longer in rows of before.
 */
export class KeepNoWithdrawnHealth1795565014010 implements MigrationInterface {
  readonly name = 'KeepNoWithdrawnHealth1795565014010';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(RULE);
    await queryRunner.query(`
      update worker set health_sealed = null, disability_sealed = null, version = version + 1
      where (health_sealed is not null or disability_sealed is not null) and health_withdrawn(id, id_number_hash)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger worker_health_withdrawn on worker;
      drop function worker_health_withdrawn();
      drop function health_withdrawn(uuid, bytea);
      drop index consent_filing_person_id_idx;`);
  }
}

/** A consent is of the person on file, or of the same number in an application, which is not of the register before it is recorded. */
const RULE = `
create index consent_filing_person_id_idx on consent (filing_person_id) where filing_person_id is not null;

create function health_withdrawn(person uuid, number bytea) returns boolean language sql stable set search_path = public, pg_temp as $$
  with given as (
    select k.withdrawn_at from consent k where k.worker_id = person and k.purpose = 'HEALTH_DATA'
    union all
    select k.withdrawn_at from filing_person p join consent k on k.filing_person_id = p.id
    where p.id_number_hash = number and k.purpose = 'HEALTH_DATA'
  )
  select coalesce(bool_and(g.withdrawn_at is not null), false) from given g
$$;
comment on function health_withdrawn(uuid, bytea) is 'Whether a person took back the consent to keep data on health, on file or in an application, and none is in force.';
revoke execute on function health_withdrawn(uuid, bytea) from public;

create function worker_health_withdrawn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if health_withdrawn(new.id, new.id_number_hash) then
    new.health_sealed := null;
    new.disability_sealed := null;
  end if;
  return new;
end $$;
comment on function worker_health_withdrawn() is 'Keeps no illness and no disability whose consent was taken back, whichever way they come to the register.';
create trigger worker_health_withdrawn before insert or update of health_sealed, disability_sealed on worker for each row
  when (new.health_sealed is not null or new.disability_sealed is not null) execute function worker_health_withdrawn();
`;
