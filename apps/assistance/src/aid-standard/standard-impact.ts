import { Money } from '@nuan/federation';
import { Field, Int, ObjectType } from 'type-graphql';

/** What a standard would have refused of a year's payments (标准影响预估). */
@ObjectType('StandardImpact', {
  description: 'What a standard would have refused of the payments of a year (标准影响预估), in its region and below.',
})
export class StandardImpact {
  @Field(() => Int, { description: 'The calendar year looked at (参照年度).' })
  readonly year!: number;

  @Field(() => Int, { description: 'Payments of that group, purpose and category in it (发放笔数).' })
  readonly payments!: number;

  @Field(() => Int, { description: 'Those of them above perPayment (超单次上限笔数).' })
  readonly paymentsAbove!: number;

  @Field(() => Int, { description: 'Persons or households that got more than perYear (超年度上限对象数).' })
  readonly beneficiariesAbove!: number;

  @Field(() => Money, { description: 'What those got above perYear, in sum (超年度上限金额，元).' })
  readonly excess!: bigint;
}
