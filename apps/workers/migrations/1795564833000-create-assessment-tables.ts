import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { categoryOverrideMachine } from '../src/assessment/category-override.machine';

/** Income assessments of filed households with their lines, and categories that two persons set against the rules' result. */
export class CreateAssessmentTables1795564833000 implements MigrationInterface {
  readonly name = 'CreateAssessmentTables1795564833000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ASSESSMENT);
    await queryRunner.query(OVERRIDE);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant select, insert on assessment, assessment_line to ${app};
      grant select, insert, update on category_override to ${app};`);
    await auditedTables(queryRunner, ['assessment', 'assessment_line', 'category_override']);
    await transitionGuard(queryRunner, 'category_override', 'state', categoryOverrideMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'category_override', 'state');
    await dropAuditedTables(queryRunner, ['assessment', 'assessment_line', 'category_override']);
    await queryRunner.query('drop table category_override, assessment_line, assessment');
  }
}

const CATEGORIES = `'MIN_LIVING','NEAR_MIN','ACCIDENT','DEEP','RELATIVE','ACCIDENTAL','EDGE'`;

const ASSESSMENT = `
create table assessment (
  id uuid not null,
  household_id uuid not null,
  region_code text collate "C" not null,
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
  constraint assessment_pkey primary key (id),
  constraint assessment_household_id_fkey foreign key (household_id) references household (id),
  constraint assessment_rule_set_id_fkey foreign key (rule_set_id) references category_rule_set (id),
  constraint assessment_members_positive check (members > 0),
  constraint assessment_amounts_not_negative check
    (annual_income_fen >= imputed_income_fen and imputed_income_fen >= 0 and rigid_expense_fen >= 0 and line_fen > 0),
  constraint assessment_net_per_capita_computed check (net_per_capita_fen = (annual_income_fen - rigid_expense_fen) / members / 12),
  constraint assessment_result_known check (result in (${CATEGORIES}))
);
create index assessment_household_id_idx on assessment (household_id, assessed_on desc, id desc);
comment on table assessment is 'Income assessments of files after their filing: inputs, every step, and what the rules gave; appended only.';
comment on column assessment.result is 'What the rules give; null when the household does not qualify.';
comment on column assessment.annual_income_fen is 'Personal data (income), fen over twelve months, what is imputed included and what is exempt left out.';

create table assessment_line (
  id uuid not null,
  assessment_id uuid not null,
  ordinal integer not null,
  kind text not null,
  worker_id uuid,
  amount_fen bigint not null,
  constraint assessment_line_pkey primary key (id),
  constraint assessment_line_assessment_id_fkey foreign key (assessment_id) references assessment (id),
  constraint assessment_line_worker_id_fkey foreign key (worker_id) references worker (id),
  constraint assessment_line_assessment_id_ordinal_unique unique (assessment_id, ordinal),
  constraint assessment_line_kind_known check (kind in ('WAGE','BUSINESS','PENSION','SUPPORT','UNEMPLOYMENT_BENEFIT','RENT','INTEREST','GIFT',
    'UNION_AID','FESTIVAL_CONSOLATION','BASIC_RURAL_PENSION','OTHER_INCOME','MEDICAL','SCHOOLING','DISABILITY','ACCIDENT','OTHER_EXPENSE')),
  constraint assessment_line_amount_positive check (amount_fen > 0)
);
create index assessment_line_worker_id_idx on assessment_line (worker_id) where worker_id is not null;
comment on table assessment_line is 'Lines of an assessment: twelve months of income or rigid expense by kind and member, fen; appended only.';
`;

const OVERRIDE = `
create table category_override (
  id uuid not null,
  household_id uuid not null,
  region_code text collate "C" not null,
  state text not null,
  category text not null,
  reason text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  opinion text,
  version integer not null,
  constraint category_override_pkey primary key (id),
  constraint category_override_household_id_fkey foreign key (household_id) references household (id),
  constraint category_override_state_known check (state in ('PENDING','CONFIRMED','DECLINED','WITHDRAWN')),
  constraint category_override_category_known check (category in (${CATEGORIES})),
  constraint category_override_decided_whole check ((state = 'PENDING') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  constraint category_override_second_person check (state not in ('CONFIRMED','DECLINED') or decided_by <> proposed_by),
  constraint category_override_version_positive check (version > 0)
);
create unique index category_override_household_id_pending_unique on category_override (household_id) where state = 'PENDING';
create index category_override_household_id_idx on category_override (household_id, proposed_at desc);
create index category_override_region_code_idx on category_override (region_code, proposed_at, id);
comment on table category_override is 'Categories proposed against the result of the rules; in force only by a second person.';
`;
