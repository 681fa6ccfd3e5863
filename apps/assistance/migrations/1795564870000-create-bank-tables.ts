import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { bankAnomalyMachine, bankAnswerMachine } from '../src/bank/bank-answer.machine';
import { bankFileMachine, bankLineMachine } from '../src/bank/bank-file.machine';

const TABLES = ['bank_file', 'bank_line', 'bank_answer', 'bank_answer_piece', 'bank_anomaly', 'payment_return'];

/**
 * How money leaves and how the answer comes back (银企对账): payment files with their lines, files of the bank's with what
 * could not be applied, and money that came back.
 */
export class CreateBankTables1795564870000 implements MigrationInterface {
  readonly name = 'CreateBankTables1795564870000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [FILES, ANSWERS, RETURNS, GUARDS]) await queryRunner.query(sql);
    await queryRunner.query(grants(await applicationRole(queryRunner)));
    await transitionGuard(queryRunner, 'bank_file', 'status', bankFileMachine);
    await transitionGuard(queryRunner, 'bank_line', 'state', bankLineMachine);
    await transitionGuard(queryRunner, 'bank_answer', 'status', bankAnswerMachine);
    await transitionGuard(queryRunner, 'bank_anomaly', 'status', bankAnomalyMachine, { insertable: ['OPEN', 'NOTED'] });
    await auditedTables(queryRunner, TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, TABLES);
    await dropTransitionGuard(queryRunner, 'bank_anomaly', 'status');
    await dropTransitionGuard(queryRunner, 'bank_answer', 'status');
    await dropTransitionGuard(queryRunner, 'bank_line', 'state');
    await dropTransitionGuard(queryRunner, 'bank_file', 'status');
    await queryRunner.query(`
      drop trigger disbursement_bank_answered on disbursement;
      drop function disbursement_bank_answered();
      drop table payment_return;
      drop function payment_return_within_payment();
      drop table bank_anomaly, bank_answer_piece, bank_line, bank_answer, bank_file;`);
  }
}

const states = (machine: { readonly states: readonly string[] }): string =>
  machine.states.map((state) => `'${state}'`).join(',');

