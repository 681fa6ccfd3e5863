import { bigintTransformer } from '@nuan/database';
import { Instant, Money } from '@nuan/federation';
import {
  AidPurpose,
  type ArchiveTier,
  DeliveryMode,
  type FileStatus,
  FundSource,
  type HardshipCategory,
  TargetGroupKind,
} from '@nuan/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { CapScope } from '../aid-standard/cap-scope';
import { PayStatus } from './pay-status';

/**
 * One real-name payment (实名制发放) from one allocation, with what was true when it was decided and who decided it. Its
 * constraints refuse cash to a filed household, cash without a reason and a second approver, a maker who approves, a
 * payment beyond its cap, and a second first payment (I15–I20).
 */
@Entity({ name: 'disbursement' })
@Directive('@key(fields: "id")')
@ObjectType('Disbursement', {
  description: 'One real-name payment (实名制救助发放), from one allocation. Never deleted: a wrong one is reversed.',
})
export class Disbursement {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the payment (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => PayStatus, { description: 'State of the payment (发放状态).' })
  status!: PayStatus;

  @Column({ type: 'text', name: 'campaign_code', nullable: true })
  campaignCode!: string | null;

  @Column({ type: 'text', name: 'target_group' })
  @Field(() => TargetGroupKind, { description: 'Group of the beneficiary (对象类别).' })
  group!: TargetGroupKind;

  @Column({ type: 'text' })
  @Field(() => AidPurpose, { description: 'Purpose (救助用途).' })
  purpose!: AidPurpose;

  @Column({ type: 'text' })
  @Field(() => DeliveryMode, { description: 'How it reaches the person (发放方式).' })
  mode!: DeliveryMode;

  @Column({ type: 'text', name: 'cash_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it was paid in cash (现金发放原因); null for every other mode.',
  })
  cashReason!: string | null;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Amount (金额，元); above 0.00.' })
  readonly amount!: bigint;

  /** The person paid: the head of a household, or a member registered as proxy, or the consoled worker. */
  @Column({ type: 'uuid', name: 'payee_id' })
  payeeId!: string;

  @Column({ type: 'uuid', name: 'household_id', nullable: true })
  householdId!: string | null;

  @Column({ type: 'uuid', name: 'enterprise_id', nullable: true })
  enterpriseId!: string | null;

  @Column({ type: 'uuid', name: 'student_id', nullable: true })
  studentId!: string | null;

  /** The standard whose caps it was held against last (I19). */
  @Column({ type: 'uuid', name: 'standard_id', nullable: true })
  standardId!: string | null;

  /** The documented own cost that medical aid answers (I22). */
  @Column({ type: 'uuid', name: 'medical_evidence_id', nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The documented own cost that medical aid answers (医疗自付费用凭证); null for every other purpose.',
  })
  medicalEvidenceId!: string | null;

  /** The request of another programme that it answers. */
  @Column({ type: 'uuid', name: 'request_id', nullable: true })
  @Field(() => ID, {
    nullable: true,
    description:
      'The request that it answers (待付申请): an advance of wages, a travel subsidy; null for every other payment.',
  })
  requestId!: string | null;

