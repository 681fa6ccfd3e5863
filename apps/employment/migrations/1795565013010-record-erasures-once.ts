import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An erasure that came here is on the audit chain once: a person that comes again because the projections are made anew was erased before.
 */
export class RecordErasuresOnce1795565013010 implements MigrationInterface {
  readonly name = 'RecordErasuresOnce1795565013010';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ON_RECORD);
    await queryRunner.query(meeting(`${ERASED} and not erasure_on_record('person.erase', new.id)`));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(meeting(ERASED));
    await queryRunner.query('drop function erasure_on_record(text, uuid)');
  }
}

const ON_RECORD = `
create function erasure_on_record(did text, whose uuid) returns boolean language sql stable set search_path = public, pg_temp as $$
  select exists (select from audit_entry e where e.subject_ids @> array[whose] and e.action = did)
$$;
comment on function erasure_on_record(text, uuid) is 'Whether the chain tells that this person or file was erased here.';
`;

const ERASED = 'new.erased_on is not null';

const meeting = (condition: string): string => `
drop trigger person_erased_insert on worker_projection;
create trigger person_erased_insert after insert on worker_projection for each row when (${condition}) execute function person_erased();
`;
