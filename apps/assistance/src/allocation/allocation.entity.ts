import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { type FundSource, UnionLevel } from '@nuan/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { AllocationStatus } from './allocation-status';

/**
 * Money of a fund at one union (资金分配). available + reserved + spent + passedDown = amount, always; the database refuses
 * anything else (I12). Balances are written by the ledger alone.
 */
@Entity({ name: 'allocation' })
@Directive('@key(fields: "id")')
@ObjectType('Allocation', {
  description: 'Money of a fund at one union (资金分配). available + reserved + spent + passedDown = amount, always.',
})
export class Allocation {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the allocation (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'fund_id' })
  fundId!: string;

  @Column({ type: 'text' })
  source!: FundSource;

  /** The allocation it was passed down from; null at the root. */
  @Column({ type: 'uuid', name: 'parent_id', nullable: true })
  parentId!: string | null;

  @Column({ type: 'uuid', name: 'from_union_id', nullable: true })
  fromUnionId!: string | null;

  @Column({ type: 'text', name: 'from_level', nullable: true })
  @Field(() => UnionLevel, {
    nullable: true,
    description: 'Level of the union that passed it down (下拨层级); null at the root.',
  })
  fromLevel!: UnionLevel | null;

  @Column({ type: 'uuid', name: 'to_union_id' })
  toUnionId!: string;

  @Column({ type: 'text', name: 'to_level' })
  @Field(() => UnionLevel, { description: 'Level of the union that holds it (接收层级).' })
  toLevel!: UnionLevel;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => AllocationStatus, { description: 'State of the allocation (下拨状态).' })
  status!: AllocationStatus;

  @Column({ type: 'date', name: 'issued_on' })
  @Field(() => LocalDateScalar, {
    description:
      'Day it was issued (下拨日期): that of its first money; of one that is only proposed, the day of the proposal.',
  })
  issuedOn!: string;

  @Column({ type: 'date', name: 'confirmed_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day its receipt was confirmed (确认日期); null until then.',
  })
  confirmedOn!: string | null;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Money received (下拨金额，元).' })
  readonly amount!: bigint;

  @Column({ type: 'bigint', name: 'available_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Free to reserve or pass down (可用金额，元).' })
  readonly available!: bigint;

  @Column({ type: 'bigint', name: 'reserved_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Set aside for payments that are decided and not yet paid (预留金额，元).' })
  readonly reserved!: bigint;

  @Column({ type: 'bigint', name: 'spent_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Paid to beneficiaries (已发放金额，元).' })
  readonly spent!: bigint;

  @Column({ type: 'bigint', name: 'passed_down_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Passed on to lower unions (已下拨金额，元).' })
  readonly passedDown!: bigint;

  /** Instant of the last posting; null before the first. */
  @Column({ type: 'timestamptz', name: 'moved_at', nullable: true })
  readonly movedAt!: Date | null;

  /** Who confirmed the receipt last. */
  @Column({ type: 'text', name: 'confirmed_by', nullable: true })
  confirmedBy!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, {
    description: 'Version of the record (版本), raised by every change of its state; 1 when it was made.',
  })
  version!: number;
}
