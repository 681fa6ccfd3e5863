import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payments (救助发放): real-name, from one allocation, each with what was true when it was decided; and the auditors' flags on them. */
export class CreateDisbursementTable1767225630000 implements MigrationInterface {
  readonly name = 'CreateDisbursementTable1767225630000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DISBURSEMENT);
    await queryRunner.query(INDEXES);
    await queryRunner.query(COMMENTS);
    await queryRunner.query(DISBURSEMENT_ROLLUP);
    await queryRunner.query(AUDIT_FLAG);
    await queryRunner.query(grants(await applicationRole(queryRunner)));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop view audit_flag');
    await queryRunner.query('drop function disbursement_rollup(disbursement)');
    await queryRunner.query('drop table disbursement');
  }
}

/** The calendar day in Asia/Shanghai on which a payment was made. */
const PAID_ON = `(paid_at at time zone 'Asia/Shanghai')::date`;

const DISBURSEMENT = `
create table disbursement (
  id uuid not null,
  status text not null,
  campaign_code text,
  target_group text not null,
  purpose text not null,
  mode text not null,
  cash_reason text,
  amount_fen bigint not null,
  payee_id uuid not null,
  household_id uuid,
  enterprise_id uuid,
  student_id uuid,
  union_id uuid not null,
  region_code text not null,
  fund_id uuid not null,
  allocation_id uuid not null,
  source text not null,
  consolation_event_id uuid,
  top_up_of_id uuid,
  is_first_of_year boolean not null default false,
  head_id uuid,
  category text,
  tier text,
  file_status text,
  recorded_on date,
  last_reviewed_on date,
  cap_fen bigint not null,
  cap_used_fen bigint not null,
  idempotency_key text not null,
  bank_ref text,
  filed_by text not null,
  filed_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  second_approved_by text,
  second_approved_at timestamptz,
  paid_by text,
  paid_at timestamptz,
  constraint disbursement_pkey primary key (id),
  constraint disbursement_idempotency_key_unique unique (idempotency_key),
  constraint disbursement_campaign_code_fk foreign key (campaign_code) references campaign (code),
  constraint disbursement_allocation_id_fund_id_source_fk foreign key (allocation_id, fund_id, source) references allocation (id, fund_id, source),
  constraint disbursement_consolation_event_id_fk foreign key (consolation_event_id) references consolation_event (id),
  constraint disbursement_top_up_of_id_fk foreign key (top_up_of_id) references disbursement (id),
  constraint disbursement_status_known check
    (status in ('DRAFT','VALIDATED','RESERVED','APPROVED','SENT','PAID','RECONCILED','FAILED','RELEASED','REVERSED')),
  constraint disbursement_target_group_known check (target_group in
    ('FILED_HOUSEHOLD','MODEL_WORKER_HOUSEHOLD','DISTRESSED_ENTERPRISE_WORKER','ON_DUTY_WORKER','NON_FILED_HARDSHIP')),
  constraint disbursement_purpose_known check (purpose in
    ('LIVING','MEDICAL','STUDY','LEGAL','TEMPORARY','CONSOLATION','TRAINING','STARTUP','ASSET','TRANSPORT')),
  constraint disbursement_mode_known check (mode in ('BANK_CARD','PASSBOOK','GOODS','VOUCHER','CASH')),
  constraint disbursement_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code not like '__0000'),
  constraint disbursement_amount_fen_positive check (amount_fen > 0),
  constraint disbursement_cap_used_fen_within_cap check (cap_used_fen between amount_fen and cap_fen),
  constraint disbursement_filed_household_by_account check
    (target_group <> 'FILED_HOUSEHOLD' or (household_id is not null and mode in ('BANK_CARD','PASSBOOK'))),
  constraint disbursement_cash_with_reason check ((mode = 'CASH') = (cash_reason is not null)),
  constraint disbursement_cash_with_second_approver check (mode <> 'CASH' or approved_at is null or second_approved_by is not null),
  constraint disbursement_file_active check (household_id is null or purpose = 'TEMPORARY' or target_group = 'NON_FILED_HARDSHIP'
    or file_status in ('RECORDED','UNDER_REVIEW','EXIT_PROPOSED','EXIT_PUBLICISED')),
  constraint disbursement_approver_is_another check (approved_by <> filed_by and second_approved_by <> all (array[filed_by, approved_by])),
  constraint disbursement_approved_at_with_approver check ((approved_at is null) = (approved_by is null)),
  constraint disbursement_second_approved_at_with_approver check ((second_approved_at is null) = (second_approved_by is null)),
  constraint disbursement_paid_at_with_status check
    ((paid_at is not null and paid_by is not null) = (status in ('PAID','RECONCILED','REVERSED'))),
  constraint disbursement_approved_before_paid check (paid_at is null or (approved_at is not null and paid_at >= approved_at and approved_at >= filed_at)),
  constraint disbursement_bank_ref_when_by_account check (paid_at is null or mode not in ('BANK_CARD','PASSBOOK') or bank_ref is not null)
);
`;

