import type { TargetGroupKind } from '@nuan/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A line of a campaign's register (慰问对象名册). A beneficiary stands in a campaign once, in one group, so that groups are
 * disjoint and counts are of distinct beneficiaries (I11). The row stays when nothing reaches it: that is the coverage gap.
 */
@Entity({ name: 'campaign_beneficiary' })
export class CampaignBeneficiary {
  @PrimaryColumn({ type: 'text', name: 'campaign_code' })
  readonly campaignCode!: string;

  /** The household where a file exists, else the person. */
  @PrimaryColumn({ type: 'uuid', name: 'beneficiary_id' })
  readonly beneficiaryId!: string;

  @Column({ type: 'text', name: 'target_group' })
  group!: TargetGroupKind;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'boolean', name: 'is_migrant' })
  isMigrant!: boolean;

  /** Day of the first delivery of any kind: policy, job, information or money (四送). */
  @Column({ type: 'date', name: 'reached_on', nullable: true })
  reachedOn!: string | null;

  /** Day of the first payment. */
  @Column({ type: 'date', name: 'paid_on', nullable: true })
  paidOn!: string | null;
}
