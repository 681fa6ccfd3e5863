import { Count, Money } from '@nuan/federation';
import { Field, ObjectType } from 'type-graphql';

/** Donations of a region and campaign in sum. */
@ObjectType('DonationStats', {
  description: 'Donations of a region in sum (社会捐助统计). Cash and the value of goods are never added.',
})
export class DonationStats {
  @Field(() => Money, { nullable: true, description: 'Money given (捐款合计，元); null when suppressed.' })
  readonly cash!: bigint | null;

  @Field(() => Money, {
    nullable: true,
    description: 'Recorded value of the goods given (捐物价值合计，元); null when suppressed.',
  })
  readonly goodsValue!: bigint | null;

  @Field(() => Count, {
    nullable: true,
    description: 'Persons who received donated goods (受捐人数); null when suppressed.',
  })
  readonly recipients!: Count | null;

  @Field(() => Boolean, {
    description: 'Whether numbers are withheld because they would point at single people (是否隐藏).',
  })
  readonly suppressed!: boolean;
}
