import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['filing_person', 'filing_amount', 'filing_assessment', 'exclusion_finding'];

/** What an application says: persons, incomes and expenses, home, account; its assessment and what bars it from the register. */
export class CreateFilingContent1795564810000 implements MigrationInterface {
  readonly name = 'CreateFilingContent1795564810000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [RULE_SETS, APPLICATION, PERSONS, ASSESSMENT, CONSENT, COMMENTS]) await queryRunner.query(sql);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant select, insert, update on filing_person, filing_amount, exclusion_finding to ${app};
      grant select, insert on filing_assessment to ${app};
      grant select on category_rule_set to ${app};`);
    await auditedTables(queryRunner, TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, TABLES);
    await queryRunner.query(DOWN);
  }
}

const CAUSES = `'NO_LABOUR_CAPACITY','ABLE_NOT_EMPLOYED','LAID_OFF','NO_SOCIAL_INSURANCE','BENEFITS_UNDELIVERED','MAJOR_ILLNESS','NATURAL_DISASTER','ACCIDENT','SCHOOLING','OTHER'`;
const CATEGORIES = `'MIN_LIVING','NEAR_MIN','ACCIDENT','DEEP','RELATIVE','ACCIDENTAL','EDGE'`;
const EXCLUSIONS = `'SECOND_HOME','BUSINESS_OWNER','COSTLY_SCHOOLING','MOTOR_VEHICLE','IDLE_WITHOUT_REASON'`;
const INCOMES = `'WAGE','BUSINESS','PENSION','SUPPORT','UNEMPLOYMENT_BENEFIT','RENT','INTEREST','GIFT','UNION_AID','FESTIVAL_CONSOLATION','BASIC_RURAL_PENSION','OTHER_INCOME'`;
const EXPENSES = `'MEDICAL','SCHOOLING','DISABILITY','ACCIDENT','OTHER_EXPENSE'`;

const RULE_SETS = `
create table category_rule_set (
  id text not null,
  generation text not null,
  region_code text collate "C" not null,
  valid_from date not null,
  valid_to date,
  near_percent integer not null,
  accident_percent integer not null,
  accident_cost_share_percent integer,
  imputed_wage_fen bigint,
  exempt_incomes text[] not null,
  exclusions text[] not null,
  document text not null,
  constraint category_rule_set_pkey primary key (id),
  constraint category_rule_set_region_code_valid_from_unique unique (region_code, valid_from),
  constraint category_rule_set_generation_known check (generation in ('2009','2021')),
  constraint category_rule_set_valid_in_order check (valid_to >= valid_from),
  constraint category_rule_set_percents_positive check (near_percent >= 100 and accident_percent >= near_percent and accident_cost_share_percent > 0),
  constraint category_rule_set_imputed_wage_positive check (imputed_wage_fen > 0),
  constraint category_rule_set_exempt_incomes_known check (exempt_incomes <@ array[${INCOMES}]),
  constraint category_rule_set_exclusions_known check (exclusions <@ array[${EXCLUSIONS}])
);
insert into category_rule_set values
  ('2009', '2009', '340000', '2000-01-01', '2020-12-31', 150, 300, null, null, array['BASIC_RURAL_PENSION','FESTIVAL_CONSOLATION'],
   array['SECOND_HOME','BUSINESS_OWNER','COSTLY_SCHOOLING','MOTOR_VEHICLE'], '2009年起困难职工档案管理办法'),
  ('2021', '2021', '340000', '2021-01-01', null, 150, 300, null, null, array['BASIC_RURAL_PENSION','FESTIVAL_CONSOLATION'],
   array['SECOND_HOME','BUSINESS_OWNER','COSTLY_SCHOOLING','MOTOR_VEHICLE'], '2021年起困难职工认定标准');
`;

const APPLICATION = `
alter table filing_application
  alter column applicant_id drop not null,
  add column tier text,
  add column key_group text,
  add column secondary_causes text[] not null default '{}',
  add column other_cause text,
  add column is_migrant boolean not null default false,
  add column is_accidental boolean not null default false,
  add column can_help_itself boolean,
  add column housing_type text,
  add column housing_area_m2 double precision,
  add column address_sealed bytea,
  add column bank_name text,
  add column bank_account_kind text,
  add column bank_account_mask text,
  add column bank_account_sealed bytea,
  add column bank_account_hash bytea,
  add column homes_owned integer not null default 0,
  add column runs_business boolean not null default false,
  add column has_costly_schooling boolean not null default false,
  add column keeps_vehicle boolean not null default false,
  add column is_idle_without_reason boolean not null default false,
  add column round integer not null default 1,
  add column assessment_id uuid,
  add column override_category text,
  add column override_reason text,
  add column override_proposed_by text,
  add column override_confirmed_by text,
  add column submitted_by text,
  add column reviewed_by text,
  add column verified_by text,
  add column approved_by text,
  add constraint filing_application_applicant_known check (status <> 'RECORDED' or applicant_id is not null),
  add constraint filing_application_tier_known check (tier in ('NATIONAL','PROVINCIAL','PREFECTURE','COUNTY','GRASSROOTS')),
  add constraint filing_application_key_group_known check (key_group in
    ('MIN_LIVING_UNDEREMPLOYED','BELOW_LINE_NOT_COVERED','EXPENDITURE_DRIVEN','URBAN_MIGRANT','SUPPLY_SIDE_REFORM','OTHER')),
  add constraint filing_application_secondary_causes_known check (secondary_causes <@ array[${CAUSES}]),
  add constraint filing_application_causes_distinct check (
    cardinality(secondary_causes) <= 3 and (primary_cause is null or not primary_cause = any (secondary_causes))
    and (cardinality(secondary_causes) < 2 or secondary_causes[1] <> secondary_causes[2])
    and (cardinality(secondary_causes) < 3 or secondary_causes[3] <> all (secondary_causes[1:2]))),
  add constraint filing_application_housing_type_known check (housing_type in
    ('OWN_BUILT','COMMODITY','AFFORDABLE','PRICE_LIMITED','UNIT_PUBLIC','LOW_RENT','RENTED','NONE','OTHER')),
  add constraint filing_application_housing_area_m2_positive check (housing_area_m2 is null or housing_area_m2 > 0 and housing_type is not null),
  add constraint filing_application_bank_account_whole check
    (num_nonnulls(bank_name, bank_account_kind, bank_account_mask, bank_account_sealed, bank_account_hash) in (0, 5)),
  add constraint filing_application_bank_account_kind_known check (bank_account_kind in ('BANK_CARD','PASSBOOK')),
  add constraint filing_application_homes_owned_not_negative check (homes_owned >= 0),
  add constraint filing_application_round_positive check (round > 0),
  add constraint filing_application_override_category_known check (override_category in (${CATEGORIES})),
  add constraint filing_application_override_whole check
    (num_nonnulls(override_category, override_reason, override_proposed_by) in (0, 3)
     and (override_confirmed_by is null or override_category is not null)),
  add constraint filing_application_override_confirmed_by_another check (override_confirmed_by <> override_proposed_by),
  add constraint filing_application_override_confirmed check
    (status not in ('APPROVED','RECORDED') or override_category is null or override_confirmed_by is not null),
  add constraint filing_application_reviewed_by_another check (reviewed_by <> all (array[created_by, submitted_by])),
  add constraint filing_application_verified_by_another check (verified_by <> all (array[created_by, submitted_by, reviewed_by])),
  add constraint filing_application_approved_by_another check
    (approved_by <> all (array[created_by, submitted_by, reviewed_by, verified_by])),
  add constraint filing_application_approved_whole check (status <> 'APPROVED' or approved_by is not null);
create index filing_application_previous_file_id_idx on filing_application (previous_file_id) where previous_file_id is not null;

-- Who was returned to passes again in a later round; within one round nobody passes twice.
alter table decision add column round integer not null default 1, add constraint decision_round_positive check (round > 0);
drop index decision_application_id_decided_by_passed_unique;
create unique index decision_application_id_decided_by_passed_unique on decision (application_id, round, decided_by) where verdict = 'PASSED';
alter table household_visit add column round integer not null default 1, add constraint household_visit_round_positive check (round > 0);
`;

const PERSONS = `
create table filing_person (
  id uuid not null,
  application_id uuid not null,
  ordinal integer not null,
  is_current boolean not null,
  relation text not null,
  name text not null,
  id_number_mask text not null,
  id_number_sealed bytea not null,
  id_number_hash bytea not null,
  phone_mask text,
  phone_sealed bytea,
  phone_hash bytea,
  birth_year integer not null,
  gender text not null,
  employment_status text not null,
  occupation_group text,
  employer_id uuid,
  health_sealed bytea,
  disability_sealed bytea,
  model_worker_level text,
  is_union_member boolean not null,
  is_migrant boolean not null,
  contract_from_on date,
  contract_until_on date,
  employed_since_on date,
  resident_since_on date,
  has_residence_permit boolean not null,
  diversion text,
  study_level text,
  school_name text,
  enrolled_year integer,
  programme_years integer,
  worker_id uuid,
  constraint filing_person_pkey primary key (id),
  constraint filing_person_application_id_id_number_hash_unique unique (application_id, id_number_hash),
  constraint filing_person_application_id_fkey foreign key (application_id) references filing_application (id),
  constraint filing_person_worker_id_fkey foreign key (worker_id) references worker (id),
  constraint filing_person_id_number_hash_size check (octet_length(id_number_hash) = 32),
  constraint filing_person_phone_whole check (num_nonnulls(phone_mask, phone_sealed, phone_hash) in (0, 3)),
  constraint filing_person_relation_known check (relation in ('HEAD','SPOUSE','CHILD','PARENT','OTHER')),
  constraint filing_person_gender_known check (gender in ('MALE','FEMALE')),
  constraint filing_person_contract_in_order check (contract_until_on >= contract_from_on),
  constraint filing_person_study_whole check (study_level is not null or num_nonnulls(school_name, enrolled_year, programme_years) = 0)
);
create unique index filing_person_application_id_head_unique on filing_person (application_id) where relation = 'HEAD' and is_current;
create index filing_person_application_id_idx on filing_person (application_id, ordinal);
create index filing_person_id_number_hash_idx on filing_person (id_number_hash);
create index filing_person_worker_id_idx on filing_person (worker_id) where worker_id is not null;

create table filing_amount (
  id uuid not null,
  application_id uuid not null,
  ordinal integer not null,
  is_current boolean not null,
  person_id uuid,
  kind text not null,
  amount_fen bigint not null,
  note text,
  constraint filing_amount_pkey primary key (id),
  constraint filing_amount_application_id_ordinal_unique unique (application_id, ordinal),
  constraint filing_amount_application_id_fkey foreign key (application_id) references filing_application (id),
  constraint filing_amount_person_id_fkey foreign key (person_id) references filing_person (id),
  constraint filing_amount_kind_known check (kind in (${INCOMES},${EXPENSES})),
  constraint filing_amount_amount_not_negative check (amount_fen >= 0)
);
`;

const ASSESSMENT = `
create table filing_assessment (
  id uuid not null,
  application_id uuid not null,
  rule_set_id text not null,
  assessed_on date not null,
  assessed_by text not null,
  annual_income_fen bigint not null,
  imputed_income_fen bigint not null,
  rigid_expense_fen bigint not null,
  members integer not null,
  line_fen bigint not null,
  net_per_capita_fen bigint not null,
  is_accidental boolean not null,
  result text,
  steps jsonb not null,
  constraint filing_assessment_pkey primary key (id),
  constraint filing_assessment_application_id_fkey foreign key (application_id) references filing_application (id),
  constraint filing_assessment_rule_set_id_fkey foreign key (rule_set_id) references category_rule_set (id),
  constraint filing_assessment_amounts_not_negative check (annual_income_fen >= imputed_income_fen and imputed_income_fen >= 0 and rigid_expense_fen >= 0 and line_fen > 0),
  constraint filing_assessment_net_per_capita_computed check
    (members > 0 and net_per_capita_fen = (annual_income_fen - rigid_expense_fen) / members / 12),
  constraint filing_assessment_result_known check (result in (${CATEGORIES}))
);
create index filing_assessment_application_id_idx on filing_assessment (application_id);
alter table filing_application add constraint filing_application_assessment_id_fkey foreign key (assessment_id) references filing_assessment (id);

create table exclusion_finding (
  id uuid not null,
  application_id uuid not null,
  rule text not null,
  origin text not null,
  evidence text not null,
  data_check_id uuid,
  found_by text not null,
  found_at timestamptz not null,
  cleared_at timestamptz,
  override_reason text,
  overridden_by text,
  overridden_at timestamptz,
  constraint exclusion_finding_pkey primary key (id),
  constraint exclusion_finding_application_id_fkey foreign key (application_id) references filing_application (id),
  constraint exclusion_finding_data_check_id_fkey foreign key (data_check_id) references data_check (id),
  constraint exclusion_finding_rule_known check (rule in (${EXCLUSIONS})),
  constraint exclusion_finding_origin_known check (origin in ('DECLARATION','DATA_CHECK','VISIT')),
  constraint exclusion_finding_override_whole check (num_nonnulls(override_reason, overridden_by, overridden_at) in (0, 3)),
  constraint exclusion_finding_overridden_by_another check (overridden_by <> found_by)
);
create unique index exclusion_finding_application_id_rule_unique on exclusion_finding (application_id, rule, origin) where cleared_at is null;
`;

const CONSENT = `
alter table consent
  alter column worker_id drop not null,
  add column application_id uuid,
  add column filing_person_id uuid,
  add column filing_guardian_id uuid,
  add column recorded_by text,
  add constraint consent_application_id_fkey foreign key (application_id) references filing_application (id),
  add constraint consent_filing_person_id_fkey foreign key (filing_person_id) references filing_person (id),
  add constraint consent_filing_guardian_id_fkey foreign key (filing_guardian_id) references filing_person (id),
  add constraint consent_person_told check (worker_id is not null or filing_person_id is not null),
  add constraint consent_filing_guardian_another check (filing_guardian_id <> filing_person_id);
create index consent_application_id_idx on consent (application_id) where application_id is not null;
create unique index consent_filing_person_id_purpose_unique on consent (filing_person_id, purpose) where withdrawn_at is null;
`;

const COMMENTS = `
comment on table category_rule_set is
  'Rules that give the category, by region and day: the most local set in force on the day of the assessment holds. A local set is a row, not a release.';
comment on column category_rule_set.near_percent is 'Gross income per head up to which a household is near the line, percent of the line (2009).';
comment on column category_rule_set.accident_percent is 'Gross income per head up to which an accident counts, percent of the line (2009).';
comment on column category_rule_set.accident_cost_share_percent is 'Least share of the year''s income that a sudden event must have cost (2021); null where none is asked.';
comment on column category_rule_set.imputed_wage_fen is 'Monthly wage imputed to an able-bodied adult without work, fen; null where none is.';
comment on table filing_person is 'Persons of an application, until the household is recorded; those taken out of a draft stay, not current.';
comment on column filing_person.name is 'Personal data (name); shown masked. Basis: aid by real name.';
comment on column filing_person.id_number_sealed is 'Sensitive personal data (resident ID number), AES-256-GCM.';
comment on column filing_person.id_number_hash is 'Keyed hash of the ID number (domain id-number).';
comment on column filing_person.phone_sealed is 'Personal data (phone), AES-256-GCM.';
comment on column filing_person.health_sealed is 'Sensitive personal data (illness), AES-256-GCM; null for good health. Basis: separate consent.';
comment on column filing_person.disability_sealed is 'Sensitive personal data (disability), AES-256-GCM; null for none. Basis: separate consent.';
comment on table filing_amount is 'Incomes and unavoidable expenses of an application over twelve months, a line each, fen.';
comment on table filing_assessment is 'Categories as the rules gave them, with their inputs and every step; appended only.';
comment on column filing_assessment.annual_income_fen is 'Personal data (income), fen over twelve months, what is imputed included and what is exempt left out.';
comment on table exclusion_finding is 'What bars a household from the register, with its evidence; lifted only with a reason, by another person.';
comment on column filing_application.address_sealed is 'Personal data (home address), AES-256-GCM.';
comment on column filing_application.bank_account_sealed is 'Sensitive personal data (account), AES-256-GCM.';
comment on column filing_application.round is 'How many times it was handed in; raised when a returned application comes back.';
`;

const DOWN = `
drop index consent_filing_person_id_purpose_unique, consent_application_id_idx;
alter table consent
  drop constraint consent_filing_guardian_another, drop constraint consent_person_told,
  drop column recorded_by, drop column filing_guardian_id, drop column filing_person_id, drop column application_id,
  alter column worker_id set not null;
alter table filing_application drop constraint filing_application_assessment_id_fkey;
drop table exclusion_finding, filing_assessment, filing_amount, filing_person;
alter table household_visit drop column round;
drop index decision_application_id_decided_by_passed_unique;
alter table decision drop column round;
create unique index decision_application_id_decided_by_passed_unique on decision (application_id, decided_by) where verdict = 'PASSED';
drop index filing_application_previous_file_id_idx;
alter table filing_application
  drop constraint filing_application_applicant_known,
  drop column tier, drop column key_group, drop column secondary_causes, drop column other_cause, drop column is_migrant,
  drop column is_accidental, drop column can_help_itself, drop column housing_type, drop column housing_area_m2, drop column address_sealed,
  drop column bank_name, drop column bank_account_kind, drop column bank_account_mask, drop column bank_account_sealed,
  drop column bank_account_hash, drop column homes_owned, drop column runs_business, drop column has_costly_schooling,
  drop column keeps_vehicle, drop column is_idle_without_reason, drop column round, drop column assessment_id,
  drop column override_category, drop column override_reason, drop column override_proposed_by, drop column override_confirmed_by,
  drop column submitted_by, drop column reviewed_by, drop column verified_by, drop column approved_by,
  alter column applicant_id set not null;
drop table category_rule_set;
`;
