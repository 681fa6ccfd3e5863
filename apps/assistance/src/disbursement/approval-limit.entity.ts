import { bigintTransformer } from '@nuan/database';
import { Money } from '@nuan/federation';
import { RegionLevel } from '@nuan/kernel';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How much an approver of a level may approve (审批权限): in one payment, and in one batch. What is above goes one level up. */
@Entity({ name: 'approval_limit' })
@ObjectType('ApprovalLimit', {
  description: 'How much an approver of a level may approve (审批权限). What is above goes one level up.',
})
export class ApprovalLimit {
  /** Level of the widest region that the approver may write in and that holds the payment. */
  @PrimaryColumn({ type: 'text' })
  @Field(() => RegionLevel, { description: 'Level of the approver (审批层级), by the widest region in its charge.' })
  readonly level!: RegionLevel;

  @Column({ type: 'bigint', name: 'per_payment_fen', nullable: true, transformer: bigintTransformer })
  @Field(() => Money, { nullable: true, description: 'In one payment (单笔限额，元); null for no limit.' })
  readonly perPayment!: bigint | null;

  @Column({ type: 'bigint', name: 'per_batch_fen', nullable: true, transformer: bigintTransformer })
  @Field(() => Money, { nullable: true, description: 'In one batch (单批限额，元); null for no limit.' })
  readonly perBatch!: bigint | null;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'What it rests on (依据).' })
  readonly basis!: string;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version of the limit (版本号), for expectedVersion; each change adds one.' })
  readonly version!: number;
}
