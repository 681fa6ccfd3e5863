import { LocalDateScalar, Money, RegionCodeScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';

@InputType('SetMinLivingLineInput', { description: 'A minimum-living line from a day on (公布低保标准).' })
export class SetMinLivingLineInput {
  @Allow()
  @Field(() => RegionCodeScalar, { description: 'City or county (区划).' })
  readonly region!: string;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'First day (执行日期), after that of every line on record.' })
  readonly validFrom!: LocalDate;

  @Allow()
  @Field(() => Money, { description: 'Yuan per person and month (标准，元/人·月).' })
  readonly monthly!: bigint;

  @Length(2, 200)
  @Field(() => String, { description: 'The document that sets it (文件依据).' })
  readonly document!: string;
}

@InputType('FollowRegionSuccessionInput', {
  description: 'A division that ended, whose enterprises follow (区划调整承接).',
})
export class FollowRegionSuccessionInput {
  @Allow()
  @Field(() => RegionCodeScalar, { description: 'The division that ended (原区划).' })
  readonly region!: string;
}
