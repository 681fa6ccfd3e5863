import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An erasure that came here is on the audit chain once: a person or a file that comes again because the projections are made anew was erased before.
 */
export class RecordErasuresOnce1795565013010 implements MigrationInterface {
  readonly name = 'RecordErasuresOnce1795565013010';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ON_RECORD);
    await queryRunner.query(meetings((noun) => `${ERASED} and not erasure_on_record('${noun}.erase', new.id)`));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(meetings(() => ERASED));
    await queryRunner.query('drop function erasure_on_record(text, uuid)');
  }
}

const ON_RECORD = `
create function erasure_on_record(did text, whose uuid) returns boolean language sql stable set search_path = public, pg_temp as $$
  select exists (select from audit_entry e where e.subject_ids @> array[whose] and e.action = did)
$$;
comment on function erasure_on_record(text, uuid) is 'Whether the chain tells that this person or file was erased here.';
`;

const meeting = (noun: 'person' | 'household', table: string, condition: string): string => `
drop trigger ${noun}_erased_insert on ${table};
create trigger ${noun}_erased_insert after insert on ${table} for each row when (${condition}) execute function ${noun}_erased();
`;

const ERASED = 'new.erased_on is not null';
const meetings = (when: (noun: string) => string): string =>
  meeting('person', 'worker_projection', when('person')) +
  meeting('household', 'household_projection', when('household'));
