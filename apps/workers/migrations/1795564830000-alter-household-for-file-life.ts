import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { householdMachine } from '../src/household/household.machine';

const KINDS_BEFORE = `'RECORDED','REVIEWED','VISITED','CATEGORY_CHANGED','MOVED','EXIT_PROPOSED','EXIT_PUBLICISED','EXITED','CANCELLED','CLOSED'`;
const KINDS = `${KINDS_BEFORE},'REVIEW_OPENED','REVIEW_ABANDONED','FACTS_CHANGED','ACCOUNT_CHANGED','CAUSES_CHANGED','MEMBER_ADDED',
  'MEMBER_CHANGED','MEMBER_ENDED','HEAD_CHANGED','STUDY_CHANGED','WORK_CHANGED','PERSON_CHANGED','MIGRANT_EVIDENCE','ASSESSED',
  'OVERRIDE_PROPOSED','STALE_CONFIRMED','TRANSFER_PROPOSED','KEPT','FOLLOWED_UP','RELAPSED','TEMPORARY_OPENED','CONVERTED','ERASED'`;

/** What a file and a person need for the life after the filing: temporary files, closing, confirmation, migrant evidence. */
export class AlterHouseholdForFileLife1795564830000 implements MigrationInterface {
  readonly name = 'AlterHouseholdForFileLife1795564830000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(COLUMNS);
    await queryRunner.query(kinds(KINDS));
    await queryRunner.query(MIGRANT_EVIDENCE);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select, insert, update on migrant_evidence to ${app}`);
    await auditedTables(queryRunner, ['migrant_evidence']);
    await transitionGuard(queryRunner, 'household', 'status', householdMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'household', 'status');
    await dropAuditedTables(queryRunner, ['migrant_evidence']);
    await queryRunner.query('drop table migrant_evidence');
    await queryRunner.query(kinds(KINDS_BEFORE));
    await queryRunner.query(COLUMNS_DOWN);
  }
}

const kinds = (list: string): string => `
alter table file_event drop constraint file_event_kind_known;
alter table file_event add constraint file_event_kind_known check (kind in (${list}));`;

const COLUMNS = `
alter table household
  add column bank_account_kind text,
  add column temporary_reason text,
  add column closed_on date,
  add column stale_confirmed_until_on date,
  add column erased_on date,
  add constraint household_bank_account_kind_known check (bank_account_kind in ('BANK_CARD','PASSBOOK')),
  add constraint household_bank_account_kind_with_account check (bank_account_kind is null or bank_account_hash is not null),
  add constraint household_temporary_reason_known check
    (temporary_reason in ('NOT_QUALIFIED','AWAITING_FILING','SUDDEN_EVENT','OUT_OF_SCOPE')),
  drop constraint household_exit_whole,
  add constraint household_exit_whole check
    ((status in ('EXITED','CANCELLED') or status = 'CLOSED' and temporary_reason is null) = (exited_on is not null)
      and (exited_on is null) = (exit_reason is null)),
  add constraint household_closed_after_follow_up check
    (closed_on is null or status = 'CLOSED' and (follow_up_until_on is null or closed_on > follow_up_until_on)),
  add constraint household_erased_when_closed check (erased_on is null or status in ('CLOSED','CANCELLED'));
create index household_closed_on_idx on household (closed_on) where closed_on is not null;
comment on column household.temporary_reason is 'Why a temporary file was opened; null for a filed household.';
comment on column household.stale_confirmed_until_on is 'Until when an overdue file may be paid, by a confirmation with a reason.';
comment on column household.erased_on is 'Day the personal data was erased, ten years after the file was closed; the row stays for the sums.';
alter table worker
  add column member_since_on date,
  add column erased_on date,
  add constraint worker_erased_whole check
    (erased_on is null or num_nonnulls(id_number_hash, phone_hash, health_sealed, disability_sealed, birth_year) = 0);
comment on column worker.member_since_on is 'Day the person joined the household; null for a member since the filing.';
comment on column worker.erased_on is 'Day the personal data was erased; the row stays for the sums.';
alter table student add column ended_on date;
comment on column student.ended_on is 'Day the schooling ended; null while it goes on.';
`;

const COLUMNS_DOWN = `
alter table student drop column ended_on;
alter table worker drop column member_since_on, drop column erased_on;
alter table household
  drop constraint household_exit_whole,
  drop column bank_account_kind, drop column temporary_reason, drop column closed_on,
  drop column stale_confirmed_until_on, drop column erased_on,
  add constraint household_exit_whole check
    ((status in ('EXITED','CANCELLED','CLOSED')) = (exited_on is not null) and (exited_on is null) = (exit_reason is null));
`;

const MIGRANT_EVIDENCE = `
create table migrant_evidence (
  id uuid not null,
  worker_id uuid not null,
  kind text not null,
  from_on date not null,
  until_on date,
  document_sealed bytea,
  recorded_by text not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  version integer not null,
  constraint migrant_evidence_pkey primary key (id),
  constraint migrant_evidence_worker_id_fkey foreign key (worker_id) references worker (id),
  constraint migrant_evidence_kind_known check (kind in ('CONTRACT','FACTUAL_RELATION','UNION_CARD','RESIDENCE_PERMIT')),
  constraint migrant_evidence_order check (until_on >= from_on),
  constraint migrant_evidence_withdrawn_whole check (num_nonnulls(withdrawn_at, withdrawn_by, withdrawn_reason) in (0, 3)),
  constraint migrant_evidence_version_positive check (version > 0)
);
create index migrant_evidence_worker_id_idx on migrant_evidence (worker_id, from_on);
create unique index migrant_evidence_worker_id_kind_from_on_unique on migrant_evidence (worker_id, kind, from_on) where withdrawn_at is null;
comment on table migrant_evidence is 'Papers that prove migrant work (contract, union card, residence permit); withdrawn, never deleted.';
comment on column migrant_evidence.document_sealed is 'Personal data (number of the paper), AES-256-GCM; erased when the retention ends.';
`;
