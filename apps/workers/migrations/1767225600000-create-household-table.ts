import { applicationRole, dropFoundation, foundation } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const CAUSES = `'NO_LABOUR_CAPACITY','ABLE_NOT_EMPLOYED','LAID_OFF','NO_SOCIAL_INSURANCE','BENEFITS_UNDELIVERED','MAJOR_ILLNESS','NATURAL_DISASTER','ACCIDENT','SCHOOLING','OTHER'`;

/** The register of households in hardship (困难职工家庭). */
export class CreateHouseholdTable1767225600000 implements MigrationInterface {
  readonly name = 'CreateHouseholdTable1767225600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await foundation(queryRunner);
    await queryRunner.query(HOUSEHOLD);
    await queryRunner.query(INDEXES);
    await queryRunner.query(COMMENTS);
    await queryRunner.query(`grant select, insert, update on household to ${await applicationRole(queryRunner)}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table household');
    await dropFoundation(queryRunner);
  }
}

const HOUSEHOLD = `
create table household (
  id uuid not null,
  file_no text collate "C" not null,
  previous_file_id uuid,
  status text not null,
  tier text not null,
  category text not null,
  rule_set text not null,
  override_reason text,
  override_approved_by text,
  primary_cause text not null,
  secondary_causes text[] not null,
  other_cause text,
  is_migrant boolean not null,
  is_zero_employment boolean not null,
  is_model_worker boolean not null,
  can_help_itself boolean,
  key_group text,
  measure text,
  region_code text collate "C" not null,
  union_id uuid not null,
  employer_id uuid,
  head_id uuid not null,
  size integer not null,
  annual_income_fen bigint not null,
  rigid_expense_fen bigint not null,
  net_per_capita_fen bigint not null,
  line_fen bigint not null,
  assessed_size integer not null,
  assessed_on date not null,
  housing_type text,
  housing_area_m2 double precision,
  address_sealed bytea,
  bank_name text,
  bank_account_mask text,
  bank_account_sealed bytea,
  bank_account_hash bytea,
  recorded_on date not null,
  last_reviewed_on date,
  next_review_due_on date not null,
  last_visited_at timestamptz,
  exited_on date,
  exit_reason text,
  follow_up_until_on date,
  version integer not null,
  changed_at timestamptz not null,
  constraint household_pkey primary key (id),
  constraint household_file_no_unique unique (file_no),
  constraint household_previous_file_id_fkey foreign key (previous_file_id) references household (id),
  constraint household_status_known check
    (status in ('RECORDED','UNDER_REVIEW','EXIT_PROPOSED','EXIT_PUBLICISED','EXITED','CANCELLED','CLOSED','TEMPORARY')),
  constraint household_tier_known check (tier in ('NATIONAL','PROVINCIAL','PREFECTURE','COUNTY','GRASSROOTS')),
  constraint household_category_known check (category in ('MIN_LIVING','NEAR_MIN','ACCIDENT','DEEP','RELATIVE','ACCIDENTAL','EDGE')),
  constraint household_rule_set_known check (rule_set in ('2009','2021')),
  constraint household_override_approved check ((override_reason is null) = (override_approved_by is null)),
  constraint household_category_of_2021 check (rule_set <> '2021' or override_reason is not null
    or (category <> 'DEEP' or net_per_capita_fen < line_fen)
    and (category <> 'RELATIVE' or net_per_capita_fen >= line_fen and net_per_capita_fen < 2 * line_fen)),
  constraint household_primary_cause_known check (primary_cause in (${CAUSES})),
  constraint household_secondary_causes_known check (secondary_causes <@ array[${CAUSES}]),
  constraint household_causes_distinct check (
    cardinality(secondary_causes) <= 3 and not primary_cause = any (secondary_causes)
    and (cardinality(secondary_causes) < 2 or secondary_causes[1] <> secondary_causes[2])
    and (cardinality(secondary_causes) < 3 or secondary_causes[3] <> all (secondary_causes[1:2]))),
  constraint household_other_cause_told check
    ((primary_cause = 'OTHER' or 'OTHER' = any (secondary_causes)) = (other_cause is not null)),
  constraint household_key_group_known check
    (key_group in ('MIN_LIVING_UNDEREMPLOYED','BELOW_LINE_NOT_COVERED','EXPENDITURE_DRIVEN','URBAN_MIGRANT','SUPPLY_SIDE_REFORM','OTHER')),
  constraint household_measure_known check (measure in ('EMPLOYMENT','SOCIAL_INSURANCE','MEDICAL_AID','FALLBACK')),
  constraint household_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000'),
  constraint household_size_positive check (size > 0),
  constraint household_income_not_negative check (annual_income_fen >= 0 and rigid_expense_fen >= 0 and line_fen > 0),
  constraint household_net_per_capita_computed check
    (assessed_size > 0 and net_per_capita_fen = (annual_income_fen - rigid_expense_fen) / assessed_size / 12),
  constraint household_housing_type_known check (housing_type in
    ('OWN_BUILT','COMMODITY','AFFORDABLE','PRICE_LIMITED','UNIT_PUBLIC','LOW_RENT','RENTED','NONE','OTHER')),
  constraint household_housing_area_m2_positive check (housing_area_m2 is null or housing_area_m2 > 0 and housing_type is not null),
  constraint household_bank_account_whole check
    (num_nonnulls(bank_name, bank_account_mask, bank_account_sealed, bank_account_hash) in (0, 4)),
  constraint household_review_due_in_time check (next_review_due_on <= coalesce(last_reviewed_on, recorded_on) + interval '12 months'),
  constraint household_exit_whole check
    ((status in ('EXITED','CANCELLED','CLOSED')) = (exited_on is not null) and (exited_on is null) = (exit_reason is null)),
  constraint household_exit_reason_known check (exit_reason in
    ('SELF_SUPPORTING','FALLBACK_RELIEVED','DECEASED','RETIRED_OR_TRANSFERRED','MISIDENTIFIED','DUPLICATE')),
  constraint household_follow_up_long_enough check (status <> 'EXITED' or follow_up_until_on >= exited_on + interval '6 months'),
  constraint household_version_positive check (version > 0)
);
`;

const INDEXES = `
create unique index household_head_id_active_unique on household (head_id)
  where status in ('RECORDED','UNDER_REVIEW','EXIT_PROPOSED','EXIT_PUBLICISED');
create index household_region_code_idx on household (region_code, file_no);
create index household_status_idx on household (status, file_no);
create index household_tier_idx on household (tier, file_no);
create index household_category_idx on household (category, file_no);
create index household_primary_cause_idx on household (primary_cause, file_no);
create index household_causes_idx on household using gin ((array[primary_cause] || secondary_causes));
create index household_is_migrant_idx on household (file_no) where is_migrant;
create index household_is_zero_employment_idx on household (file_no) where is_zero_employment;
create index household_is_model_worker_idx on household (file_no) where is_model_worker;
create index household_key_group_idx on household (key_group, file_no) where key_group is not null;
create index household_measure_idx on household (measure, file_no) where measure is not null;
create index household_union_id_idx on household (union_id, file_no);
create index household_employer_id_idx on household (employer_id) include (status, region_code) where employer_id is not null;
create index household_head_id_idx on household (head_id);
create index household_size_idx on household (size, id);
create index household_net_per_capita_fen_idx on household (net_per_capita_fen, id);
create index household_recorded_on_idx on household (recorded_on, id);
create index household_last_reviewed_on_idx on household (last_reviewed_on);
create index household_next_review_due_on_idx on household (next_review_due_on, id);
create index household_last_visited_at_idx on household (last_visited_at) where last_visited_at is not null;
create index household_exited_on_idx on household (exited_on) where exited_on is not null;
create index household_previous_file_id_idx on household (previous_file_id) where previous_file_id is not null;
create index household_bank_account_hash_idx on household (bank_account_hash) where bank_account_hash is not null;
`;

const COMMENTS = `
comment on table household is 'Files of households in hardship. Closed files are kept ten years; nothing is deleted.';
comment on column household.primary_cause is 'Personal data (cause of hardship, may tell of illness). Basis: consent and the aid procedure.';
comment on column household.annual_income_fen is 'Personal data (income), fen over the twelve months before assessed_on. Basis: consent to the check of finances.';
comment on column household.rigid_expense_fen is 'Personal data (expense), fen over the same twelve months.';
comment on column household.net_per_capita_fen is 'Fen per head and month, computed from the two figures above; may be negative.';
comment on column household.line_fen is 'Monthly minimum-living line of the region on assessed_on, fen.';
comment on column household.address_sealed is 'Personal data (home address), AES-256-GCM; erased when the file''s retention ends.';
comment on column household.bank_account_sealed is 'Sensitive personal data (account), AES-256-GCM; opened for payment only.';
comment on column household.bank_account_hash is 'Keyed hash of the account (domain bank-account), for equality look-up.';
comment on column household.bank_account_mask is 'Name of the bank and last four digits; all that is ever shown.';
comment on column household.override_approved_by is 'User id of who approved a category other than the rule set''s result.';
`;