const FILES = `
create table bank_file (
  id uuid not null,
  version integer not null default 1,
  file_no text not null,
  status text not null,
  batch_id uuid,
  region_code text not null,
  encoding text not null,
  prepared_on date not null,
  line_count integer not null default 0,
  total_fen bigint not null default 0,
  lines_sha256 text,
  opened_by text not null,
  opened_at timestamptz not null,
  written_at timestamptz,
  answered_at timestamptz,
  constraint bank_file_pkey primary key (id),
  constraint bank_file_file_no_unique unique (file_no),
  constraint bank_file_batch_id_fk foreign key (batch_id) references payment_batch (id),
  constraint bank_file_file_no_form check (file_no ~ '^[A-Za-z0-9-]{1,40}$'),
  constraint bank_file_status_known check (status in (${states(bankFileMachine)})),
  constraint bank_file_encoding_known check (encoding in ('UTF_8','GB18030')),
  constraint bank_file_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint bank_file_totals_not_negative check (line_count >= 0 and total_fen >= 0),
  constraint bank_file_lines_sha256_when_prepared check ((lines_sha256 is null) = (status in ('PREPARING','ABANDONED'))
    and (lines_sha256 is null or lines_sha256 ~ '^[0-9a-f]{64}$')),
  constraint bank_file_written_at_with_status check ((written_at is not null) = (status in ('WRITTEN','ANSWERED'))),
  constraint bank_file_answered_at_with_status check ((answered_at is not null) = (status = 'ANSWERED'))
);
create index bank_file_region_code_idx on bank_file (region_code, opened_at, id);
create index bank_file_opened_at_idx on bank_file (opened_at, id);
create index bank_file_batch_id_idx on bank_file (batch_id) where batch_id is not null;
create unique index bank_file_batch_id_open_unique on bank_file (batch_id) where status in ('PREPARING','PREPARED');
comment on table bank_file is
  'A payment file for the bank. It is committed with its checksum before a byte is written, so that sending again writes the same bytes under the same number.';
comment on column bank_file.lines_sha256 is 'SHA-256 of the lines as they are written; settled once.';
comment on column bank_file.opened_by is 'User who opened it. Personal data of an officer on duty: kept with the ledger.';

create table bank_answer (
  id uuid not null,
  version integer not null default 1,
  status text not null,
  source text not null,
  kind text,
  answer_no text,
  encoding text,
  dated_on date,
  region_code text not null,
  byte_count bigint not null default 0,
  line_count integer,
  total_fen bigint,
  lines_start_at bigint,
  file_sha256 text,
  applied_count integer not null default 0,
  anomaly_count integer not null default 0,
  fault_rule text,
  fault_line integer,
  same_as_id uuid,
  received_by text not null,
  received_at timestamptz not null,
  applied_at timestamptz,
  constraint bank_answer_pkey primary key (id),
  constraint bank_answer_same_as_id_fk foreign key (same_as_id) references bank_answer (id),
  constraint bank_answer_status_known check (status in (${states(bankAnswerMachine)})),
  constraint bank_answer_kind_known check (kind in ('RESULT','STATEMENT')),
  constraint bank_answer_source_form check (source = 'UPLOAD' or source ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$'),
  constraint bank_answer_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint bank_answer_counts_not_negative check (byte_count >= 0 and applied_count >= 0 and anomaly_count >= 0),
  constraint bank_answer_head_when_accepted check (status not in ('APPLYING','APPLIED') or (kind is not null and answer_no is not null
    and dated_on is not null and line_count is not null and total_fen is not null and lines_start_at is not null and file_sha256 is not null)),
  constraint bank_answer_fault_when_refused check ((fault_rule is not null) = (status = 'REFUSED')),
  constraint bank_answer_applied_at_with_status check ((applied_at is not null) = (status = 'APPLIED'))
);
create unique index bank_answer_kind_answer_no_unique on bank_answer (kind, answer_no) where status in ('APPLYING','APPLIED');
create unique index bank_answer_source_unique on bank_answer (source) where source <> 'UPLOAD';
create index bank_answer_region_code_idx on bank_answer (region_code, received_at, id);
create index bank_answer_received_at_idx on bank_answer (received_at, id);
comment on table bank_answer is
  'A file of the bank''s: result or statement. Each is applied once: its number is unique among those applied, and the same file is recognised.';
comment on column bank_answer.received_by is 'User who handed it in. Personal data of an officer on duty: kept with the ledger.';

create table bank_answer_piece (
  answer_id uuid not null,
  start_byte bigint not null,
  end_byte bigint not null,
  content bytea not null,
  constraint bank_answer_piece_pkey primary key (answer_id, start_byte),
  constraint bank_answer_piece_answer_id_fk foreign key (answer_id) references bank_answer (id),
  constraint bank_answer_piece_end_byte_whole check (end_byte = start_byte + octet_length(content) and octet_length(content) between 1 and 1048576)
);
comment on table bank_answer_piece is 'The bytes of a file of the bank''s as they came: the evidence behind every posting it caused.';

create table bank_line (
  file_id uuid not null,
  line_no integer not null,
  disbursement_id uuid not null,
  payee_id uuid not null,
  mode text not null,
  amount_fen bigint not null,
  purpose text not null,
  region_code text not null,
  account_token text,
  state text not null,
  bank_ref text,
  return_code text,
  answered_at timestamptz,
  answer_id uuid,
  query_attempts integer not null default 0,
  queried_at timestamptz,
  statement_id uuid,
  constraint bank_line_pkey primary key (file_id, line_no),
  constraint bank_line_file_id_disbursement_id_unique unique (file_id, disbursement_id),
  constraint bank_line_file_id_fk foreign key (file_id) references bank_file (id),
  constraint bank_line_disbursement_id_fk foreign key (disbursement_id) references disbursement (id),
  constraint bank_line_answer_id_fk foreign key (answer_id) references bank_answer (id),
  constraint bank_line_statement_id_fk foreign key (statement_id) references bank_answer (id),
  constraint bank_line_state_known check (state in (${states(bankLineMachine)})),
  constraint bank_line_mode_by_account check (mode in ('BANK_CARD','PASSBOOK')),
  constraint bank_line_account_token_form check (account_token ~ '^[A-Za-z0-9+/=_:.-]{1,128}$'),
  constraint bank_line_line_no_positive check (line_no > 0),
  constraint bank_line_amount_fen_positive check (amount_fen > 0),
  constraint bank_line_bank_ref_when_confirmed check ((bank_ref is not null) = (state = 'CONFIRMED')),
  constraint bank_line_return_code_when_rejected check ((return_code is not null) = (state = 'REJECTED')),
  constraint bank_line_answered_at_with_state check ((answered_at is not null) = (state in ('CONFIRMED','REJECTED'))),
  constraint bank_line_statement_of_confirmed check (statement_id is null or state = 'CONFIRMED')
);
create unique index bank_line_disbursement_id_open_unique on bank_line (disbursement_id) where state <> 'REJECTED';
create index bank_line_disbursement_id_idx on bank_line (disbursement_id);
create index bank_line_open_idx on bank_line (file_id, line_no) where state in ('SENT','UNKNOWN');
create index bank_line_answer_id_idx on bank_line (answer_id) where answer_id is not null;
create index bank_line_statement_id_idx on bank_line (statement_id) where statement_id is not null;
comment on table bank_line is
  'One payment in one payment file, as it was sent, and what the bank said. A payment is in no second file unless the first was rejected: never paid twice.';
comment on column bank_line.account_token is 'Opaque token of the account that was approved; not the account.';
comment on column bank_line.payee_id is 'Holder reference for the bank''s real-name card register. Personal data by reference: lawful basis is the aid procedure; kept as long as the ledger.';
`;