/** A reversed or released payment makes room for another; a beneficiary opens each year of payments once. */
const INDEXES = `
create unique index disbursement_household_id_campaign_code_purpose_unique on disbursement (household_id, campaign_code, purpose)
  where top_up_of_id is null and campaign_code is not null and household_id is not null and status not in ('RELEASED','REVERSED');
create unique index disbursement_first_of_year_unique on disbursement
  ((coalesce(household_id, payee_id)), (extract(year from (paid_at at time zone 'Asia/Shanghai'))::int)) where is_first_of_year;
create index disbursement_household_id_idx on disbursement (household_id) where household_id is not null;
create index disbursement_filed_at_idx on disbursement (filed_at, id);
create index disbursement_region_code_idx on disbursement (region_code, filed_at, id);
create index disbursement_allocation_id_idx on disbursement (allocation_id);
create index disbursement_enterprise_id_idx on disbursement (enterprise_id) where enterprise_id is not null;
create index disbursement_student_id_idx on disbursement (student_id) where student_id is not null;
create index disbursement_consolation_event_id_idx on disbursement (consolation_event_id) where consolation_event_id is not null;
create index disbursement_cash_exception_idx on disbursement (campaign_code, id) where paid_at is not null and mode = 'CASH';
create index disbursement_cap_nearly_reached_idx on disbursement (campaign_code, id)
  where paid_at is not null and cap_used_fen * 100 >= cap_fen * 95;
create index disbursement_payee_not_head_idx on disbursement (campaign_code, id) where paid_at is not null and payee_id <> head_id;
create index disbursement_paid_soon_idx on disbursement (campaign_code, id)
  where paid_at is not null and ${PAID_ON} - recorded_on <= 3;
create index disbursement_stale_file_idx on disbursement (campaign_code, id)
  where paid_at is not null and ${PAID_ON} > last_reviewed_on + interval '12 months';
`;

const COMMENTS = `
comment on table disbursement is
  'One real-name payment from one allocation. Never deleted: a wrong one is reversed (I36). The same idempotency key is the same payment (I20).';
comment on column disbursement.payee_id is 'The person paid. Personal data by reference: lawful basis is the aid procedure; kept as long as the ledger.';
comment on column disbursement.is_first_of_year is
  'The beneficiary''s first payment of its calendar year (Asia/Shanghai), so that counts by year are of distinct beneficiaries.';
comment on column disbursement.head_id is 'Snapshot: head of the household when the payment was decided.';
comment on column disbursement.file_status is 'Snapshot: state of the household file when the payment was decided (I17).';
comment on column disbursement.cap_fen is 'Snapshot: the tightest cap of the aid standards that applied (I19).';
comment on column disbursement.cap_used_fen is 'Snapshot: how much of that cap is used, this payment included.';
comment on column disbursement.filed_by is 'User who filed it; approvers are other people. Personal data of officers on duty: kept with the ledger.';
`;

/** What one payment adds to the aggregates: nothing until it is paid, nothing once it is reversed. */
const DISBURSEMENT_ROLLUP = `
create function disbursement_rollup(r disbursement) returns setof rollup_cell language sql stable as $$
  select c.metric, r.region_code, c.campaign, extract(year from (r.paid_at at time zone 'Asia/Shanghai'))::int, c.key, 1::bigint, c.amount_fen
  from (values
    ('aid.source', coalesce(r.campaign_code, ''), r.source, r.amount_fen, true),
    ('aid.group', coalesce(r.campaign_code, ''), r.target_group, r.amount_fen, true),
    ('aid.purpose', coalesce(r.campaign_code, ''), r.purpose, r.amount_fen, true),
    ('aid.mode', coalesce(r.campaign_code, ''), r.mode, r.amount_fen, true),
    ('aid.yearBeneficiary', '', r.target_group, 0::bigint, r.is_first_of_year)
  ) c (metric, campaign, key, amount_fen, contributes)
  where c.contributes and r.status in ('PAID','RECONCILED')
$$;
`;

const flag = (rule: string, condition: string): string =>
  `select id as disbursement_id, '${rule}'::text as rule, campaign_code, region_code from disbursement where paid_at is not null and ${condition}`;

/** Each branch reads exactly the rows of its own partial index. */
const AUDIT_FLAG = `
create view audit_flag as
  ${flag('CASH_EXCEPTION', `mode = 'CASH'`)}
  union all ${flag('CAP_NEARLY_REACHED', 'cap_used_fen * 100 >= cap_fen * 95')}
  union all ${flag('PAYEE_NOT_HEAD', 'payee_id <> head_id')}
  union all ${flag('PAID_SOON_AFTER_RECORDING', `${PAID_ON} - recorded_on <= 3`)}
  union all ${flag('STALE_FILE', `${PAID_ON} > last_reviewed_on + interval '12 months'`)};
comment on view audit_flag is 'Payments that an auditor looks at, by rule. Lawful payments may be flagged: a flag is a question, not a finding.';
`;

const grants = (app: string): string => `
grant select on audit_flag to ${app};
grant select, insert,
  update (status, bank_ref, is_first_of_year, approved_by, approved_at, second_approved_by, second_approved_at, paid_by, paid_at) on disbursement to ${app};
`;
