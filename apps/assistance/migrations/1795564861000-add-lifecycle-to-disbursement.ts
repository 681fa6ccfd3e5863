import { applicationRole } from '@nuan/database';
import { dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { disbursementMachine } from '../src/disbursement/disbursement.machine';

/**
 * The life of a payment: its batch, who sent, released and reversed it, what was approved, and the guard of its states. Caps
 * are known from validation on, so a draft has none. Amount, payee, purpose and allocation stay as they were filed: the
 * application has no right to change them.
 */
export class AddLifecycleToDisbursement1795564861000 implements MigrationInterface {
  readonly name = 'AddLifecycleToDisbursement1795564861000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(COLUMNS);
    await queryRunner.query(CONSTRAINTS);
    await queryRunner.query(COMMENTS);
    await queryRunner.query(PROJECTION);
    await queryRunner.query(grants(await applicationRole(queryRunner)));
    await transitionGuard(queryRunner, 'disbursement', 'status', disbursementMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'disbursement', 'status');
    await queryRunner.query(`
      alter table household_projection drop column account_token, drop column account_name_matches, drop column stale_confirmed_until_on;
      drop index disbursement_batch_id_position_unique;
      alter table disbursement ${OWN_CONSTRAINTS.map((name) => `drop constraint disbursement_${name}`).join(', ')};
      alter table disbursement ${DROPPED.map((column) => `drop column ${column}`).join(', ')},
        alter column cap_fen set not null,
        alter column cap_used_fen set not null;
      alter table disbursement add constraint disbursement_cash_with_second_approver check
        (mode <> 'CASH' or approved_at is null or second_approved_by is not null);`);
  }
}

const COLUMNS = `
alter table disbursement
  add column version integer not null default 1,
  add column batch_id uuid,
  add column position integer,
  add column request_hash bytea,
  add column cap_scope text,
  add column account_token text,
  add column approved_hash bytea,
  add column reserved_at timestamptz,
  add column sent_by text,
  add column sent_at timestamptz,
  add column failure_code text,
  add column failed_at timestamptz,
  add column released_by text,
  add column released_at timestamptz,
  add column release_reason text,
  add column reversal_reason text,
  add column reversal_requested_by text,
  add column reversal_requested_at timestamptz,
  add column reversed_by text,
  add column reversed_at timestamptz,
  alter column cap_fen drop not null,
  alter column cap_used_fen drop not null;
`;

const DROPPED = [
  ...['version', 'batch_id', 'position', 'request_hash', 'cap_scope', 'account_token'],
  ...[
    'approved_hash',
    'reserved_at',
    'sent_by',
    'sent_at',
    'failure_code',
    'failed_at',
    'released_by',
    'released_at',
    'release_reason',
  ],
  ...['reversal_reason', 'reversal_requested_by', 'reversal_requested_at', 'reversed_by', 'reversed_at'],
];

/** Those that hang on no new column, or on older ones as well. */
const OWN_CONSTRAINTS = [
  'cap_from_validation',
  'cash_with_second_approver',
  'second_after_first_approver',
  'payer_is_another',
  'released_whole',
  'reversed_whole',
];

/** A second approver of cash comes after the first, so the rule holds from the approved state on. */
const CONSTRAINTS = `
alter table disbursement drop constraint disbursement_cash_with_second_approver;
alter table disbursement
  add constraint disbursement_batch_id_fk foreign key (batch_id) references payment_batch (id),
  add constraint disbursement_position_with_batch check ((batch_id is null) = (position is null)),
  add constraint disbursement_cap_scope_known check (cap_scope in ('PERSON_YEAR','HOUSEHOLD_YEAR')),
  add constraint disbursement_version_positive check (version > 0),
  add constraint disbursement_cap_from_validation check
    ((cap_fen is null) = (cap_used_fen is null) and (cap_fen is not null or status in ('DRAFT','RELEASED'))),
  add constraint disbursement_cash_with_second_approver check
    (mode <> 'CASH' or second_approved_by is not null or status not in ('APPROVED','SENT','PAID','RECONCILED','REVERSED')),
  add constraint disbursement_second_after_first_approver check (second_approved_by is null or approved_by is not null),
  add constraint disbursement_payer_is_another check
    (paid_by <> all (array[filed_by, approved_by, second_approved_by]) and sent_by <> all (array[filed_by, approved_by, second_approved_by])),
  add constraint disbursement_sent_whole check ((sent_at is null) = (sent_by is null)),
  add constraint disbursement_failed_whole check ((failed_at is null) = (failure_code is null) and (status <> 'FAILED' or failed_at is not null)),
  add constraint disbursement_released_whole check ((status = 'RELEASED') = (released_at is not null)
    and num_nonnulls(released_at, released_by, release_reason) in (0, 3)),
  add constraint disbursement_reversal_whole check (num_nonnulls(reversal_requested_at, reversal_requested_by, reversal_reason) in (0, 3)),
  add constraint disbursement_reversed_whole check ((status = 'REVERSED') = (reversed_at is not null)
    and (reversed_at is null) = (reversed_by is null) and (reversed_by is null or reversal_requested_by is not null)),
  add constraint disbursement_reverser_is_another check (reversed_by <> reversal_requested_by);
create unique index disbursement_batch_id_position_unique on disbursement (batch_id, position) where batch_id is not null;
`;

const COMMENTS = `
comment on column disbursement.position is 'Place in the batch, from 1: money is set aside in this order until it ends.';
comment on column disbursement.request_hash is 'SHA-256 of the line as it was handed in: the same key with another line is refused (I20).';
comment on column disbursement.cap_scope is 'Of whom the year of its standard is counted, as it was when the payment was checked.';
comment on column disbursement.account_token is 'Snapshot: opaque token of the payee''s account as it was when the payment was checked; not the account.';
comment on column disbursement.approved_hash is 'SHA-256 of what was approved; checked again when it is sent. Null before approval, and for payments loaded in bulk.';
comment on column disbursement.reserved_at is 'When its money was set aside; the calendar year (Asia/Shanghai) whose caps it uses. Null for payments loaded in bulk.';
comment on column disbursement.failure_code is 'Why the bank could not pay it, the last time.';
`;

/** What payments ask of the file, as workers tells it. */
const PROJECTION = `
alter table household_projection
  add column account_token text,
  add column account_name_matches boolean not null default true,
  add column stale_confirmed_until_on date;
comment on column household_projection.account_token is
  'Opaque token of the account registered for the head, other when the account is; null without one. Not the account.';
comment on column household_projection.account_name_matches is
  'Whether the name on the account is the name on the file. Workers registers accounts of the head only, so false is what its check found later.';
comment on column household_projection.stale_confirmed_until_on is 'Until when an overdue file may be paid, as its officer confirmed; null without a confirmation (I26).';
`;

const grants = (app: string): string => `
grant update (version, cap_fen, cap_used_fen, cap_scope, head_id, category, tier, file_status, recorded_on, last_reviewed_on, account_token,
  approved_hash, reserved_at, sent_by, sent_at, failure_code, failed_at, released_by, released_at, release_reason,
  reversal_reason, reversal_requested_by, reversal_requested_at, reversed_by, reversed_at) on disbursement to ${app};
`;
