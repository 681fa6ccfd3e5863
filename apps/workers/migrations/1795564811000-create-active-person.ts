import { applicationRole } from '@nuan/database';
import { derivedTable, dropDerivedTable } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One household, one file (一户一档), decided by a constraint: who is held by a file now, kept by triggers; and the file numbers. */
export class CreateActivePerson1795564811000 implements MigrationInterface {
  readonly name = 'CreateActivePerson1795564811000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [TABLES, OF_WORKER, OF_HOUSEHOLD, OF_APPLICATION, REBUILD]) await queryRunner.query(sql);
    await derivedTable(queryRunner, 'active_person', 'rebuild_active_person');
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant select on active_person to ${app};
      grant select, insert, update on file_number to ${app};
      grant select, insert on former_member to ${app};`);
    await queryRunner.query('select rebuild_active_person()');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropDerivedTable(queryRunner, 'active_person');
    await queryRunner.query(`
      drop function rebuild_active_person();
      drop trigger filing_application_active_person on filing_application;
      drop function active_person_of_application();
      drop function filing_hashes(filing_application);
      drop trigger household_active_person on household;
      drop trigger worker_active_person on worker;
      drop function active_person_of_household();
      drop function active_person_of_worker();
      drop function is_in_hand(text);
      drop function is_active_file(text);
      drop table former_member, file_number, active_person;`);
  }
}

const TABLES = `
create table active_person (
  id_number_hash bytea not null,
  household_id uuid,
  application_id uuid,
  constraint active_person_pkey primary key (id_number_hash),
  constraint active_person_household_id_fkey foreign key (household_id) references household (id),
  constraint active_person_application_id_fkey foreign key (application_id) references filing_application (id),
  constraint active_person_holder_one check (num_nonnulls(household_id, application_id) = 1)
);
create index active_person_household_id_idx on active_person (household_id) where household_id is not null;
create index active_person_application_id_idx on active_person (application_id) where application_id is not null;
comment on table active_person is
  'Who is held by an active file, or by an application in hand: one row per person, so that a second file of the same person is refused by the key. Kept by triggers.';
comment on column active_person.id_number_hash is 'Keyed hash of the ID number (domain id-number).';

create table file_number (
  region_code text collate "C" not null,
  year integer not null,
  last_sequence integer not null,
  constraint file_number_pkey primary key (region_code, year),
  constraint file_number_last_sequence_positive check (last_sequence > 0)
);
comment on table file_number is
  'Last number given out per region and year. The row stays locked until the file is committed, so that numbers have neither gaps nor doubles.';

create table former_member (
  id uuid not null,
  household_id uuid not null,
  worker_id uuid not null,
  relation text not null,
  left_on date not null,
  constraint former_member_pkey primary key (id),
  constraint former_member_household_id_fkey foreign key (household_id) references household (id),
  constraint former_member_worker_id_fkey foreign key (worker_id) references worker (id),
  constraint former_member_relation_known check (relation in ('HEAD','SPOUSE','CHILD','PARENT','OTHER'))
);
create index former_member_household_id_idx on former_member (household_id);
create index former_member_worker_id_idx on former_member (worker_id);
comment on table former_member is 'Members of closed files who were filed again in another household; appended only.';

create function is_active_file(status text) returns boolean language sql immutable as $$
  select status in ('RECORDED','UNDER_REVIEW','EXIT_PROPOSED','EXIT_PUBLICISED')
$$;
comment on function is_active_file(text) is 'Whether a file in this state holds its members; a temporary file does not.';
create function is_in_hand(status text) returns boolean language sql immutable as $$
  select status in ('SUBMITTED','FIRST_REVIEW','VISITED','CHECKED','PUBLICISED','OBJECTED','APPROVED')
$$;
comment on function is_in_hand(text) is 'Whether an application in this state holds its persons: from being handed in until it is recorded, returned or ends.';
`;

/** A member who moves straight from one active file to another keeps the old hold, so that the key refuses the new one. */
const OF_WORKER = `
create function active_person_of_worker() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if new.household_id is not distinct from old.household_id and new.id_number_hash is not distinct from old.id_number_hash then
      return null;
    end if;
    if old.household_id is not null and (new.household_id is null or new.household_id = old.household_id) then
      delete from active_person a where a.household_id = old.household_id and a.id_number_hash = old.id_number_hash;
    end if;
  end if;
  if new.household_id is not null and new.id_number_hash is not null
    and exists (select from household h where h.id = new.household_id and is_active_file(h.status)) then
    insert into active_person (id_number_hash, household_id) values (new.id_number_hash, new.household_id);
  end if;
  return null;
end $$;
create trigger worker_active_person after insert or update of household_id, id_number_hash on worker
  for each row execute function active_person_of_worker();
`;

const OF_HOUSEHOLD = `
create function active_person_of_household() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if is_active_file(old.status) and not is_active_file(new.status) then
    delete from active_person a where a.household_id = new.id;
  elsif is_active_file(new.status) and not is_active_file(old.status) then
    insert into active_person (id_number_hash, household_id)
    select w.id_number_hash, new.id from worker w
    where w.household_id = new.id and w.id_number_hash is not null order by w.id_number_hash;
  end if;
  return null;
end $$;
create trigger household_active_person after update of status on household
  for each row execute function active_person_of_household();
`;

const OF_APPLICATION = `
create function filing_hashes(a filing_application) returns setof bytea language sql stable as $$
  select p.id_number_hash from filing_person p where p.application_id = a.id and p.is_current
  union
  select w.id_number_hash from worker w where w.id = a.applicant_id and w.id_number_hash is not null
  order by 1
$$;
comment on function filing_hashes(filing_application) is 'Hashes of the persons of an application, in the one order in which they are taken.';

create function active_person_of_application() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if is_in_hand(new.status) and (tg_op = 'INSERT' or not is_in_hand(old.status)) then
    insert into active_person (id_number_hash, application_id) select h, new.id from filing_hashes(new) h;
  elsif tg_op = 'UPDATE' and is_in_hand(old.status) and not is_in_hand(new.status) then
    delete from active_person p where p.application_id = new.id;
  end if;
  return null;
end $$;
create trigger filing_application_active_person after insert or update of status on filing_application
  for each row execute function active_person_of_application();
`;

const REBUILD = `
create function rebuild_active_person() returns void language sql as $$
  delete from active_person;
  insert into active_person (id_number_hash, household_id)
  select w.id_number_hash, h.id from worker w join household h on h.id = w.household_id
  where w.id_number_hash is not null and is_active_file(h.status);
  insert into active_person (id_number_hash, application_id)
  select hash, a.id from filing_application a cross join lateral filing_hashes(a) hash where is_in_hand(a.status);
$$;
comment on function rebuild_active_person() is 'Refills active_person from the rows, after a bulk load.';
revoke execute on function rebuild_active_person() from public;
`;
