import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The authorisation to check finances is everyone's own: an application doesn't go on while somebody's is missing. */
export class AskConsentOfEveryone1795564890000 implements MigrationInterface {
  readonly name = 'AskConsentOfEveryone1795564890000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
create function filing_application_signed_by_all() returns trigger language plpgsql as $$
begin
  if exists (select from filing_person p where p.application_id = new.id and p.is_current and not exists (
      select from consent c where c.filing_person_id = p.id and c.purpose = 'FINANCIAL_CHECK' and c.withdrawn_at is null)) then
    raise exception using errcode = 'check_violation', table = 'filing_application', constraint = 'filing_application_signed_by_all',
      message = 'somebody of an application has not consented to the check of finances';
  end if;
  return null;
end $$;
comment on function filing_application_signed_by_all() is
  'Nothing is publicised, approved or recorded without everyone''s consent to the check of finances (I4).';
create trigger filing_application_signed_by_all after update of status on filing_application for each row
  when (old.status = 'CHECKED' and new.status = 'PUBLICISED' or new.status in ('APPROVED','RECORDED') and old.status <> new.status)
  execute function filing_application_signed_by_all();`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop trigger filing_application_signed_by_all on filing_application; drop function filing_application_signed_by_all()',
    );
  }
}
