import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES =
  'consent, filing_application, data_check, household_visit, exit_review, publicity_notice, objection, decision, file_event';

/** How a household comes on the register and leaves it: consent, application, checks, visit, notice, objection, decision, exit, events. */
export class CreateFilingTables1767225720000 implements MigrationInterface {
  readonly name = 'CreateFilingTables1767225720000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(APPLICATION);
    await queryRunner.query(EXIT_REVIEW);
    await queryRunner.query(EVIDENCE);
    await queryRunner.query(PUBLICITY);
    await queryRunner.query(DECISION);
    await queryRunner.query(COMMENTS);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant select, insert, update on consent, filing_application, exit_review, publicity_notice, objection to ${app};
      grant select, insert, update on data_check, household_visit to ${app};
      grant select, insert on decision, file_event to ${app};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`drop table ${TABLES}`);
  }
}

const CAUSES = `'NO_LABOUR_CAPACITY','ABLE_NOT_EMPLOYED','LAID_OFF','NO_SOCIAL_INSURANCE','BENEFITS_UNDELIVERED','MAJOR_ILLNESS','NATURAL_DISASTER','ACCIDENT','SCHOOLING','OTHER'`;

const APPLICATION = `
create table consent (
  id uuid not null,
  worker_id uuid not null,
  guardian_id uuid,
  purpose text not null,
  text_version text not null,
  channel text not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  constraint consent_pkey primary key (id),
  constraint consent_worker_id_fkey foreign key (worker_id) references worker (id),
  constraint consent_guardian_id_fkey foreign key (guardian_id) references worker (id),
  constraint consent_guardian_another check (guardian_id <> worker_id),
  constraint consent_purpose_known check (purpose in ('FINANCIAL_CHECK','HEALTH_DATA','PUBLIC_NOTICE')),
  constraint consent_channel_known check (channel in ('PAPER','ONLINE')),
  constraint consent_withdrawn_later check (withdrawn_at >= given_at)
);
create index consent_worker_id_idx on consent (worker_id);

create table filing_application (
  id uuid not null,
  status text not null,
  applicant_id uuid not null,
  household_id uuid,
  previous_file_id uuid,
  consent_id uuid,
  region_code text collate "C" not null,
  union_id uuid not null,
  category text,
  primary_cause text,
  created_by text not null,
  created_at timestamptz not null,
  submitted_at timestamptz,
  recorded_at timestamptz,
  version integer not null,
  constraint filing_application_pkey primary key (id),
  constraint filing_application_household_id_unique unique (household_id),
  constraint filing_application_applicant_id_fkey foreign key (applicant_id) references worker (id),
  constraint filing_application_household_id_fkey foreign key (household_id) references household (id),
  constraint filing_application_previous_file_id_fkey foreign key (previous_file_id) references household (id),
  constraint filing_application_consent_id_fkey foreign key (consent_id) references consent (id),
  constraint filing_application_status_known check (status in ('DRAFT','SUBMITTED','FIRST_REVIEW','VISITED','CHECKED',
    'PUBLICISED','OBJECTED','APPROVED','RECORDED','RETURNED','REJECTED','WITHDRAWN')),
  constraint filing_application_category_known check
    (category in ('MIN_LIVING','NEAR_MIN','ACCIDENT','DEEP','RELATIVE','ACCIDENTAL','EDGE')),
  constraint filing_application_primary_cause_known check (primary_cause in (${CAUSES})),
  constraint filing_application_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000'),
  constraint filing_application_submitted_whole check (status in ('DRAFT','WITHDRAWN')
    or num_nonnulls(submitted_at, consent_id, category, primary_cause) = 4),
  constraint filing_application_recorded_whole check
    ((status = 'RECORDED') = (household_id is not null) and (household_id is null) = (recorded_at is null)),
  constraint filing_application_version_positive check (version > 0)
);
create index filing_application_region_code_idx on filing_application (region_code, created_at, id);
create index filing_application_status_idx on filing_application (status, created_at, id);
create index filing_application_created_at_idx on filing_application (created_at, id);
create index filing_application_submitted_at_idx on filing_application (submitted_at);
create index filing_application_recorded_at_idx on filing_application (recorded_at) where recorded_at is not null;
create index filing_application_union_id_idx on filing_application (union_id, created_at, id);
create index filing_application_applicant_id_idx on filing_application (applicant_id);
create index filing_application_category_idx on filing_application (category, created_at, id);
`;

