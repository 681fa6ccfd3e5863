import { applicationRole } from '@nuan/database';
import { dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { filingMachine } from '../src/filing/filing.machine';
import { objectionMachine } from '../src/publicity/objection.machine';

/** What can't be skipped on the way to the register: the steps, the clock of the notice, and what an approval needs. */
export class GuardFiling1795564812000 implements MigrationInterface {
  readonly name = 'GuardFiling1795564812000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [RULES, NOTICE, READY]) await queryRunner.query(sql);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant select on publicity_rule, required_check to ${app};
      grant select, insert, update, delete on min_living_line_projection to ${app};`);
    await transitionGuard(queryRunner, 'filing_application', 'status', filingMachine);
    await transitionGuard(queryRunner, 'objection', 'state', objectionMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'objection', 'state');
    await dropTransitionGuard(queryRunner, 'filing_application', 'status');
    await queryRunner.query(DOWN);
  }
}

const RULES = `
create table publicity_rule (
  region_code text collate "C" not null,
  kind text not null,
  min_working_days integer not null,
  valid_from date not null,
  constraint publicity_rule_pkey primary key (region_code, kind, valid_from),
  constraint publicity_rule_kind_known check (kind in ('FILING','EXIT')),
  constraint publicity_rule_min_working_days_positive check (min_working_days > 0)
);
insert into publicity_rule values ('340000', 'FILING', 5, '2000-01-01'), ('340000', 'EXIT', 5, '2000-01-01');
comment on table publicity_rule is 'Full working days that public notices stand, by region and day; the most local rule in force holds.';

create table required_check (
  region_code text collate "C" not null,
  source text not null,
  valid_from date not null,
  valid_to date,
  constraint required_check_pkey primary key (region_code, source, valid_from),
  constraint required_check_source_known check (source in ('CIVIL_AFFAIRS','REAL_ESTATE','VEHICLE','BUSINESS_REGISTRATION',
    'SOCIAL_INSURANCE','PROVIDENT_FUND','TAX','DEATH_REGISTER')),
  constraint required_check_valid_in_order check (valid_to >= valid_from)
);
insert into required_check values ('340000', 'CIVIL_AFFAIRS', '2000-01-01', null);
comment on table required_check is 'Sources that must have answered before a household goes on public notice; those of a wider region hold as well.';

create table min_living_line_projection (
  region_code text collate "C" not null,
  valid_from date not null,
  line_fen bigint not null,
  source_version bigint not null,
  constraint min_living_line_projection_pkey primary key (region_code, valid_from),
  constraint min_living_line_projection_line_positive check (line_fen > 0)
);
comment on table min_living_line_projection is 'Monthly minimum-living lines by region and first day, copied from enterprises; what an assessment is held against.';
`;

/** A notice that is taken down with its application has no clock to keep. */
const NOTICE = `
alter table publicity_notice
  drop constraint publicity_notice_outcome_known,
  drop constraint publicity_notice_stood_in_full,
  add constraint publicity_notice_outcome_known check
    (outcome in ('UNCONTESTED','OBJECTION_DISMISSED','OBJECTION_UPHELD','TAKEN_DOWN')),
  add constraint publicity_notice_stood_in_full check
    (closed_on > earliest_end_on or outcome in ('OBJECTION_UPHELD','TAKEN_DOWN'));
create unique index publicity_notice_application_id_open_unique on publicity_notice (application_id)
  where application_id is not null and closed_on is null;
create unique index publicity_notice_exit_review_id_open_unique on publicity_notice (exit_review_id)
  where exit_review_id is not null and closed_on is null;
alter table objection add column raised_with text, add column resolved_by text;
comment on column objection.raised_with is 'Subject of the officer who took the objection down; not of who raised it.';

create function publicity_notice_unopposed() returns trigger language plpgsql as $$
begin
  if exists (select from objection o where o.notice_id = new.id and o.state = 'OPEN') then
    raise exception using errcode = 'check_violation', table = 'publicity_notice', constraint = 'publicity_notice_unopposed',
      message = 'an open objection bars the closing of a notice';
  end if;
  return new;
end $$;
create trigger publicity_notice_unopposed before update of closed_on on publicity_notice for each row
  when (new.closed_on is not null and old.closed_on is null and new.outcome in ('UNCONTESTED','OBJECTION_DISMISSED')) execute function publicity_notice_unopposed();
comment on function publicity_notice_unopposed() is 'An open objection bars the closing of a notice (I5).';

create function objection_in_time() returns trigger language plpgsql as $$
begin
  -- Waits for a closing that is under way, and sees it.
  perform from publicity_notice n where n.id = new.notice_id and n.closed_on is null for share;
  if not found then
    raise exception using errcode = 'check_violation', table = 'objection', constraint = 'objection_in_time',
      message = 'an objection is raised while the notice stands';
  end if;
  return new;
end $$;
create trigger objection_in_time before insert on objection for each row
  when (new.state = 'OPEN') execute function objection_in_time();
comment on function objection_in_time() is 'An objection is raised while the notice stands.';
`;

const READY = `
create function filing_application_ready() returns trigger language plpgsql as $$
declare
  missing text;
begin
  select case
    when not exists (select from consent c where c.id = new.consent_id and c.withdrawn_at is null) then 'consent'
    when not exists (select from household_visit v where v.application_id = new.id and v.round = new.round and v.confirms_declaration) then 'visit'
    when exists (select from data_check d where d.application_id = new.id and d.result = 'CONFLICT' and d.resolution is null) then 'conflict'
    when exists (select from exclusion_finding x where x.application_id = new.id and x.cleared_at is null and x.overridden_at is null) then 'exclusion'
    when not exists (select from filing_assessment s where s.id = new.assessment_id
      and new.category = coalesce(new.override_category, s.result)) then 'category'
    when new.status <> 'PUBLICISED' and coalesce((select n.outcome from publicity_notice n where n.application_id = new.id
      order by n.posted_on desc, n.id desc limit 1) in ('UNCONTESTED','OBJECTION_DISMISSED'), false) is false then 'publicity'
    when new.status <> 'PUBLICISED' and new.approved_by is null then 'approval'
  end into missing;
  if missing is not null then
    raise exception using errcode = 'check_violation', table = 'filing_application', constraint = 'filing_application_ready',
      message = 'an application lacks what this step needs: ' || missing;
  end if;
  return null;
end $$;
create trigger filing_application_ready after update of status on filing_application for each row
  when (old.status = 'CHECKED' and new.status = 'PUBLICISED' or new.status in ('APPROVED','RECORDED') and old.status <> new.status)
  execute function filing_application_ready();
comment on function filing_application_ready() is
  'Nothing is publicised, approved or recorded without consent, visit, checks without open conflict, category and notice (I4, I8).';
`;

const DOWN = `
drop trigger filing_application_ready on filing_application;
drop function filing_application_ready();
drop trigger objection_in_time on objection;
drop function objection_in_time();
drop trigger publicity_notice_unopposed on publicity_notice;
drop function publicity_notice_unopposed();
alter table objection drop column raised_with, drop column resolved_by;
drop index publicity_notice_application_id_open_unique, publicity_notice_exit_review_id_open_unique;
alter table publicity_notice
  drop constraint publicity_notice_outcome_known,
  drop constraint publicity_notice_stood_in_full,
  add constraint publicity_notice_stood_in_full check (closed_on > earliest_end_on or outcome = 'OBJECTION_UPHELD'),
  add constraint publicity_notice_outcome_known check (outcome in ('UNCONTESTED','OBJECTION_DISMISSED','OBJECTION_UPHELD'));
drop table min_living_line_projection, required_check, publicity_rule;
`;
