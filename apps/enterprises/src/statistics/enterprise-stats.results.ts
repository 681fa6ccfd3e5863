import type { Figures } from '@nuan/disclosure';
import { Instant } from '@nuan/federation';
import { DistressKind, DiversionRoute } from '@nuan/kernel';
import { Field, Int, ObjectType } from 'type-graphql';

/** How many enterprises are in one kind of distress. */
@ObjectType('DistressKindCount', { description: 'How many enterprises are in one kind of distress (按困难类型计数).' })
export class DistressKindCount {
  @Field(() => DistressKind, { description: 'Kind of distress (困难类型).' })
  readonly kind!: DistressKind;

  @Field(() => Int, { nullable: true, description: 'Enterprises (家); null when suppressed.' })
  readonly count!: number | null;
}

/** How many workers were diverted by one route. */
@ObjectType('DiversionRouteCount', { description: 'How many workers were diverted by one route (按分流渠道计数).' })
export class DiversionRouteCount {
  @Field(() => DiversionRoute, { description: 'Route (安置渠道).' })
  readonly route!: DiversionRoute;

  @Field(() => Int, { nullable: true, description: 'Persons (人); null when suppressed.' })
  readonly count!: number | null;
}

/** What the enterprises of a region add up to (企业统计), exact at the last commit. */
@ObjectType('EnterpriseStats', {
  description:
    'What the enterprises of a region and everything below it add up to (企业统计), exact at the last commit.',
})
export class EnterpriseStats {
  @Field(() => Int, {
    nullable: true,
    description: 'Registered enterprises known to the unions (企业总数，家); null when suppressed.',
  })
  readonly total!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Enterprises in distress now (困难企业，家); null when suppressed.',
  })
  readonly distressed!: number | null;

  @Field(() => [DistressKindCount], { description: 'The same by kind (按类型); kinds without an enterprise count 0.' })
  readonly byKind!: readonly DistressKindCount[];

  @Field(() => Int, {
    nullable: true,
    description: 'Demonstration units for employment support now (支持就业示范单位，家); null when suppressed.',
  })
  readonly supportingEmployment!: number | null;

  @Field(() => Boolean, {
    description:
      'Whether one of the numbers without a campaign or year is withheld because it would point at few (是否隐去小数); for officers never.',
  })
  readonly suppressed!: boolean;

  @Field(() => Instant, {
    description: 'When the numbers held (统计时点): the moment of reading; for analysts when the release was made.',
  })
  readonly asOf!: Date;

  /** All figures of the region, for the fields with arguments. */
  readonly figures!: Figures;
}
