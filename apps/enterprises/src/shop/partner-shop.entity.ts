import { LocalDateScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A shop under contract with a union that gives households on file a discount (签约超市). */
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
    description: 'Last day of the contract (到期日期); null when it is open-ended.',
  })
  validToOn!: string | null;
}
