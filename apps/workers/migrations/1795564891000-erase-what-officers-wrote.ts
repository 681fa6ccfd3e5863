import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What officers wrote about a household goes with its data when its time is over: opinions, findings, evidence, resolutions, reasons. */
export class EraseWhatOfficersWrote1795564891000 implements MigrationInterface {
  readonly name = 'EraseWhatOfficersWrote1795564891000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
create function filing_application_texts_erased() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update decision set opinion = '已清除' where application_id = new.id and opinion is not null;
  update data_check set resolution = '已清除' where application_id = new.id and resolution is not null;
  update exclusion_finding set evidence = '已清除', override_reason = case when override_reason is not null then '已清除' end where application_id = new.id;
  update filing_application set override_reason = '已清除' where id = new.id and override_reason is not null;
  return null;
end $$;
comment on function filing_application_texts_erased() is 'Erases what officers wrote about the persons of an application with their data.';
create trigger filing_application_texts_erased after update of erased_on on filing_application for each row
  when (new.erased_on is not null and old.erased_on is null) execute function filing_application_texts_erased();

create function household_texts_erased() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update decision d set opinion = '已清除' from exit_review x
  where x.id = d.exit_review_id and x.household_id = new.id and d.opinion is not null;
  update household_match set resolution = '已清除' where household_id = new.id and resolution is not null;
  update category_override set reason = '已清除', opinion = case when opinion is not null then '已清除' end where household_id = new.id;
  update stale_confirmation set reason = '已清除' where household_id = new.id;
  update file_transfer set explanation = '已清除', opinion = case when opinion is not null then '已清除' end where household_id = new.id;
  return null;
end $$;
comment on function household_texts_erased() is 'Erases what officers wrote about a household with its data.';
create trigger household_texts_erased after update of erased_on on household for each row
  when (new.erased_on is not null and old.erased_on is null) execute function household_texts_erased();`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
drop trigger household_texts_erased on household;
drop function household_texts_erased();
drop trigger filing_application_texts_erased on filing_application;
drop function filing_application_texts_erased();`);
  }
}
