import { applicationRole } from '@nuan/database';
import { auditedTables, derivedTable, dropAuditedTables, dropDerivedTable } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['disbursement_problem', 'cap_usage', 'payee_registration'] as const;

/** What payments are held against: caps in use, limits of approval, registered payees, and the problems found line by line. */
export class CreatePaymentControlTables1795564862000 implements MigrationInterface {
  readonly name = 'CreatePaymentControlTables1795564862000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [CAP_USAGE, APPROVAL_LIMIT, PAYEE_REGISTRATION, PROBLEM, CONTENT_HASH])
      await queryRunner.query(sql);
    await queryRunner.query(grants(await applicationRole(queryRunner)));
    await derivedTable(queryRunner, 'cap_usage', 'rebuild_cap_usage');
    await auditedTables(queryRunner, TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, TABLES);
    await dropDerivedTable(queryRunner, 'cap_usage');
    await queryRunner.query(`
      drop function disbursement_content_hash(disbursement, text);
      drop table disbursement_problem;
      drop table payee_registration;
      drop table approval_limit;
      drop function rebuild_cap_usage();
      drop table cap_usage;
      drop function disbursement_cap_subject(disbursement);
      drop function disbursement_cap_year(disbursement);`);
  }
}

/** The year whose caps a payment uses: that of its reservation, which doesn't move when the bank pays later. */
const CAP_USAGE = `
create function disbursement_cap_year(d disbursement) returns integer language sql stable as $$
  select extract(year from (coalesce(d.reserved_at, d.paid_at, d.filed_at) at time zone 'Asia/Shanghai'))::int
$$;
comment on function disbursement_cap_year(disbursement) is
  'Calendar year in Asia/Shanghai whose caps a payment uses: that in which its money was set aside.';

create function disbursement_cap_subject(d disbursement) returns uuid language sql immutable as $$
  select case when d.cap_scope = 'HOUSEHOLD_YEAR' then coalesce(d.household_id, d.payee_id) else coalesce(d.student_id, d.payee_id) end
$$;
comment on function disbursement_cap_subject(disbursement) is
  'Of whom the caps of a payment are counted: its household, or the person helped, who is the student for aid to a student.';

create table cap_usage (
  subject_id uuid not null,
  scope text not null,
  cap_key text not null,
  year integer not null,
  used_fen bigint not null,
  limit_fen bigint,
  constraint cap_usage_pkey primary key (subject_id, scope, cap_key, year),
  constraint cap_usage_scope_known check (scope in ('PERSON_YEAR','HOUSEHOLD_YEAR')),
  constraint cap_usage_used_fen_not_negative check (used_fen >= 0)
) with (fillfactor = 80);
comment on table cap_usage is
  'Money of a calendar year that counts against a cap: set aside, on its way or paid. Moved by the reservation itself, so that the row''s lock decides between two counties (I19).';
comment on column cap_usage.subject_id is
  'The household; the student for aid to a student; else the person paid. Personal data by reference: kept as long as the ledger.';
comment on column cap_usage.cap_key is 'Target group and purpose whose standard the cap is of.';
comment on column cap_usage.limit_fen is 'The cap that the last reservation was held against; null for usage that was loaded in bulk.';

create function rebuild_cap_usage() returns void language sql as $$
  delete from cap_usage;
  insert into cap_usage (subject_id, scope, cap_key, year, used_fen)
  select disbursement_cap_subject(d), coalesce(d.cap_scope, 'PERSON_YEAR'), d.target_group || '/' || d.purpose,
    disbursement_cap_year(d), sum(d.amount_fen)
  from disbursement d
  where d.status in ('RESERVED','APPROVED','SENT','PAID','RECONCILED')
  group by 1, 2, 3, 4;
$$;
comment on function rebuild_cap_usage() is 'Refills cap_usage from the payments that hold or have spent money.';
`;

