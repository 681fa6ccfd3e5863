import { LocalDateScalar, Money } from '@nuan/federation';
import { Field, Int, ObjectType } from 'type-graphql';

import { Fund } from './fund.entity';

/** Money that a raising union keeps although all of it must be passed down (应下拨未下拨资金, I13). */
@ObjectType('PassDownDue', {
  description: 'Money that a raising union still keeps of a fund that must be passed down in full (应下拨未下拨资金).',
})
export class PassDownDue {
  @Field(() => Fund, { description: 'The fund (资金).' })
  readonly fund!: Fund;

  @Field(() => Money, { description: 'What is still kept (留存金额，元); above 0.00.' })
  readonly retained!: bigint;

  @Field(() => LocalDateScalar, { description: 'By when it must be passed down (下拨期限).' })
  readonly dueOn!: string;

  @Field(() => Int, { description: 'Days until then (剩余天数); below 0 once the day is over.' })
  readonly daysLeft!: number;

  @Field(() => Boolean, { description: 'Whether the day is over (是否逾期).' })
  readonly isOverdue!: boolean;
}
