import type { CountPrecision, CountUnit, TargetGroupKind } from '@nuan/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A group that a campaign names (慰问救助对象), with the unit it is counted in and how exact the campaign's count is. */
@Entity({ name: 'campaign_target_group' })
export class CampaignTargetGroup {
  @PrimaryColumn({ type: 'text', name: 'campaign_code' })
  readonly campaignCode!: string;

  @PrimaryColumn({ type: 'text', name: 'target_group' })
  readonly kind!: TargetGroupKind;

  @Column({ type: 'text' })
  unit!: CountUnit;

  @Column({ type: 'text', name: 'count_precision' })
  precision!: CountPrecision;

  /** Order in which the campaign names its groups, from 1. */
  @Column({ type: 'smallint' })
  position!: number;
}