const EXIT_REVIEW = `
create table exit_review (
  id uuid not null,
  household_id uuid not null,
  region_code text collate "C" not null,
  state text not null,
  reason text not null,
  months_above_line integer,
  proposed_by text not null,
  proposed_on date not null,
  closed_on date,
  follow_up_until_on date,
  version integer not null,
  constraint exit_review_pkey primary key (id),
  constraint exit_review_household_id_fkey foreign key (household_id) references household (id),
  constraint exit_review_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000'),
  constraint exit_review_state_known check (state in ('PROPOSED','PUBLICISED','APPROVED','REJECTED')),
  constraint exit_review_reason_known check (reason in
    ('SELF_SUPPORTING','FALLBACK_RELIEVED','DECEASED','RETIRED_OR_TRANSFERRED','MISIDENTIFIED','DUPLICATE')),
  constraint exit_review_months_above_line_enough check (reason <> 'SELF_SUPPORTING' or state <> 'APPROVED' or months_above_line >= 6),
  constraint exit_review_closed_whole check ((state in ('APPROVED','REJECTED')) = (closed_on is not null)),
  constraint exit_review_follow_up_long_enough check
    (state <> 'APPROVED' or reason not in ('SELF_SUPPORTING','FALLBACK_RELIEVED')
     or follow_up_until_on is not null and follow_up_until_on >= closed_on + interval '6 months'),
  constraint exit_review_version_positive check (version > 0)
);
create unique index exit_review_household_id_open_unique on exit_review (household_id) where closed_on is null;
create index exit_review_household_id_idx on exit_review (household_id);
create index exit_review_region_code_idx on exit_review (region_code, proposed_on, id);
create index exit_review_state_idx on exit_review (state, proposed_on, id);
create index exit_review_reason_idx on exit_review (reason, proposed_on, id);
create index exit_review_proposed_on_idx on exit_review (proposed_on, id);
create index exit_review_closed_on_idx on exit_review (closed_on) where closed_on is not null;
`;

const EVIDENCE = `
create table data_check (
  id uuid not null,
  application_id uuid not null,
  consent_id uuid not null,
  source text not null,
  result text not null,
  checked_at timestamptz not null,
  note text,
  resolution text,
  constraint data_check_pkey primary key (id),
  constraint data_check_application_id_fkey foreign key (application_id) references filing_application (id),
  constraint data_check_consent_id_fkey foreign key (consent_id) references consent (id),
  constraint data_check_source_known check (source in ('CIVIL_AFFAIRS','REAL_ESTATE','VEHICLE','BUSINESS_REGISTRATION',
    'SOCIAL_INSURANCE','PROVIDENT_FUND','TAX','DEATH_REGISTER')),
  constraint data_check_result_known check (result in ('MATCH','NO_MATCH','CONFLICT','UNAVAILABLE')),
  constraint data_check_resolution_of_conflict check (resolution is null or result = 'CONFLICT')
);
create index data_check_application_id_idx on data_check (application_id, checked_at);

create table household_visit (
  id uuid not null,
  application_id uuid not null,
  visited_at timestamptz not null,
  visited_by text[] not null,
  persons_met integer not null,
  confirms_declaration boolean not null,
  findings text,
  constraint household_visit_pkey primary key (id),
  constraint household_visit_application_id_fkey foreign key (application_id) references filing_application (id),
  constraint household_visit_visited_by_present check (cardinality(visited_by) > 0),
  constraint household_visit_persons_met_not_negative check (persons_met >= 0)
);
create index household_visit_application_id_idx on household_visit (application_id, visited_at);

create table file_event (
  id uuid not null,
  household_id uuid not null,
  kind text not null,
  happened_at timestamptz not null,
  actor_id text not null,
  note text,
  constraint file_event_pkey primary key (id),
  constraint file_event_household_id_fkey foreign key (household_id) references household (id),
  constraint file_event_kind_known check (kind in ('RECORDED','REVIEWED','VISITED','CATEGORY_CHANGED','MOVED',
    'EXIT_PROPOSED','EXIT_PUBLICISED','EXITED','CANCELLED','CLOSED'))
);
create index file_event_household_id_idx on file_event (household_id, happened_at desc, id desc);
`;

