import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was handed in stays as it was handed in: reviewers decide on what they saw, and the category on what is stored. */
export class FreezeFilingContent1795564814000 implements MigrationInterface {
  readonly name = 'FreezeFilingContent1795564814000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ROWS);
    await queryRunner.query(APPLICATION);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger filing_application_frozen on filing_application;
      drop function filing_application_frozen();
      drop trigger filing_amount_frozen on filing_amount;
      drop trigger filing_person_frozen on filing_person;
      drop function filing_content_frozen();
      drop function is_frozen(filing_application);`);
  }
}

/** Frozen from the handing in to the end of the file; what ended is erased when its time is over, which its own guard watches. */
const ROWS = `
create function is_frozen(a filing_application) returns boolean language sql stable as $$
  select is_in_hand(a.status) or a.status = 'RECORDED'
    and exists (select from household h where h.id = a.household_id and h.status not in ('CLOSED','CANCELLED'))
$$;
comment on function is_frozen(filing_application) is 'Whether what an application says may not change: in hand, or on record in a file that has not ended.';

create function filing_content_frozen() returns trigger language plpgsql as $$
begin
  -- The owner migrates and loads. A person of a recorded application learns which person of the register it has become.
  if session_user like '%\\_app'
    and exists (select from filing_application a where a.id = new.application_id and is_frozen(a))
    and (tg_op = 'INSERT' or to_jsonb(new) - 'worker_id' <> to_jsonb(old) - 'worker_id') then
    raise exception using errcode = 'check_violation', table = tg_table_name, constraint = 'filing_content_frozen',
      message = 'what was handed in is changed only after it was returned';
  end if;
  return new;
end $$;
comment on function filing_content_frozen() is 'Persons and amounts of an application do not change from the handing in to the end of the file (I8).';
create trigger filing_person_frozen before insert or update on filing_person for each row execute function filing_content_frozen();
create trigger filing_amount_frozen before insert or update on filing_amount for each row execute function filing_content_frozen();
`;

const CONTENT = [
  'region_code',
  'union_id',
  'created_by',
  'previous_file_id',
  'tier',
  'key_group',
  'primary_cause',
  'secondary_causes',
  'other_cause',
  'is_migrant',
  'is_accidental',
  'can_help_itself',
  'housing_type',
  'housing_area_m2',
  'address_sealed',
  'bank_name',
  'bank_account_kind',
  'bank_account_mask',
  'bank_account_sealed',
  'bank_account_hash',
  'homes_owned',
  'runs_business',
  'has_costly_schooling',
  'keeps_vehicle',
  'is_idle_without_reason',
  'assessment_id',
  'round',
  'submitted_at',
  'submitted_by',
];

const row = (alias: string): string => `(${CONTENT.map((column) => `${alias}.${column}`).join(', ')})`;

const APPLICATION = `
create function filing_application_frozen() returns trigger language plpgsql as $$
begin
  if session_user like '%\\_app' and is_frozen(old) and ${row('new')} is distinct from ${row('old')} then
    raise exception using errcode = 'check_violation', table = 'filing_application', constraint = 'filing_application_frozen',
      message = 'what was handed in is changed only after it was returned';
  end if;
  return new;
end $$;
comment on function filing_application_frozen() is 'What an application says does not change from the handing in to the end of the file (I8).';
create trigger filing_application_frozen before update on filing_application for each row
  when (old.status not in ('DRAFT','RETURNED')) execute function filing_application_frozen();
`;
