import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { annualReviewMachine } from '../src/review/annual-review.machine';

/** Annual reviews, and confirmations that let an overdue file be paid. */
export class CreateAnnualReviewTables1795564834000 implements MigrationInterface {
  readonly name = 'CreateAnnualReviewTables1795564834000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant select, insert, update on annual_review to ${app};
      grant select, insert on stale_confirmation to ${app};`);
    await auditedTables(queryRunner, ['annual_review', 'stale_confirmation']);
    await transitionGuard(queryRunner, 'annual_review', 'state', annualReviewMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'annual_review', 'state');
    await dropAuditedTables(queryRunner, ['annual_review', 'stale_confirmation']);
    await queryRunner.query('drop table stale_confirmation, annual_review');
  }
}

const TABLES = `
create table annual_review (
  id uuid not null,
  household_id uuid not null,
  region_code text collate "C" not null,
  state text not null,
  opened_by text not null,
  opened_on date not null,
  is_still_in_hardship boolean,
  findings text,
  visited_on date,
  assessment_id uuid,
  found_by text,
  closed_by text,
  closed_on date,
  version integer not null,
  constraint annual_review_pkey primary key (id),
  constraint annual_review_household_id_fkey foreign key (household_id) references household (id),
  constraint annual_review_assessment_id_fkey foreign key (assessment_id) references assessment (id),
  constraint annual_review_state_known check (state in ('OPEN','PASSED','LED_TO_EXIT','ABANDONED')),
  constraint annual_review_closed_whole check ((state = 'OPEN') = (closed_on is null) and (closed_on is null) = (closed_by is null)),
  constraint annual_review_findings_whole check (num_nonnulls(is_still_in_hardship, findings, visited_on, found_by) in (0, 4)),
  constraint annual_review_passed_on_findings check
    (state <> 'PASSED' or is_still_in_hardship is not null and is_still_in_hardship and assessment_id is not null),
  constraint annual_review_version_positive check (version > 0)
);
create unique index annual_review_household_id_open_unique on annual_review (household_id) where state = 'OPEN';
create index annual_review_household_id_idx on annual_review (household_id, opened_on desc, id desc);
create index annual_review_region_code_idx on annual_review (region_code, opened_on, id);
create index annual_review_state_idx on annual_review (state, opened_on, id);
create index annual_review_opened_on_idx on annual_review (opened_on, id);
comment on table annual_review is 'Annual reviews of files: a visit, a new assessment, a finding, a result.';

create table stale_confirmation (
  id uuid not null,
  household_id uuid not null,
  reason text not null,
  confirmed_by text not null,
  confirmed_at timestamptz not null,
  until_on date not null,
  constraint stale_confirmation_pkey primary key (id),
  constraint stale_confirmation_household_id_fkey foreign key (household_id) references household (id),
  constraint stale_confirmation_not_long check (until_on <= confirmed_at::date + interval '3 months')
);
create index stale_confirmation_household_id_idx on stale_confirmation (household_id, confirmed_at desc);
comment on table stale_confirmation is 'Confirmations, with a reason, that a household whose review is overdue is in hardship still and may be paid. Appended only.';
`;
