import { bigintTransformer } from '@nuan/database';
import { Instant, Money } from '@nuan/federation';
import { AidPurpose, DeliveryMode, TargetGroupKind } from '@nuan/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { AmountRule } from './amount-rule';
import { BatchStatus } from './batch-status';

/**
 * A batch of payments (发放批次) of one fund, group, purpose and mode, decided together. Its lines are payments like any
 * other, with their own states; money is set aside in their order.
 */
@Entity({ name: 'payment_batch' })
@Directive('@key(fields: "id")')
@ObjectType('PaymentBatch', {
  description:
    'A batch of payments (发放批次) of one fund, group, purpose and mode, checked, approved and sent together.',
})
export class PaymentBatch {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the batch (编号).' })
  readonly id!: string;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version of the batch (版本号), for expectedVersion; each change adds one.' })
  version!: number;

  @Column({ type: 'text' })
  @Field(() => BatchStatus, { description: 'State of the batch (批次状态).' })
  status!: BatchStatus;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'What its maker called it (批次名称).' })
  title!: string;

  @Column({ type: 'text', name: 'campaign_code', nullable: true })
  campaignCode!: string | null;

  @Column({ type: 'text', name: 'target_group' })
  @Field(() => TargetGroupKind, { description: 'Group of all its beneficiaries (对象类别).' })
  group!: TargetGroupKind;

  @Column({ type: 'text' })
  @Field(() => AidPurpose, { description: 'Purpose of all its payments (救助用途).' })
  purpose!: AidPurpose;

  @Column({ type: 'text' })
  @Field(() => DeliveryMode, { description: 'How all of it reaches the persons (发放方式).' })
  mode!: DeliveryMode;

  @Column({ type: 'text', name: 'cash_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it is paid in cash (现金发放原因); null for every other mode.',
  })
  cashReason!: string | null;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'union_id' })
  unionId!: string;

  @Column({ type: 'uuid', name: 'fund_id' })
  fundId!: string;

  @Column({ type: 'uuid', name: 'allocation_id', nullable: true })
  allocationId!: string | null;

  @Column({ type: 'jsonb', name: 'amount_rule', nullable: true })
  amountRule!: AmountRule | null;

  @Column({ type: 'text', name: 'idempotency_key' })
  @Field(() => String, { description: 'Key of the request that made it (幂等键): the same key is the same batch.' })
  idempotencyKey!: string;

  @Column({ type: 'integer', name: 'line_count', default: 0 })
  @Field(() => Int, { description: 'Payments in the batch, whatever their state (明细笔数).' })
  lineCount!: number;

  @Column({ type: 'bigint', name: 'total_fen', default: 0, transformer: bigintTransformer })
  @Field(() => Money, { description: 'Sum of its payments, whatever their state (明细合计，元).' })
  total!: bigint;

  @Column({ type: 'integer', name: 'reserved_count', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Payments that hold money as it is presented for approval (送审笔数); null before.',
  })
  reservedCount!: number | null;

  @Column({ type: 'bigint', name: 'reserved_fen', nullable: true, transformer: bigintTransformer })
  @Field(() => Money, {
    nullable: true,
    description: 'Sum of the payments that hold money as it is presented for approval (送审金额，元); null before.',
  })
  reservedTotal!: bigint | null;

  @Column({ type: 'text', name: 'filed_by' })
  filedBy!: string;

  @Column({ type: 'timestamptz', name: 'filed_at' })
  @Field(() => Instant, { description: 'When it was made (制单时间).' })
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

  @Column({ type: 'text', name: 'sent_by', nullable: true })
  sentBy!: string | null;

  @Column({ type: 'timestamptz', name: 'sent_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When sending began (发送时间); null until then.' })
  sentAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'settled_at', nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description: 'When the last answer to what was sent came in (结清时间); null until then.',
  })
  settledAt!: Date | null;

  @Column({ type: 'text', name: 'cancelled_by', nullable: true })
  cancelledBy!: string | null;

  @Column({ type: 'timestamptz', name: 'cancelled_at', nullable: true })
  cancelledAt!: Date | null;

  @Column({ type: 'text', name: 'cancel_reason', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was given up (取消原因); null unless it was.' })
  cancelReason!: string | null;
}
