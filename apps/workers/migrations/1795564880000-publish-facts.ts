import { dropFactTriggers, factTriggers } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const PUBLISHED = [
  { table: 'household', entity: 'Household' },
  { table: 'worker', entity: 'Worker' },
  { table: 'student', entity: 'Student' },
];

/**
 * Publishes what other subgraphs keep of households, persons and students. A student takes region and migrant flag from its
 * household, and keeps both, so that a household that moves shows as a change of its students too.
 */
export class PublishFacts1795564880000 implements MigrationInterface {
  readonly name = 'PublishFacts1795564880000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(STUDENT_REGION);
    for (const sql of [HOUSEHOLD, WORKER, STUDENT]) await queryRunner.query(sql);
    for (const table of PUBLISHED) await factTriggers(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table } of PUBLISHED) await dropFactTriggers(queryRunner, table);
    await queryRunner.query(`
      drop function student_facts(student);
      drop function worker_facts(worker);
      drop function household_facts(household);
      drop trigger household_students_follow on household;
      drop function household_students_follow();
      drop trigger student_in_household on student;
      drop function student_in_household();
      alter table student drop column region_code, drop column is_migrant;`);
  }
}

/** The backfill rewrites a table of some ten thousand rows. */
const STUDENT_REGION = `
alter table student add column region_code text collate "C", add column is_migrant boolean;
update student s set region_code = h.region_code, is_migrant = h.is_migrant from household h where h.id = s.household_id;
alter table student alter column region_code set not null, alter column is_migrant set not null;
comment on column student.region_code is 'Region of the household, kept by triggers.';
comment on column student.is_migrant is 'Whether the household is one of migrant workers, kept by triggers.';

create function student_in_household() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select h.region_code, h.is_migrant into new.region_code, new.is_migrant from household h where h.id = new.household_id;
  return new;
end $$;
comment on function student_in_household() is 'Gives a student the region and the migrant flag of its household.';
create trigger student_in_household before insert or update of household_id on student
  for each row execute function student_in_household();

create function household_students_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update student s set region_code = new.region_code, is_migrant = new.is_migrant, version = s.version + 1
  where s.household_id = new.id and (s.region_code, s.is_migrant) is distinct from (new.region_code, new.is_migrant);
  return null;
end $$;
comment on function household_students_follow() is 'Lets the students of a household that moves, or turns migrant, follow it.';
create trigger household_students_follow after update of region_code, is_migrant on household
  for each row when (new.region_code <> old.region_code or new.is_migrant <> old.is_migrant)
  execute function household_students_follow();
`;

const HOUSEHOLD = `
create function household_facts(r household) returns jsonb language sql stable as $$
  select jsonb_build_object('unionId', r.union_id, 'employerId', r.employer_id, 'headWorkerId', r.head_id, 'category', r.category,
    'tier', r.tier, 'status', r.status, 'isMigrant', r.is_migrant, 'primaryCause', r.primary_cause,
    'secondaryCauses', r.secondary_causes, 'recordedOn', r.recorded_on, 'lastReviewedOn', r.last_reviewed_on,
    'nextReviewDueOn', r.next_review_due_on, 'accountToken', encode(r.bank_account_hash, 'hex'))
$$;
comment on function household_facts(household) is 'What other subgraphs keep of a file: no name, number, account, amount or text of a person. The token of the account is its keyed hash: it tells one from another and opens none.';
`;

const WORKER = `
create function worker_facts(r worker) returns jsonb language sql stable as $$
  select jsonb_build_object('unionId', r.union_id, 'householdId', r.household_id, 'employerId', r.employer_id,
    'isMigrant', r.is_migrant, 'diversion', r.diversion, 'occupation', r.occupation_group)
$$;
comment on function worker_facts(worker) is 'What other subgraphs keep of a person: ids and flags, never a name, a number or the health.';
`;

const STUDENT = `
create function student_facts(r student) returns jsonb language sql stable as $$
  select jsonb_build_object('householdId', r.household_id, 'level', r.level, 'isMigrant', r.is_migrant)
$$;
comment on function student_facts(student) is 'What other subgraphs keep of a student: the household, the level and the migrant flag.';
`;