const PUBLICITY = `
create table publicity_notice (
  id uuid not null,
  kind text not null,
  application_id uuid,
  exit_review_id uuid,
  place text not null,
  posted_on date not null,
  min_working_days integer not null,
  earliest_end_on date not null,
  closed_on date,
  outcome text,
  constraint publicity_notice_pkey primary key (id),
  constraint publicity_notice_application_id_fkey foreign key (application_id) references filing_application (id),
  constraint publicity_notice_exit_review_id_fkey foreign key (exit_review_id) references exit_review (id),
  constraint publicity_notice_subject_one check
    (kind = 'FILING' and application_id is not null and exit_review_id is null
     or kind = 'EXIT' and application_id is null and exit_review_id is not null),
  constraint publicity_notice_min_working_days_positive check (min_working_days > 0),
  constraint publicity_notice_earliest_end_later check (earliest_end_on >= posted_on + min_working_days),
  constraint publicity_notice_stood_in_full check (closed_on > earliest_end_on or outcome = 'OBJECTION_UPHELD'),
  constraint publicity_notice_closed_whole check ((closed_on is null) = (outcome is null)),
  constraint publicity_notice_outcome_known check (outcome in ('UNCONTESTED','OBJECTION_DISMISSED','OBJECTION_UPHELD'))
);
create index publicity_notice_application_id_idx on publicity_notice (application_id) where application_id is not null;
create index publicity_notice_exit_review_id_idx on publicity_notice (exit_review_id) where exit_review_id is not null;

create table objection (
  id uuid not null,
  notice_id uuid not null,
  raised_at timestamptz not null,
  content text not null,
  state text not null,
  resolved_at timestamptz,
  resolution text,
  constraint objection_pkey primary key (id),
  constraint objection_notice_id_fkey foreign key (notice_id) references publicity_notice (id),
  constraint objection_state_known check (state in ('OPEN','DISMISSED','UPHELD')),
  constraint objection_resolved_whole check ((state = 'OPEN') = (resolved_at is null) and (resolved_at is null) = (resolution is null))
);
create index objection_notice_id_idx on objection (notice_id, raised_at);
`;

const DECISION = `
create table decision (
  id uuid not null,
  application_id uuid,
  exit_review_id uuid,
  stage text not null,
  verdict text not null,
  decided_by text not null,
  decided_at timestamptz not null,
  opinion text,
  constraint decision_pkey primary key (id),
  constraint decision_application_id_fkey foreign key (application_id) references filing_application (id),
  constraint decision_exit_review_id_fkey foreign key (exit_review_id) references exit_review (id),
  constraint decision_subject_one check (num_nonnulls(application_id, exit_review_id) = 1),
  constraint decision_stage_known check (stage in ('FIRST_REVIEW','VERIFICATION','APPROVAL')),
  constraint decision_verdict_known check (verdict in ('PASSED','RETURNED','REJECTED')),
  constraint decision_opinion_given check (verdict = 'PASSED' or opinion is not null)
);
-- Nobody passes one matter at two stages: the four-eyes rule (I4) as the database sees it.
create unique index decision_application_id_decided_by_passed_unique on decision (application_id, decided_by) where verdict = 'PASSED';
create unique index decision_exit_review_id_decided_by_passed_unique on decision (exit_review_id, decided_by) where verdict = 'PASSED';
create index decision_application_id_idx on decision (application_id, decided_at) where application_id is not null;
create index decision_exit_review_id_idx on decision (exit_review_id, decided_at) where exit_review_id is not null;
`;

const COMMENTS = `
comment on table consent is 'Consent of persons by purpose, with wording, channel and time; proof of it is kept at least three years.';
comment on table filing_application is 'Applications to be filed, from the form to the register.';
comment on table data_check is 'Matching with other departments'' data; each check names the consent that allowed it.';
comment on table household_visit is 'Verification visits at home.';
comment on table exit_review is 'Reviews by which households leave the register.';
comment on table publicity_notice is 'Public notices. No column holds an ID number, account, phone or illness, so none can be published from here.';
comment on table objection is 'Objections to public notices; who raised them is not kept.';
comment on table decision is 'Decisions on applications and exits; appended only.';
comment on table file_event is 'What happened to a file; appended only.';
`;
