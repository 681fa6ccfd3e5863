import { Count, Instant, Money } from '@nuan/federation';
import { AidPurpose, FundSource, TargetGroupKind } from '@nuan/kernel';
import { Field, Float, ObjectType } from 'type-graphql';

/** Money paid from one source. */
@ObjectType('AidBySource', { description: 'Money paid from one source (按资金来源).' })
export class AidBySource {
  @Field(() => FundSource, { description: 'Source of the money (资金来源).' })
  readonly source!: FundSource;

  @Field(() => Money, { nullable: true, description: 'Money paid (金额，元); null when suppressed.' })
  readonly amount!: bigint | null;
}

/** Money paid to one target group. */
@ObjectType('AidByGroup', { description: 'Money paid to one target group (按对象类别).' })
export class AidByGroup {
  @Field(() => TargetGroupKind, { description: 'The group (对象类别).' })
  readonly group!: TargetGroupKind;

  @Field(() => Count, {
    nullable: true,
    description:
      'Distinct households or persons paid (受助户数或人数); AT_LEAST where the campaign counts a lower bound (余); null when suppressed.',
  })
  readonly count!: Count | null;

  @Field(() => Money, { nullable: true, description: 'Money paid (金额，元); null when suppressed.' })
  readonly amount!: bigint | null;
}

/** Money paid for one purpose. */
@ObjectType('AidByPurpose', { description: 'Money paid for one purpose (按用途).' })
export class AidByPurpose {
  @Field(() => AidPurpose, { description: 'The purpose (救助用途).' })
  readonly purpose!: AidPurpose;

  @Field(() => Money, { nullable: true, description: 'Money paid (金额，元); null when suppressed.' })
  readonly amount!: bigint | null;
}

/** What was paid, in sum: in a region with all below it, or to the workers of an enterprise. */
@ObjectType('AidStats', {
  description:
    'What was paid, in sum (救助发放统计), from payments exact at the last commit; for analysts from the newest release, of a campaign or of a year. Parts without a payment are left out. Donated goods stand outside.',
})
export class AidStats {
  @Field(() => Money, { nullable: true, description: 'Money paid (发放金额，元); null when suppressed.' })
  readonly distributed!: bigint | null;

  @Field(() => [AidBySource], { description: 'By source of the money (按资金来源).' })
  readonly bySource!: AidBySource[];

  @Field(() => [AidByGroup], { description: 'By target group (按对象类别).' })
  readonly byGroup!: AidByGroup[];

  @Field(() => [AidByPurpose], { description: 'By purpose (按用途).' })
  readonly byPurpose!: AidByPurpose[];

  @Field(() => Float, {
    nullable: true,
    description:
      'Share of the money that was not paid in cash, 0 to 1 (非现金发放比例); null when nothing was paid or when suppressed.',
  })
  readonly nonCashRate!: number | null;

  @Field(() => Boolean, {
    description: 'Whether numbers are withheld because they would point at single people (是否隐藏).',
  })
  readonly suppressed!: boolean;

  @Field(() => Instant, {
    description: 'Instant that the figures state (截至时间): for analysts, that of the release.',
  })
  readonly asOf!: Date;
}