  @Column({ type: 'uuid', name: 'union_id' })
  unionId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'fund_id' })
  fundId!: string;

  @Column({ type: 'uuid', name: 'allocation_id' })
  allocationId!: string;

  @Column({ type: 'text' })
  @Field(() => FundSource, { description: 'Source of the money (资金来源), that of its fund.' })
  source!: FundSource;

  @Column({ type: 'uuid', name: 'consolation_event_id', nullable: true })
  consolationEventId!: string | null;

  @Column({ type: 'uuid', name: 'top_up_of_id', nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The first payment that this one tops up (补发对应的首次发放); null for a first payment.',
  })
  topUpOfId!: string | null;

  /** Whether it is its beneficiary's first payment of the calendar year. */
  @Column({ type: 'boolean', name: 'is_first_of_year' })
  isFirstOfYear!: boolean;

  @Column({ type: 'uuid', name: 'head_id', nullable: true })
  headId!: string | null;

  @Column({ type: 'text', nullable: true })
  category!: HardshipCategory | null;

  @Column({ type: 'text', nullable: true })
  tier!: ArchiveTier | null;

  @Column({ type: 'text', name: 'file_status', nullable: true })
  fileStatus!: FileStatus | null;

  @Column({ type: 'date', name: 'recorded_on', nullable: true })
  recordedOn!: string | null;

  @Column({ type: 'date', name: 'last_reviewed_on', nullable: true })
  lastReviewedOn!: string | null;

  @Column({ type: 'bigint', name: 'cap_fen', nullable: true, transformer: bigintTransformer })
  readonly cap!: bigint | null;

  @Column({ type: 'bigint', name: 'cap_used_fen', nullable: true, transformer: bigintTransformer })
  readonly capUsed!: bigint | null;

  @Column({ type: 'text', name: 'idempotency_key' })
  @Field(() => String, { description: 'Key of the request that made it (幂等键): the same key is the same payment.' })
  idempotencyKey!: string;

  @Column({ type: 'text', name: 'bank_ref', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The bank’s reference (银行流水号); null before it is paid, and for goods, vouchers and cash.',
  })
  bankRef!: string | null;

  @Column({ type: 'text', name: 'filed_by' })
  filedBy!: string;

  @Column({ type: 'timestamptz', name: 'filed_at' })
  @Field(() => Instant, { description: 'When it was filed (提交时间).' })
  filedAt!: Date;

  @Column({ type: 'text', name: 'approved_by', nullable: true })
  approvedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'approved_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was approved (审批时间); null until then.' })
  approvedAt!: Date | null;

  @Column({ type: 'text', name: 'second_approved_by', nullable: true })
  secondApprovedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'second_approved_at', nullable: true })
  secondApprovedAt!: Date | null;

  @Column({ type: 'text', name: 'paid_by', nullable: true })
  paidBy!: string | null;

  @Column({ type: 'timestamptz', name: 'paid_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was paid (发放时间); null until then.' })
  paidAt!: Date | null;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version of the payment (版本号), for expectedVersion; each change adds one.' })
  version!: number;

  @Column({ type: 'uuid', name: 'batch_id', nullable: true })
  batchId!: string | null;

  /** Place in the batch, from 1: money is set aside in this order. */
  @Column({ type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Place in its batch, from 1 (批次内序号); null for a payment filed alone.',
  })
  position!: number | null;

  @Column({ type: 'bytea', name: 'request_hash', nullable: true, select: false })
  requestHash?: Buffer | null;

  /** Of whom the year of its standard is counted; null before it is checked. */
  @Column({ type: 'text', name: 'cap_scope', nullable: true })
  capScope!: CapScope | null;

  /** Opaque token of the payee's account when the payment was checked. */
  @Column({ type: 'text', name: 'account_token', nullable: true, select: false })
  accountToken?: string | null;

  @Column({ type: 'bytea', name: 'approved_hash', nullable: true, select: false })
  approvedHash?: Buffer | null;

  @Column({ type: 'timestamptz', name: 'reserved_at', nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description: 'When its money was set aside (预留时间); null until then, and for payments loaded in bulk.',
  })
  reservedAt!: Date | null;

  @Column({ type: 'text', name: 'sent_by', nullable: true })
  sentBy!: string | null;

  @Column({ type: 'timestamptz', name: 'sent_at', nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description: 'When it was handed to the bank, or out for delivery (发送时间); null until then.',
  })
  sentAt!: Date | null;

  @Column({ type: 'text', name: 'failure_code', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why the bank could not pay it, the last time (失败原因代码); null when it always could.',
  })
  failureCode!: string | null;

  @Column({ type: 'timestamptz', name: 'failed_at', nullable: true })
  failedAt!: Date | null;

  @Column({ type: 'text', name: 'released_by', nullable: true })
  releasedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'released_at', nullable: true })
  releasedAt!: Date | null;

  @Column({ type: 'text', name: 'release_reason', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was given up (释放原因); null unless it was.' })
  releaseReason!: string | null;

  @Column({ type: 'text', name: 'reversal_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it is to be taken back (冲销原因); null unless that was asked for.',
  })
  reversalReason!: string | null;

  @Column({ type: 'text', name: 'reversal_requested_by', nullable: true })
  reversalRequestedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'reversal_requested_at', nullable: true })
  reversalRequestedAt!: Date | null;

  @Column({ type: 'text', name: 'reversed_by', nullable: true })
  reversedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'reversed_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was taken back (冲销时间); null unless it was.' })
  reversedAt!: Date | null;
}
