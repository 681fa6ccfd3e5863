import { LocalDateScalar, RegionCodeScalar } from '@nuan/federation';
import { AidPurpose, ArchiveTier, TargetGroupKind } from '@nuan/kernel';
import { Field, ObjectType } from 'type-graphql';

/** The earmark of a fund (专款专用): whom and what it may pay for, and whether it must be passed down in full (全额下拨). */
@ObjectType('FundRule', { description: 'The earmark of a fund (专款专用): whom and what its money may pay for.' })
export class FundRule {
  @Field(() => [TargetGroupKind], { description: 'Target groups it may pay (适用对象).' })
  readonly groups!: TargetGroupKind[];

  @Field(() => [AidPurpose], { description: 'Purposes it may serve (资金用途).' })
  readonly purposes!: AidPurpose[];

  @Field(() => [ArchiveTier], {
    description: 'Tiers of file it may pay (适用建档标准); empty when every tier is admitted.',
  })
  readonly tiers!: ArchiveTier[];

  @Field(() => [RegionCodeScalar], {
    description:
      'Regions it may pay in, each with everything below (适用区域); empty for the whole region of the fund.',
  })
  readonly regions!: string[];

  @Field(() => Boolean, { description: 'Whether the level that raised it must pass all of it down (全额下拨).' })
  readonly passesDownInFull!: boolean;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'By when all of it must be passed down (下拨期限); null when it need not be.',
  })
  readonly passDownDueOn!: string | null;
}
