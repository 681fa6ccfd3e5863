import { LocalDateScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { PartnerShopStatus } from './partner-shop-status';

/** A shop under contract with a union that gives households on file a discount (签约超市); a new contract is a new row. */
@Entity({ name: 'partner_shop' })
@ObjectType('PartnerShop', {
  description: 'A shop under contract with a union, with a discount for households on file (签约超市).',
})
export class PartnerShop {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the shop (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Name of the shop (名称).' })
  name!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'union_id' })
  unionId!: string;

  @Column({ type: 'integer', name: 'discount_percent' })
  @Field(() => Int, { description: 'Taken off the price, in percent, 1 to 99 (优惠幅度，%).' })
  discountPercent!: number;

  @Column({ type: 'date', name: 'valid_from_on' })
  @Field(() => LocalDateScalar, { description: 'First day of the contract (签约起始日期).' })
  validFromOn!: string;

  @Column({ type: 'date', name: 'valid_to_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day of the contract as it was signed (到期日期); null when it is open-ended.',
  })
  validToOn!: string | null;

  @Column({ type: 'text', default: PartnerShopStatus.SIGNED })
  @Field(() => PartnerShopStatus, { description: 'Standing of the contract (签约状态).' })
  readonly status!: PartnerShopStatus;

  @Column({ type: 'date', name: 'ended_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day of a contract that was ended before its term (提前终止日期); null when it was not.',
  })
  readonly endedOn!: string | null;

  @Column({ type: 'text', name: 'ended_reason', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was ended (终止原因); null when it was not.' })
  readonly endedReason!: string | null;

  @Column({ type: 'date', name: 'corrected_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day on which a counter-entry took it back as wrong (更正日期); null while it stands.',
  })
  readonly correctedOn!: string | null;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version of the contract (版本), raised by every change.' })
  readonly version!: number;
}
