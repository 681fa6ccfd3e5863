import { applicationRole, dropRegionWall, regionWall } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { erasureRequestMachine } from '../src/erasure/erasure-request.machine';

/**
 * Requests of persons to be erased. The database knows what bars an erasure, and refuses it; what it does to a person is one function. An
 * application that led to no file is kept ten years by itself, and three where the person asks.
 */
export class CreateErasureRequest1795564906000 implements MigrationInterface {
  readonly name = 'CreateErasureRequest1795564906000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    for (const sql of [
      TABLE,
      eraseApplication('kept_years integer default 10', 'make_interval(years => greatest(kept_years, 3))'),
    ])
      await queryRunner.query(sql);
    for (const sql of [TEXTS, BAR, PERSON]) await queryRunner.query(sql);
    await queryRunner.query(`
      grant select, insert, update on erasure_request to ${app};
      revoke execute on function erase_application(uuid, date, integer), erase_person(uuid, date), erasure_bar(uuid, date) from public;
      grant execute on function erase_application(uuid, date, integer) to ${app};
      grant execute on function erase_person(uuid, date) to ${app};
      grant execute on function erasure_bar(uuid, date) to ${app};`);
    await auditedTables(queryRunner, ['erasure_request']);
    await transitionGuard(queryRunner, 'erasure_request', 'state', erasureRequestMachine);
    await regionWall(queryRunner, 'erasure_request');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await dropRegionWall(queryRunner, 'erasure_request');
    await dropTransitionGuard(queryRunner, 'erasure_request', 'state');
    await dropAuditedTables(queryRunner, ['erasure_request']);
    await queryRunner.query(DOWN);
    await queryRunner.query(eraseApplication('', `interval '10 years'`));
    await queryRunner.query(`
      revoke execute on function erase_application(uuid, date) from public;
      grant execute on function erase_application(uuid, date) to ${app};
      drop table erasure_request;`);
  }
}

const TABLE = `
create table erasure_request (
  id uuid not null,
  worker_id uuid not null,
  region_code text collate "C" not null,
  state text not null,
  wish text not null,
  requested_by text not null,
  requested_at timestamptz not null,
  ground text,
  kept_until_on date,
  decided_by text,
  decided_at timestamptz,
  opinion text,
  version integer not null,
  constraint erasure_request_pkey primary key (id),
  constraint erasure_request_worker_id_fkey foreign key (worker_id) references worker (id),
  constraint erasure_request_state_known check (state in ('REQUESTED','EXECUTED','REFUSED','WITHDRAWN')),
  constraint erasure_request_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint erasure_request_ground_known check (ground in ('FILE_OPEN','FILE_KEPT','APPLICATION_IN_HAND','APPLICATION_KEPT','OTHER_DUTY')),
  constraint erasure_request_ground_of_refusal check ((state = 'REFUSED') = (ground is not null)),
  constraint erasure_request_decided_whole check ((state = 'REQUESTED') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  constraint erasure_request_decided_by_another check (state not in ('EXECUTED','REFUSED') or decided_by <> requested_by),
  constraint erasure_request_decided_with_opinion check (state not in ('EXECUTED','REFUSED') or opinion is not null),
  constraint erasure_request_version_positive check (version > 0)
);
create unique index erasure_request_worker_id_open_unique on erasure_request (worker_id) where state = 'REQUESTED';
create index erasure_request_worker_id_idx on erasure_request (worker_id, requested_at desc);
create index erasure_request_region_code_idx on erasure_request (region_code, requested_at, id);
comment on table erasure_request is 'Requests of persons that their data be erased, and what was decided: kept as proof that they were answered.';
comment on column erasure_request.wish is 'What the person asked, in words; erased with the person.';
comment on column erasure_request.ground is 'Legal ground of a refusal; null otherwise.';
comment on column erasure_request.kept_until_on is 'Until when the ground holds; null when no day is known.';
`;

/** What officers wrote or lists said of a person goes with the person, whichever way it is erased. */
const TEXTS = `
create function person_texts_erased() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update migrant_evidence set withdrawn_reason = '已清除' where worker_id = new.id and withdrawn_reason is not null;
  update household_match set resolution = '已清除' where worker_id = new.id and resolution is not null;
  update erasure_request set wish = '已清除', opinion = case when opinion is not null then '已清除' end where worker_id = new.id;
  delete from matching_entry where id_number_hash = old.id_number_hash;
  delete from household_import_row where id_number_hash = old.id_number_hash;
  return null;
end $$;
comment on function person_texts_erased() is 'Erases what officers wrote and lists said of a person with its data.';
create trigger person_texts_erased after update of erased_on on worker for each row
  when (new.erased_on is not null and old.erased_on is null) execute function person_texts_erased();

create function household_traces_erased() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update household set override_reason = '已清除' where id = new.id and override_reason is not null;
  -- The feed's log keeps older versions; its token of the account goes too.
  update change set facts = facts || '{"accountToken": null}' where entity = 'Household' and entity_id = new.id and facts ->> 'accountToken' is not null;
  return null;
end $$;
comment on function household_traces_erased() is 'Erases what a file still tells of its household in its own reasons and in the log of the feed.';
create trigger household_traces_erased after update of erased_on on household for each row
  when (new.erased_on is not null and old.erased_on is null) execute function household_traces_erased();

create function data_check_notes_erased() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update data_check set note = '已清除' where application_id = new.id and note is not null;
  return null;
end $$;
comment on function data_check_notes_erased() is 'Erases what was noted beside a check with the application.';
create trigger data_check_notes_erased after update of erased_on on filing_application for each row
  when (new.erased_on is not null and old.erased_on is null) execute function data_check_notes_erased();
`;

