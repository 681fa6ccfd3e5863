import { LocalDateScalar } from '@nuan/federation';
import { TargetGroupKind } from '@nuan/kernel';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A line of a campaign's register (慰问对象名册). A beneficiary stands in a campaign once, in one group, so that groups are
 * disjoint and counts are of distinct beneficiaries (I11). The row stays when nothing reaches it: that is the coverage gap.
 */
@Entity({ name: 'campaign_beneficiary' })
@ObjectType('CampaignBeneficiary', {
  description: 'A line of a campaign’s register (慰问救助对象名册): a household or a person, once, in one group.',
})
export class CampaignBeneficiary {
  @PrimaryColumn({ type: 'text', name: 'campaign_code' })
  readonly campaignCode!: string;

  /** The household where a file exists, else the person. */
  @PrimaryColumn({ type: 'uuid', name: 'beneficiary_id' })
  @Field(() => ID, { description: 'The household where a file exists, else the person (对象编号).' })
  readonly beneficiaryId!: string;

  @Column({ type: 'text', name: 'target_group' })
  @Field(() => TargetGroupKind, { description: 'The group that it stands in (类别).' })
  group!: TargetGroupKind;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'boolean', name: 'is_migrant' })
  @Field(() => Boolean, { description: 'Whether it is a migrant worker or a household of one (是否农民工).' })
  isMigrant!: boolean;

  /** Day of the first delivery of any kind: policy, job, information or money (四送). */
  @Column({ type: 'date', name: 'reached_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day of the first delivery of any kind (首次覆盖日期); null while it is missed.',
  })
  reachedOn!: string | null;

  /** Day of the first payment. */
  @Column({ type: 'date', name: 'paid_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day of the first payment (首次发放日期); null before it.',
  })
  paidOn!: string | null;

  @Column({ type: 'date', name: 'withdrawn_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'Day on which the line was taken back before anything reached it (移出日期); it counts no more. Null otherwise.',
  })
  withdrawnOn!: string | null;

  @Column({ type: 'text', name: 'withdrawn_reason', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was taken back (移出原因); null otherwise.' })
  withdrawnReason!: string | null;
}