const ANSWERS = `
create table bank_anomaly (
  id uuid not null,
  version integer not null default 1,
  kind text not null,
  status text not null,
  answer_id uuid not null,
  line_no integer not null,
  file_no text not null,
  disbursement_id uuid not null,
  outcome text not null,
  amount_fen bigint not null,
  sent_fen bigint,
  bank_ref text,
  return_code text,
  region_code text not null,
  found_at timestamptz not null,
  resolution text,
  reason text,
  resolved_by text,
  resolved_at timestamptz,
  constraint bank_anomaly_pkey primary key (id),
  constraint bank_anomaly_answer_id_fk foreign key (answer_id) references bank_answer (id),
  constraint bank_anomaly_kind_known check (kind in
    ('DUPLICATE_LINE','LATE','UNKNOWN_PAYMENT','AMOUNT_MISMATCH','WRONG_FILE','CONFLICTING_RESULT','MONEY_RETURNED')),
  constraint bank_anomaly_status_known check (status in ('NOTED','OPEN','RESOLVED')),
  constraint bank_anomaly_outcome_known check (outcome in ('PAID','FAILED','DEBIT','CREDIT')),
  constraint bank_anomaly_resolution_known check (resolution in ('BANK_CORRECTED','MONEY_RETURNED','DISMISSED')),
  constraint bank_anomaly_resolved_whole check ((status = 'RESOLVED') = (resolution is not null)
    and (resolution is null) = (resolved_by is null) and (resolution is null) = (resolved_at is null)
    and (resolution is null) = (reason is null) and length(btrim(reason)) between 2 and 500)
);
create index bank_anomaly_disbursement_id_idx on bank_anomaly (disbursement_id) where status = 'OPEN';
create index bank_anomaly_region_code_idx on bank_anomaly (region_code, found_at, id);
create index bank_anomaly_found_at_idx on bank_anomaly (found_at, id);
create index bank_anomaly_answer_id_idx on bank_anomaly (answer_id);
comment on table bank_anomaly is
  'A line of the bank''s that could not be applied: what it said, and how it was cleared up. Nothing the bank says is dropped silently (I21).';
comment on column bank_anomaly.disbursement_id is 'The id that the line named; it may be of no payment of ours.';
comment on column bank_anomaly.sent_fen is 'What was sent under that id and file, if anything.';
`;