const eraseApplication = (parameter: string, kept: string): string => `
drop function erase_application(uuid, date${parameter === '' ? ', integer' : ''});
create function erase_application(application uuid, on_day date${parameter === '' ? '' : `, ${parameter}`}) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from filing_application f left join household h on h.id = f.household_id where f.id = application and f.erased_on is null
      and (h.erased_on is not null
        or f.status in ('WITHDRAWN','REJECTED') and (f.created_at at time zone 'Asia/Shanghai')::date + ${kept} <= on_day)) then
    raise exception 'an application is kept ten years' using errcode = 'check_violation', table = 'filing_application', constraint = 'filing_application_kept';
  end if;
  -- The hash is replaced by one of nothing, so that no search by a number finds the person any more.
  update filing_person set name = '已清除', id_number_mask = '', id_number_sealed = '', id_number_hash = sha256(convert_to(gen_random_uuid()::text, 'UTF8')),
    phone_mask = null, phone_sealed = null, phone_hash = null, birth_year = 1900, health_sealed = null, disability_sealed = null, school_name = null
  where application_id = application;
  update filing_amount set note = null where application_id = application;
  update household_visit set findings = null where application_id = application;
  update objection o set content = '已清除', resolution = case when o.resolution is not null then '已清除' end
  from publicity_notice n where n.id = o.notice_id and n.application_id = application;
  update filing_application set address_sealed = null, bank_name = null, bank_account_kind = null, bank_account_mask = null, bank_account_sealed = null,
    bank_account_hash = null, other_cause = case when other_cause is not null then '已清除' end, erased_on = on_day, version = version + 1
  where id = application;
end $$;
comment on function erase_application${parameter === '' ? '(uuid, date)' : '(uuid, date, integer)'} is 'Erases the personal data of an application whose file was erased, or that led to none and is ${parameter === '' ? 'ten years old' : 'old enough: ten years, or three where the person asks'}.';
`;

const BAR = `
create function erasure_bar(person uuid, on_day date) returns table (ground text, kept_until_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  with who as (select w.id, w.household_id, w.id_number_hash from worker w where w.id = person), files as (
    select h.status, (coalesce(h.closed_on, h.exited_on) + interval '10 years')::date as until_on from household h, who
    where h.erased_on is null and (h.id = who.household_id
      or exists (select from former_member f where f.household_id = h.id and f.worker_id = who.id))
  ), applications as (
    select f.status, ((f.created_at at time zone 'Asia/Shanghai')::date + interval '3 years')::date as until_on from filing_application f, who
    where f.erased_on is null and exists (select from filing_person p where p.application_id = f.id
      and (p.worker_id = who.id or p.id_number_hash = who.id_number_hash))
  ), bars as (
    select 1 as place, 'FILE_OPEN' as ground, null::date as until_on from files where status not in ('CLOSED','CANCELLED')
    union all select 2, 'APPLICATION_IN_HAND', null from applications where status not in ('WITHDRAWN','REJECTED','RECORDED')
    union all select 3, 'FILE_KEPT', until_on from files where status in ('CLOSED','CANCELLED') and until_on > on_day
    union all select 4, 'APPLICATION_KEPT', until_on from applications where status in ('WITHDRAWN','REJECTED') and until_on > on_day
  )
  select b.ground, b.until_on from bars b order by b.place, b.until_on desc limit 1
$$;
comment on function erasure_bar(uuid, date) is
  'The weightiest legal ground on which a person can''t be erased on a day; no row when nothing bars it.';
`;

const PERSON = `
create function erase_person(person uuid, on_day date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  hash bytea;
  application uuid;
begin
  select id_number_hash into hash from worker where id = person and erased_on is null for update;
  if not found or exists (select from erasure_bar(person, on_day))
      or not exists (select from erasure_request where worker_id = person and state = 'EXECUTED') then
    raise exception 'a person is erased by a request that was granted, and not while a ground bars it'
      using errcode = 'check_violation', table = 'worker', constraint = 'worker_kept';
  end if;
  for application in select f.id from filing_application f join filing_person p on p.application_id = f.id and p.relation = 'HEAD'
      where (p.worker_id = person or p.id_number_hash = hash) and f.status in ('WITHDRAWN','REJECTED') and f.erased_on is null loop
    perform erase_application(application, on_day, 3);
  end loop;
  update filing_person set name = '已清除', id_number_mask = '', id_number_sealed = '', id_number_hash = sha256(convert_to(gen_random_uuid()::text, 'UTF8')),
    phone_mask = null, phone_sealed = null, phone_hash = null, birth_year = 1900, health_sealed = null, disability_sealed = null, school_name = null
  where (worker_id = person or id_number_hash = hash) and name <> '已清除';
  update migrant_evidence set document_sealed = null where worker_id = person;
  update student set school_name = null, version = version + 1 where worker_id = person and school_name is not null;
  update worker set name = '已清除', id_number_mask = null, id_number_sealed = null, id_number_hash = null, phone_mask = null, phone_sealed = null,
    phone_hash = null, birth_year = null, gender = null, health_sealed = null, disability_sealed = null, erased_on = on_day, version = version + 1
  where id = person;
end $$;
comment on function erase_person(uuid, date) is
  'Erases the personal data of one person whose request was granted; ids, amounts and dates stay. Refused while a ground of erasure_bar holds.';
`;

const DOWN = `
drop function erase_person(uuid, date);
drop function erasure_bar(uuid, date);
drop trigger data_check_notes_erased on filing_application;
drop function data_check_notes_erased();
drop trigger household_traces_erased on household;
drop function household_traces_erased();
drop trigger person_texts_erased on worker;
drop function person_texts_erased();
`;
