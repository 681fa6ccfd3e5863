import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { paymentBatchMachine } from '../src/batch/payment-batch.machine';

/** Batches of payments (发放批次): what their lines have in common, and who made, approved and sent them. */
export class CreatePaymentBatchTable1795564860000 implements MigrationInterface {
  readonly name = 'CreatePaymentBatchTable1795564860000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(PAYMENT_BATCH);
    await queryRunner.query(grants(await applicationRole(queryRunner)));
    await transitionGuard(queryRunner, 'payment_batch', 'status', paymentBatchMachine);
    await auditedTables(queryRunner, ['payment_batch']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, ['payment_batch']);
    await dropTransitionGuard(queryRunner, 'payment_batch', 'status');
    await queryRunner.query('drop table payment_batch');
  }
}

const STATES = paymentBatchMachine.states.map((state) => `'${state}'`).join(',');

const PAYMENT_BATCH = `
create table payment_batch (
  id uuid not null,
  version integer not null default 1,
  status text not null,
  title text not null,
  campaign_code text,
  target_group text not null,
  purpose text not null,
  mode text not null,
  cash_reason text,
  region_code text not null,
  union_id uuid not null,
  fund_id uuid not null,
  allocation_id uuid,
  amount_rule jsonb,
  idempotency_key text not null,
  line_count integer not null default 0,
  total_fen bigint not null default 0,
  reserved_count integer,
  reserved_fen bigint,
  filed_by text not null,
  filed_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  second_approved_by text,
  second_approved_at timestamptz,
  sent_by text,
  sent_at timestamptz,
  settled_at timestamptz,
  cancelled_by text,
  cancelled_at timestamptz,
  cancel_reason text,
  constraint payment_batch_pkey primary key (id),
  constraint payment_batch_campaign_code_fk foreign key (campaign_code) references campaign (code),
  constraint payment_batch_fund_id_fk foreign key (fund_id) references fund (id),
  constraint payment_batch_allocation_id_fund_id_fk foreign key (allocation_id, fund_id) references allocation (id, fund_id),
  constraint payment_batch_status_known check (status in (${STATES})),
  constraint payment_batch_title_present check (length(btrim(title)) between 1 and 200),
  constraint payment_batch_target_group_known check (target_group in
    ('FILED_HOUSEHOLD','MODEL_WORKER_HOUSEHOLD','DISTRESSED_ENTERPRISE_WORKER','ON_DUTY_WORKER','NON_FILED_HARDSHIP')),
  constraint payment_batch_purpose_known check (purpose in
    ('LIVING','MEDICAL','STUDY','LEGAL','TEMPORARY','CONSOLATION','TRAINING','STARTUP','ASSET','TRANSPORT')),
  constraint payment_batch_mode_known check (mode in ('BANK_CARD','PASSBOOK','GOODS','VOUCHER','CASH')),
  constraint payment_batch_filed_household_by_account check (target_group <> 'FILED_HOUSEHOLD' or mode in ('BANK_CARD','PASSBOOK')),
  constraint payment_batch_cash_with_reason check ((mode = 'CASH') = (cash_reason is not null)),
  constraint payment_batch_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint payment_batch_amount_rule_with_campaign check (amount_rule is null or campaign_code is not null),
  constraint payment_batch_line_count_not_negative check (line_count >= 0 and total_fen >= 0),
  constraint payment_batch_approver_is_another check (approved_by <> filed_by and second_approved_by <> all (array[filed_by, approved_by])),
  constraint payment_batch_sender_is_another check (sent_by <> all (array[filed_by, approved_by, second_approved_by])),
  constraint payment_batch_approval_whole check ((approved_at is null) = (approved_by is null)
    and (second_approved_at is null) = (second_approved_by is null) and (second_approved_by is null or approved_by is not null)),
  constraint payment_batch_approved_before_sent check (status not in ('APPROVING','APPROVED','SENDING','SENT','SETTLED')
    or (approved_by is not null and (mode <> 'CASH' or second_approved_by is not null))),
  constraint payment_batch_sent_whole check ((sent_at is null) = (sent_by is null)),
  constraint payment_batch_settled_at_with_status check ((settled_at is not null) = (status = 'SETTLED')),
  constraint payment_batch_cancelled_whole check ((cancelled_by is not null) = (status in ('CANCELLING','CANCELLED'))
    and (cancelled_at is null) = (cancelled_by is null) and (cancel_reason is null) = (cancelled_by is null))
);
create index payment_batch_region_code_idx on payment_batch (region_code, filed_at, id);
create index payment_batch_filed_at_idx on payment_batch (filed_at, id);
comment on table payment_batch is
  'A batch of payments of one fund, group, purpose and mode, decided together. Its lines are rows of disbursement. Never deleted: a batch is cancelled (I36).';
comment on column payment_batch.allocation_id is
  'The one allocation that pays; null when each line is paid by the fund''s allocation of the smallest region around it.';
comment on column payment_batch.amount_rule is 'How much each registered beneficiary of the campaign gets, by category and tier; null when lines are given one by one.';
comment on column payment_batch.reserved_count is 'Lines that hold money when the batch is presented for approval; null before.';
comment on column payment_batch.filed_by is 'User who filed it; approvers and sender are other people. Personal data of officers on duty: kept with the ledger.';
`;

const grants = (app: string): string => `
grant select, insert, update (version, status, line_count, total_fen, reserved_count, reserved_fen, approved_by, approved_at,
  second_approved_by, second_approved_at, sent_by, sent_at, settled_at, cancelled_by, cancelled_at, cancel_reason) on payment_batch to ${app};
`;