const RETURNS = `
create table payment_return (
  id uuid not null,
  disbursement_id uuid not null,
  amount_fen bigint not null,
  bank_ref text not null,
  reason text not null,
  anomaly_id uuid,
  transaction_id uuid not null,
  region_code text not null,
  returned_by text not null,
  returned_at timestamptz not null,
  constraint payment_return_pkey primary key (id),
  constraint payment_return_bank_ref_unique unique (bank_ref),
  constraint payment_return_disbursement_id_fk foreign key (disbursement_id) references disbursement (id),
  constraint payment_return_anomaly_id_fk foreign key (anomaly_id) references bank_anomaly (id),
  constraint payment_return_transaction_id_fk foreign key (transaction_id) references ledger_transaction (id),
  constraint payment_return_amount_fen_positive check (amount_fen > 0),
  constraint payment_return_reason_present check (length(btrim(reason)) between 2 and 500)
);
create index payment_return_disbursement_id_idx on payment_return (disbursement_id);
comment on table payment_return is
  'Part of a payment that the bank gave back, each with its counter-entry in the ledger; the payment stays paid. All of a payment comes back by its reversal. Never deleted (I36).';
comment on column payment_return.returned_by is 'User who posted it. Personal data of an officer on duty: kept with the ledger.';

create function payment_return_within_payment() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  payment disbursement;
  returned bigint;
begin
  -- The lock makes two returns of one payment take turns, so that their sum is seen.
  select * into strict payment from disbursement where id = new.disbursement_id for no key update;
  select coalesce(sum(amount_fen), 0) into returned from payment_return where disbursement_id = new.disbursement_id;
  if returned + new.amount_fen > payment.amount_fen or payment.status not in ('PAID','RECONCILED') then
    raise exception 'returns of a paid payment add up to no more than it'
      using errcode = 'check_violation', table = 'payment_return', constraint = 'payment_return_within_payment';
  end if;
  return new;
end $$;
create trigger payment_return_within_payment before insert on payment_return
  for each row execute function payment_return_within_payment();
`;

/**
 * A payment that the bank has is neither retried, failed, paid nor given up before the bank has answered its line. Whose status
 * changed is found by a set operation: a join of the two row sets would keep the plan of the first statement, which touched one
 * row, and its nested loops took 15 seconds over 4,000 payments.
 */
const GUARDS = `
create function disbursement_bank_answered() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moved uuid[];
  moved_on uuid[];
  reversed uuid[];
begin
  select array_agg(c.id), array_agg(c.id) filter (where c.status in ('RESERVED','APPROVED','SENT','RELEASED')),
    array_agg(c.id) filter (where c.status = 'REVERSED')
  into moved, moved_on, reversed
  from (select n.id, n.status from new_rows n except all select o.id, o.status from old_rows o) c;
  if moved is null then
    return null;
  end if;
  if exists (select from bank_line l where l.disbursement_id = any (moved) and l.state in ('SENT','UNKNOWN')) then
    raise exception 'a payment that is with the bank moves on when the bank has answered'
      using errcode = 'check_violation', table = 'disbursement', constraint = 'disbursement_bank_answered';
  end if;
  if exists (
    select from bank_anomaly a
    where a.disbursement_id = any (moved_on) and a.status = 'OPEN' and a.kind in ('LATE','CONFLICTING_RESULT','AMOUNT_MISMATCH')
  ) then
    raise exception 'a payment on which the bank contradicts itself waits until that is cleared up'
      using errcode = 'check_violation', table = 'disbursement', constraint = 'disbursement_bank_contradiction';
  end if;
  if exists (select from payment_return r where r.disbursement_id = any (reversed)) then
    raise exception 'a payment of which part came back is not reversed: that part would be given back twice'
      using errcode = 'check_violation', table = 'disbursement', constraint = 'disbursement_reversed_without_returns';
  end if;
  return null;
end $$;
comment on function disbursement_bank_answered() is
  'What the bank has, or contradicts itself on, is not sent again nor given up: the way to paying twice is closed in the database.';
create trigger disbursement_bank_answered after update on disbursement
  referencing old table as old_rows new table as new_rows for each statement execute function disbursement_bank_answered();
`;

const grants = (app: string): string => `
grant select, insert, update (version, status, line_count, total_fen, lines_sha256, written_at, answered_at) on bank_file to ${app};
grant select, insert, update (state, bank_ref, return_code, answered_at, answer_id, query_attempts, queried_at, statement_id) on bank_line to ${app};
grant select, insert, update (version, status, kind, answer_no, encoding, dated_on, byte_count, line_count, total_fen, lines_start_at,
  file_sha256, applied_count, anomaly_count, fault_rule, fault_line, same_as_id, applied_at) on bank_answer to ${app};
grant select, insert on bank_answer_piece to ${app};
grant select, insert, update (version, status, resolution, reason, resolved_by, resolved_at) on bank_anomaly to ${app};
grant select, insert on payment_return to ${app};
`;
