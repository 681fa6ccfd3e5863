import { Count, Money } from '@nuan/federation';
import { TargetGroupKind } from '@nuan/kernel';
import { Field, Int, ObjectType } from 'type-graphql';

/** One target group of a campaign and what was done for it. */
@ObjectType('CampaignGroup', {
  description: 'A target group of a campaign (慰问救助对象类别) and what was done for it. Groups are disjoint.',
})
export class CampaignGroup {
  @Field(() => TargetGroupKind, { description: 'The group (类别).' })
  readonly kind!: TargetGroupKind;

  @Field(() => Count, {
    nullable: true,
    description: 'How many stand on the register (应救助数), in the unit of the group; null when suppressed.',
  })
  readonly eligible!: Count | null;

  @Field(() => Count, {
    nullable: true,
    description:
      'How many distinct households or persons were reached (已救助数); AT_LEAST where the campaign counts a lower bound (余); null when suppressed.',
  })
  readonly count!: Count | null;

  @Field(() => Count, {
    nullable: true,
    description: 'Those of them that are migrant workers or their households (其中农民工); null when suppressed.',
  })
  readonly ofWhichMigrant!: Count | null;

  @Field(() => Money, { nullable: true, description: 'Money paid to the group (发放金额，元); null when suppressed.' })
  readonly amount!: bigint | null;

  @Field(() => Boolean, {
    description: 'Whether numbers are withheld because they would point at single people (是否隐藏).',
  })
  readonly suppressed!: boolean;
}

/** How far a campaign reached those on its register. */
@ObjectType('CampaignCoverage', {
  description:
    'How far a campaign reached those on its register (覆盖情况): entries of the register, each a household or a person as its group is counted.',
})
export class CampaignCoverage {
  @Field(() => Int, { nullable: true, description: 'Entries on the register (应覆盖); null when suppressed.' })
  readonly eligible!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Entries that something has reached: policy, job, information or money (已覆盖); null when suppressed.',
  })
  readonly reached!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Entries that nothing has reached (遗漏); 0 means nobody was missed; null when suppressed.',
  })
  readonly missed!: number | null;

  @Field(() => Boolean, {
    description: 'Whether numbers are withheld because they would point at single people (是否隐藏).',
  })
  readonly suppressed!: boolean;
}

/** The figures of one campaign, bounded to the regions of a viewer. */
export interface CampaignFigures {
  readonly groups: readonly CampaignGroup[];
  /** One count per unit; households and persons are never added, and a unit of which something is withheld is left out. */
  readonly total: readonly Count[];
  readonly coverage: CampaignCoverage;
  readonly distributedFen: bigint | null;
}
