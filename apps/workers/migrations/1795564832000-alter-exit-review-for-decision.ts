import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { exitReviewMachine } from '../src/exit/exit-review.machine';

/** How an exit is proposed, proved, decided, told to the household, and followed up. */
export class AlterExitReviewForDecision1795564832000 implements MigrationInterface {
  readonly name = 'AlterExitReviewForDecision1795564832000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(REVIEW);
    await queryRunner.query(EVIDENCE);
    await queryRunner.query(FOLLOW_UP);
    await queryRunner.query(GUARDS);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant select, insert on exit_income_evidence to ${app};
      grant select, insert, update on follow_up_task to ${app};`);
    await auditedTables(queryRunner, ['exit_income_evidence', 'follow_up_task']);
    await transitionGuard(queryRunner, 'exit_review', 'state', exitReviewMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'exit_review', 'state');
    await dropAuditedTables(queryRunner, ['exit_income_evidence', 'follow_up_task']);
    await queryRunner.query(`
      drop trigger household_exit_followed_up on household;
      drop function household_exit_followed_up();
      drop trigger exit_review_approved_lawfully on exit_review;
      drop function exit_review_approved_lawfully();
      drop table follow_up_task, exit_income_evidence;
      alter table exit_review
        drop constraint exit_review_state_known,
        add constraint exit_review_state_known check (state in ('PROPOSED','PUBLICISED','APPROVED','REJECTED')),
        drop constraint exit_review_closed_whole,
        add constraint exit_review_closed_whole check ((state in ('APPROVED','REJECTED')) = (closed_on is not null)),
        drop column proposed_as, drop column explanation, drop column decided_by,
        drop column notice_no, drop column notice_channel, drop column notice_served_on;`);
  }
}

const REVIEW = `
alter table exit_review
  add column proposed_as text,
  add column explanation text,
  add column decided_by text,
  add column notice_no text,
  add column notice_channel text,
  add column notice_served_on date,
  drop constraint exit_review_state_known,
  add constraint exit_review_state_known check (state in ('PROPOSED','PUBLICISED','APPROVED','REJECTED','WITHDRAWN')),
  drop constraint exit_review_closed_whole,
  add constraint exit_review_closed_whole check ((state in ('APPROVED','REJECTED','WITHDRAWN')) = (closed_on is not null)),
  add constraint exit_review_proposed_as_known check (proposed_as in ('OWN_APPLICATION','HELPER_PROPOSAL')),
  add constraint exit_review_decided_by_another check (decided_by <> proposed_by),
  add constraint exit_review_notice_whole check (num_nonnulls(notice_no, notice_channel, notice_served_on) in (0, 3)),
  add constraint exit_review_notice_channel_known check (notice_channel in ('IN_PERSON','POST','UNIT')),
  add constraint exit_review_notice_after_decision check (notice_served_on is null or state = 'APPROVED' and notice_served_on >= closed_on);
comment on column exit_review.decided_by is 'Subject of who approved or refused; never who proposed.';
comment on column exit_review.notice_no is 'Number of the written notice to the household.';
`;

const EVIDENCE = `
create table exit_income_evidence (
  id uuid not null,
  exit_review_id uuid not null,
  month_on date not null,
  per_capita_fen bigint not null,
  line_fen bigint not null,
  source text not null,
  constraint exit_income_evidence_pkey primary key (id),
  constraint exit_income_evidence_exit_review_id_fkey foreign key (exit_review_id) references exit_review (id),
  constraint exit_income_evidence_exit_review_id_month_on_unique unique (exit_review_id, month_on),
  constraint exit_income_evidence_month_on_first_day check (extract(day from month_on) = 1),
  constraint exit_income_evidence_amounts_not_negative check (per_capita_fen >= 0 and line_fen > 0),
  constraint exit_income_evidence_source_known check (source in ('PAYSLIP','BANK_STATEMENT','EMPLOYER_CERTIFICATE','TAX_RECORD','SOCIAL_INSURANCE','VISIT'))
);
comment on table exit_income_evidence is 'Income of a household month by month, which proves that it stays above the line by its own means. Appended only.';
comment on column exit_income_evidence.per_capita_fen is 'Personal data (income), fen per head in the month. Basis: consent to the check of finances.';
`;

const FOLLOW_UP = `
create table follow_up_task (
  id uuid not null,
  household_id uuid not null,
  exit_review_id uuid not null,
  region_code text collate "C" not null,
  due_on date not null,
  state text not null,
  done_on date,
  done_by text,
  finding text,
  is_relapse_feared boolean,
  version integer not null,
  constraint follow_up_task_pkey primary key (id),
  constraint follow_up_task_household_id_fkey foreign key (household_id) references household (id),
  constraint follow_up_task_exit_review_id_fkey foreign key (exit_review_id) references exit_review (id),
  constraint follow_up_task_exit_review_id_due_on_unique unique (exit_review_id, due_on),
  constraint follow_up_task_state_known check (state in ('OPEN','DONE')),
  constraint follow_up_task_done_whole check (num_nonnulls(done_on, done_by, finding, is_relapse_feared) = case state when 'DONE' then 4 else 0 end),
  constraint follow_up_task_version_positive check (version > 0)
);
create index follow_up_task_household_id_idx on follow_up_task (household_id, due_on);
create index follow_up_task_region_code_idx on follow_up_task (region_code, due_on, id);
create index follow_up_task_due_on_idx on follow_up_task (due_on, id);
comment on table follow_up_task is 'Visits to a household that left out of hardship, over at least six months.';
`;

const GUARDS = `
create function exit_review_approved_lawfully() returns trigger language plpgsql as $$
begin
  if new.decided_by is null then
    raise exception 'an exit is approved by somebody' using errcode = 'check_violation', table = 'exit_review', constraint = 'exit_review_decided';
  end if;
  if new.reason in ('SELF_SUPPORTING','FALLBACK_RELIEVED') and not exists (
      select from publicity_notice n where n.exit_review_id = new.id and n.outcome in ('UNCONTESTED','OBJECTION_DISMISSED')) then
    raise exception 'an exit out of hardship is approved after its public notice'
      using errcode = 'check_violation', table = 'exit_review', constraint = 'exit_review_publicised';
  end if;
  return null;
end $$;
create trigger exit_review_approved_lawfully after update of state on exit_review for each row
  when (new.state = 'APPROVED' and old.state <> 'APPROVED') execute function exit_review_approved_lawfully();
comment on function exit_review_approved_lawfully() is 'No exit without a decider, and none out of hardship without a public notice that stood in full (I6).';

create function household_exit_followed_up() returns trigger language plpgsql as $$
begin
  if not exists (select from follow_up_task t where t.household_id = new.id and t.due_on >= new.exited_on + interval '6 months') then
    raise exception 'an exited household is followed up for six months'
      using errcode = 'check_violation', table = 'household', constraint = 'household_exit_followed_up';
  end if;
  return null;
end $$;
create constraint trigger household_exit_followed_up after update on household deferrable initially deferred for each row
  when (new.status = 'EXITED' and old.status <> 'EXITED') execute function household_exit_followed_up();
comment on function household_exit_followed_up() is 'EXITED keeps a follow-up task of at least six months (I6).';
`;
