import { bigintTransformer } from '@nuan/database';
import { Instant, Money } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Money proposed for an allocation and issued by someone else (下拨单). An allocation has at most one that is open. */
@Entity({ name: 'passing_down' })
@ObjectType('PassingDown', {
  description: 'Money passed down to an allocation in one go (下拨单): proposed by one person, issued by another.',
})
export class PassingDown {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'allocation_id' })
  allocationId!: string;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'How much (金额，元).' })
  readonly amount!: bigint;

  @Column({ type: 'text', name: 'proposed_by' })
  proposedBy!: string;

  @Column({ type: 'timestamptz', name: 'proposed_at' })
  @Field(() => Instant, { description: 'When it was proposed (提出时间).' })
  proposedAt!: Date;

  @Column({ type: 'text', name: 'issued_by', nullable: true })
  issuedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'issued_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was issued (下拨时间); null until then.' })
  issuedAt!: Date | null;

  /** The ledger transaction that moved it. */
  @Column({ type: 'uuid', name: 'transaction_id', nullable: true })
  transactionId!: string | null;

  @Column({ type: 'text', name: 'withdrawn_by', nullable: true })
  withdrawnBy!: string | null;

  @Column({ type: 'timestamptz', name: 'withdrawn_at', nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description: 'When the proposal was withdrawn (撤回时间); null when it was not.',
  })
  withdrawnAt!: Date | null;
}
