import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person asked about its own data and nobody has answered yet goes with the person, so that the new officers have it, whichever way it moves. */
export class MovePrivacyRequests1795564995000 implements MigrationInterface {
  readonly name = 'MovePrivacyRequests1795564995000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(MOVED);
    await queryRunner.query(LEFT_BEHIND);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop trigger person_requests_moved on worker; drop function person_requests_moved();');
  }
}

/** As the owner: who moves a file in writes on one side of the wall, and the requests lie on the other. */
const MOVED = `
create function person_requests_moved() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update erasure_request set region_code = new.region_code, version = version + 1 where worker_id = new.id and state = 'REQUESTED';
  update subject_export set region_code = new.region_code where worker_id = new.id and opened_at is null;
  return null;
end $$;
comment on function person_requests_moved() is 'Takes a person''s open requests about its own data to the region that the person moves to.';
create trigger person_requests_moved after update of region_code on worker for each row
  when (new.region_code is distinct from old.region_code) execute function person_requests_moved();
`;

const LEFT_BEHIND = `
update erasure_request e set region_code = w.region_code, version = e.version + 1
from worker w where w.id = e.worker_id and e.state = 'REQUESTED' and e.region_code <> w.region_code;
update subject_export e set region_code = w.region_code
from worker w where w.id = e.worker_id and e.opened_at is null and e.region_code <> w.region_code;
`;
