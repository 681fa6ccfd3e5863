import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A member who goes straight from an active file to one that holds nobody is held no longer. A move to another active file still
 * keeps the old hold, so that the key refuses it (I1).
 */
export class ReleaseHoldOnMoveToClosedFile1795564882000 implements MigrationInterface {
  readonly name = 'ReleaseHoldOnMoveToClosedFile1795564882000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      ofWorker('new.household_id is null or new.household_id = old.household_id or not is_held_by_new'),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ofWorker('new.household_id is null or new.household_id = old.household_id'));
  }
}

const ofWorker = (isReleased: string): string => `
create or replace function active_person_of_worker() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  is_held_by_new boolean := exists (select from household h where h.id = new.household_id and is_active_file(h.status));
begin
  if tg_op = 'UPDATE' then
    if new.household_id is not distinct from old.household_id and new.id_number_hash is not distinct from old.id_number_hash then
      return null;
    end if;
    if old.household_id is not null and (${isReleased}) then
      delete from active_person a where a.household_id = old.household_id and a.id_number_hash = old.id_number_hash;
    end if;
  end if;
  if new.id_number_hash is not null and is_held_by_new then
    insert into active_person (id_number_hash, household_id) values (new.id_number_hash, new.household_id);
  end if;
  return null;
end $$;`;
