import './published-enums';

import { CountPrecision, CountUnit } from '@nuan/kernel';
import { Directive, Field, Int, ObjectType } from 'type-graphql';

/** A number with its unit and precision, because the field's own reports mix households and persons (户/人) and say "at least" (余). */
@Directive('@shareable')
@ObjectType('Count', {
  description: 'A count with its unit and precision (带单位的数量). Counts of different units are never added.',
})
export class Count {
  @Field(() => Int, { description: 'The number counted (数值).' })
  readonly value!: number;

  @Field(() => CountUnit, { description: 'What was counted (单位).' })
  readonly unit!: CountUnit;

  @Field(() => CountPrecision, { description: 'Exact, a lower bound, or an estimate (精度).' })
  readonly precision!: CountPrecision;
}

/** A count of `value` units, exact unless said otherwise. */
export function countOf(value: number, unit: CountUnit, precision: CountPrecision = CountPrecision.EXACT): Count {
  return Object.assign(new Count(), { value, unit, precision });
}
