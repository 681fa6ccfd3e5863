import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ends of files: a temporary one turned into a filed one, and personal data erased ten years after the closing. */
export class KeepFilesTenYears1795564837000 implements MigrationInterface {
  readonly name = 'KeepFilesTenYears1795564837000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TEMPORARY);
    await queryRunner.query(ERASURE);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      revoke execute on function erase_application(uuid, date), erase_file(uuid, date, timestamptz) from public;
      grant execute on function erase_file(uuid, date, timestamptz) to ${app};
      grant execute on function erase_application(uuid, date) to ${app};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const TEMPORARY = `
create unique index household_head_id_temporary_unique on household (head_id) where status = 'TEMPORARY';

create function household_converted() returns trigger language plpgsql as $$
begin
  if session_user like '%\\_app' and not exists (select from filing_application f
      where f.household_id = new.id and f.status = 'RECORDED' and f.category = new.category) then
    raise exception 'a temporary file is filed by a recorded application alone'
      using errcode = 'check_violation', table = 'household', constraint = 'household_converted';
  end if;
  return null;
end $$;
comment on function household_converted() is 'A temporary file becomes a filed one through its application, whose own guards hold.';
create constraint trigger household_converted after update on household deferrable initially deferred for each row
  when (old.status = 'TEMPORARY' and new.status = 'RECORDED') execute function household_converted();

drop trigger household_category_explained on household;
create constraint trigger household_category_explained
  after update on household deferrable initially deferred for each row
  when (not (old.status = 'TEMPORARY' and new.status = 'RECORDED') and
    (new.category, new.rule_set, new.annual_income_fen, new.rigid_expense_fen, new.line_fen, new.assessed_size, new.assessed_on, new.override_reason)
    is distinct from (old.category, old.rule_set, old.annual_income_fen, old.rigid_expense_fen, old.line_fen, old.assessed_size, old.assessed_on, old.override_reason))
  execute function household_category_explained();
`;

const ERASURE = `
alter table filing_application add column erased_on date;
comment on column filing_application.erased_on is 'Day the personal data was erased; the row stays for the sums.';

create function erase_application(application uuid, on_day date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from filing_application f left join household h on h.id = f.household_id where f.id = application and f.erased_on is null
      and (h.erased_on is not null
        or f.status in ('WITHDRAWN','REJECTED') and (f.created_at at time zone 'Asia/Shanghai')::date + interval '10 years' <= on_day)) then
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
comment on function erase_application(uuid, date) is 'Erases the personal data of an application whose file was erased, or that led to none and is ten years old.';

create function erase_file(file uuid, on_day date, at timestamptz) returns uuid[] language plpgsql security definer set search_path = public, pg_temp as $$
declare
  persons uuid[];
begin
  perform from household h where h.id = file and h.status in ('CLOSED','CANCELLED') and h.erased_on is null
    and coalesce(h.closed_on, h.exited_on) + interval '10 years' <= on_day for update;
  if not found then
    raise exception 'a file is kept ten years after it was closed' using errcode = 'check_violation', table = 'household', constraint = 'household_kept';
  end if;
  update household set address_sealed = null, bank_name = null, bank_account_kind = null, bank_account_mask = null, bank_account_sealed = null,
    bank_account_hash = null, other_cause = case when other_cause is not null then '已清除' end, erased_on = on_day, version = version + 1, changed_at = at
  where id = file;
  -- Who is of another file that is still kept, or of an application in hand, stays known.
  with members as (
    select w.id from worker w where w.household_id = file union select f.worker_id from former_member f where f.household_id = file
  ), erased as (
    update worker w set name = '已清除', id_number_mask = null, id_number_sealed = null, id_number_hash = null, phone_mask = null, phone_sealed = null,
      phone_hash = null, birth_year = null, gender = null, health_sealed = null, disability_sealed = null, erased_on = on_day, version = w.version + 1
    from members m where w.id = m.id and w.erased_on is null
      and not exists (select from household o where o.id = w.household_id and o.id <> file and o.erased_on is null)
      and not exists (select from former_member f join household o on o.id = f.household_id where f.worker_id = w.id and o.id <> file and o.erased_on is null)
      and not exists (select from active_person a where a.id_number_hash = w.id_number_hash)
    returning w.id
  )
  select coalesce(array_agg(id), '{}') into persons from erased;
  update migrant_evidence set document_sealed = null where worker_id = any (persons);
  update student set school_name = null, version = version + 1 where worker_id = any (persons) and school_name is not null;
  update file_event set note = null where household_id = file;
  update annual_review set findings = '已清除' where household_id = file and findings is not null;
  update exit_review set explanation = '已清除' where household_id = file and explanation is not null;
  update follow_up_task set finding = '已清除' where household_id = file and finding is not null;
  update objection o set content = '已清除', resolution = case when o.resolution is not null then '已清除' end
  from publicity_notice n join exit_review x on x.id = n.exit_review_id where n.id = o.notice_id and x.household_id = file;
  perform erase_application(f.id, on_day) from filing_application f where f.household_id = file and f.erased_on is null;
  return persons;
end $$;
comment on function erase_file(uuid, date, timestamptz) is
  'Erases the personal data of a file ten years after its closing, and of persons who are of no other kept file; ids, amounts and counts stay. Returns those persons.';
`;

const DOWN = `
drop function erase_file(uuid, date, timestamptz);
drop function erase_application(uuid, date);
alter table filing_application drop column erased_on;
drop trigger household_converted on household;
drop function household_converted();
drop index household_head_id_temporary_unique;
drop trigger household_category_explained on household;
create constraint trigger household_category_explained
  after update on household deferrable initially deferred for each row
  when ((new.category, new.rule_set, new.annual_income_fen, new.rigid_expense_fen, new.line_fen, new.assessed_size, new.assessed_on, new.override_reason)
    is distinct from (old.category, old.rule_set, old.annual_income_fen, old.rigid_expense_fen, old.line_fen, old.assessed_size, old.assessed_on, old.override_reason))
  execute function household_category_explained();
`;
