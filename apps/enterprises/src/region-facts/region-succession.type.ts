import { LocalDateScalar } from '@nuan/federation';
import { Field, Int, ObjectType } from 'type-graphql';

import { Region } from '../references/region.reference';

/** A division that ended, the one that took its place, and what has not followed yet (区划调整). */
@ObjectType('RegionSuccession', {
  description: 'A division that ended, the one that took its place, and what has not followed yet (区划调整).',
})
export class RegionSuccession {
  @Field(() => Region, { description: 'The division that ended (原区划).' })
  readonly region!: Region;

  @Field(() => Region, { description: 'The division that took its place (承接区划).' })
  readonly successor!: Region;

  @Field(() => LocalDateScalar, { description: 'Last day of the old one (原区划截止日期).' })
  readonly endedOn!: string;

  @Field(() => Int, { description: 'Registered enterprises that still stand under the old one (未迁移企业数).' })
  readonly enterprises!: number;

  @Field(() => Int, { description: 'Unions that still stand under the old one (未调整工会数).' })
  readonly unions!: number;

  @Field(() => Int, {
    description:
      'Contracts with shops that ran on after it ended and still stand under the old one (未迁移签约超市数).',
  })
  readonly shops!: number;

  @Field(() => Boolean, {
    description: 'Whether neither the successor nor its city has a minimum-living line on that day (是否缺低保标准).',
  })
  readonly isLineMissing!: boolean;
}
