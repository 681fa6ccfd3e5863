import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What assistance added to a person or a file goes when its owner erases it: papers, mandates of payees, words. Payments and the ledger stay, by ids. */
export class EraseByFeed1795564906100 implements MigrationInterface {
  readonly name = 'EraseByFeed1795564906100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ERASED_ON);
    await queryRunner.query(ERASING);
    // What was erased before is learnt from the owner's snapshot, read once more.
    await queryRunner.query(`update projection_cursor set cursor = null where source = 'workers'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger household_erased_update on household_projection;
      drop trigger household_erased_insert on household_projection;
      drop function household_erased();
      alter table household_projection drop column erased_on;
      drop trigger person_erased_update on worker_projection;
      drop trigger person_erased_insert on worker_projection;
      drop function person_erased();
      alter table worker_projection drop column erased_on;`);
  }
}

const ERASED_ON = `
alter table worker_projection add column erased_on date;
comment on column worker_projection.erased_on is 'Day on which the owner erased the data; null while it is kept.';
alter table household_projection add column erased_on date;
comment on column household_projection.erased_on is 'Day on which the owner erased the data; null while it is kept.';
`;

/** Both run as the owner in the transaction that applies the feed, and append the act to the audit chain themselves. */
const ERASING = `
create function person_erased() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched bigint;
  changed bigint := 0;
begin
  update medical_evidence set document_ref = '已清除' || ' ' || id where person_id = new.id and document_ref not like '已清除' || '%';
  get diagnostics touched = row_count;
  changed := changed + touched;
  update payee_registration set account_token = null, account_mask = null, reason = '已清除' where payee_id = new.id and reason <> '已清除';
  get diagnostics touched = row_count;
  changed := changed + touched;
  -- On record also where nothing was kept: that the erasure came here.
  perform append_audit(gen_random_uuid(), new.erased_on::timestamp at time zone 'Asia/Shanghai', 'system:feed', 'admin', 'person.erase',
      new.region_code, array['Worker'], array[new.id], jsonb_build_object('rows', changed));
  return null;
end $$;
comment on function person_erased() is 'Erases what was added about a person whom its owner erased.';
create trigger person_erased_insert after insert on worker_projection for each row when (new.erased_on is not null) execute function person_erased();
create trigger person_erased_update after update of erased_on on worker_projection for each row
  when (new.erased_on is not null and old.erased_on is null) execute function person_erased();

create function household_erased() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched bigint;
  changed bigint := 0;
begin
  update household_projection set account_token = null where id = new.id and account_token is not null;
  get diagnostics touched = row_count;
  changed := changed + touched;
  update aid_plan set unanswered_reason = case when unanswered_reason is not null then '已清除' end where household_id = new.id and (unanswered_reason <> '已清除');
  get diagnostics touched = row_count;
  changed := changed + touched;
  update plan_item i set dropped_reason = '已清除' from aid_plan p where p.id = i.plan_id and p.household_id = new.id and i.dropped_reason <> '已清除';
  get diagnostics touched = row_count;
  changed := changed + touched;
  update pair_visit v set finding = '已清除' from pairing p where p.id = v.pairing_id and p.household_id = new.id and v.finding <> '已清除';
  get diagnostics touched = row_count;
  changed := changed + touched;
  update medical_evidence set document_ref = '已清除' || ' ' || id where household_id = new.id and document_ref not like '已清除' || '%';
  get diagnostics touched = row_count;
  changed := changed + touched;
  update study_evidence set document_ref = '已清除' || ' ' || id where household_id = new.id and document_ref not like '已清除' || '%';
  get diagnostics touched = row_count;
  changed := changed + touched;
  update payee_registration set account_token = null, account_mask = null, reason = '已清除' where household_id = new.id and reason <> '已清除';
  get diagnostics touched = row_count;
  changed := changed + touched;
  -- On record also where nothing was kept: that the erasure came here.
  perform append_audit(gen_random_uuid(), new.erased_on::timestamp at time zone 'Asia/Shanghai', 'system:feed', 'admin', 'household.erase',
      new.region_code, array['Household'], array[new.id], jsonb_build_object('rows', changed));
  return null;
end $$;
comment on function household_erased() is 'Erases what was added about a household whose file its owner erased.';
create trigger household_erased_insert after insert on household_projection for each row when (new.erased_on is not null) execute function household_erased();
create trigger household_erased_update after update of erased_on on household_projection for each row
  when (new.erased_on is not null and old.erased_on is null) execute function household_erased();
`;
