import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { DeliveryMode } from '@nuan/kernel';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A travel subsidy that assistance is asked to pay by account (交通补贴申请); it learns of it from the change feed. */
@Entity({ name: 'travel_subsidy_request' })
@ObjectType('TravelSubsidyRequest', {
  description:
    'A travel subsidy for one person that assistance is asked to pay by card or passbook (交通补贴申请); never changed.',
})
export class TravelSubsidyRequest {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the request (编号), by which assistance files the payment.' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'return_service_id' })
  returnServiceId!: string;

  @Column({ type: 'uuid', name: 'worker_id' })
  workerId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  @Field(() => Money, { name: 'amount', description: 'How much is asked for (申请金额).' })
  amountFen!: bigint;

  @Column({ type: 'text', default: DeliveryMode.BANK_CARD })
  @Field(() => DeliveryMode, { description: 'By which account it is to be paid (发放方式): card or passbook.' })
  mode!: DeliveryMode;

  @Column({ type: 'date', name: 'requested_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the request (申请日期).' })
  requestedOn!: string;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本).' })
  version!: number;
}
