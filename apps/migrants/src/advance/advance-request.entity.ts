import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Wages of a case to be advanced before the enterprise pays (欠薪垫付申请), handed over to assistance. */
@Entity({ name: 'advance_request' })
@Directive('@key(fields: "id")')
@ObjectType('AdvanceRequest', {
  description:
    'Wages of a case to be advanced before the enterprise pays (欠薪垫付申请); assistance files the payment. What is owed stays owed.',
})
export class AdvanceRequest {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the request (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'wage_case_id' })
  readonly wageCaseId!: string;

  @Column({ type: 'uuid', name: 'enterprise_id' })
  readonly enterpriseId!: string;

  @Column({ type: 'text', name: 'region_code' })
  readonly regionCode!: string;

  @Column({ type: 'integer', name: 'workers' })
  readonly workerCount!: number;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  @Field(() => Money, { name: 'amount', description: 'How much is to be advanced (垫付金额).' })
  readonly amountFen!: bigint;

  @Column({ type: 'smallint', name: 'share_percent' })
  @Field(() => Int, { description: 'Share of the wages owed that the rule allowed, in per cent (垫付比例，%).' })
  readonly sharePercent!: number;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Why it cannot wait (垫付原因).' })
  readonly reason!: string;

  @Column({ type: 'date', name: 'requested_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the request (申请日期).' })
  readonly requestedOn!: string;

  @Column({ type: 'text', name: 'requested_by' })
  readonly requestedBy!: string;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本).' })
  readonly version!: number;
}