const APPROVAL_LIMIT = `
create table approval_limit (
  level text not null,
  per_payment_fen bigint,
  per_batch_fen bigint,
  basis text not null,
  constraint approval_limit_pkey primary key (level),
  constraint approval_limit_level_known check (level in ('COUNTY','PREFECTURE','PROVINCE')),
  constraint approval_limit_per_payment_fen_positive check (per_payment_fen > 0),
  constraint approval_limit_per_batch_fen_positive check (per_batch_fen > 0)
);
insert into approval_limit (level, per_payment_fen, per_batch_fen, basis) values
  ('COUNTY', 500000, 100000000, 'Synthetic: up to 5,000 yuan a payment and 1,000,000 yuan a batch'),
  ('PREFECTURE', 2000000, 2000000000, 'Synthetic: up to 20,000 yuan a payment and 20,000,000 yuan a batch'),
  ('PROVINCE', null, null, 'Synthetic: without a limit');
comment on table approval_limit is 'How much an approver of each level may approve: in one payment, and in one batch. What is above goes one level up.';
comment on column approval_limit.per_payment_fen is 'Null for no limit.';
`;

const PAYEE_REGISTRATION = `
create table payee_registration (
  id uuid not null,
  household_id uuid not null,
  payee_id uuid not null,
  region_code text not null,
  account_token text,
  account_mask text,
  name_matches boolean not null,
  reason text not null,
  registered_by text not null,
  registered_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  constraint payee_registration_pkey primary key (id),
  constraint payee_registration_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint payee_registration_reason_present check (length(btrim(reason)) > 0),
  constraint payee_registration_account_whole check ((account_token is null) = (account_mask is null)),
  constraint payee_registration_ended_whole check ((ended_at is null) = (ended_by is null))
);
create unique index payee_registration_household_id_payee_id_unique on payee_registration (household_id, payee_id) where ended_at is null;
comment on table payee_registration is
  'Members of a household registered to be paid in place of its head (代领人), each with a reason (I15). Ended, never deleted.';
comment on column payee_registration.payee_id is 'The member. Personal data by reference: lawful basis is the aid procedure; kept as long as the ledger.';
comment on column payee_registration.account_token is 'Keyed hash of the account, for telling one from another; the account itself is not kept.';
comment on column payee_registration.name_matches is 'Whether the officer found the name on the account to be the name on the file.';
`;

const PROBLEM = `
create table disbursement_problem (
  disbursement_id uuid not null,
  rule text not null,
  found_at timestamptz not null,
  field text not null,
  facts jsonb not null,
  batch_id uuid,
  resolved_at timestamptz,
  constraint disbursement_problem_pkey primary key (disbursement_id, rule, found_at),
  constraint disbursement_problem_disbursement_id_fk foreign key (disbursement_id) references disbursement (id),
  constraint disbursement_problem_rule_form check (rule ~ '^[A-Z][A-Z_]*$')
);
create unique index disbursement_problem_open_unique on disbursement_problem (disbursement_id, rule) where resolved_at is null;
create index disbursement_problem_batch_id_idx on disbursement_problem (batch_id, disbursement_id, rule) where resolved_at is null;
comment on table disbursement_problem is
  'Rules that a payment was found to break, row by row: it stays behind while the others go on. Resolved when it is checked again and holds.';
comment on column disbursement_problem.facts is 'Enum values, dates and amounts that say why; never personal data.';
`;

const CONTENT_HASH = `
create function disbursement_content_hash(d disbursement, account text) returns bytea language sql immutable as $$
  select sha256(convert_to(array[d.campaign_code, d.target_group, d.purpose, d.mode, d.cash_reason, d.amount_fen::text, d.payee_id::text,
    d.household_id::text, d.student_id::text, d.enterprise_id::text, d.union_id::text, d.region_code, d.allocation_id::text, account]::text, 'UTF8'))
$$;
comment on function disbursement_content_hash(disbursement, text) is
  'SHA-256 of what an approver approves: the payment and the account it goes to. Compared again when it is sent.';
`;

const grants = (app: string): string => `
grant select on approval_limit to ${app};
grant select, insert, update (used_fen, limit_fen) on cap_usage to ${app};
grant select, insert, update (ended_by, ended_at) on payee_registration to ${app};
grant select, insert, update (resolved_at) on disbursement_problem to ${app};
`;
