import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What enterprises knows of a campaign (活动), copied from assistance, to check which one a visit names. Not part of the API. */
@Entity({ name: 'campaign_projection' })
export class CampaignProjection {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text' })
  code!: string;

  /** State of the campaign, in the words of assistance. */
  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'date', name: 'starts_on' })
  startsOn!: string;

  @Column({ type: 'date', name: 'ends_on', nullable: true })
  endsOn!: string | null;

  /** Version of the campaign this row was taken from; it never goes backwards. */
  @Column({ type: 'bigint', name: 'source_version' })
  sourceVersion!: string;

  @Column({ type: 'timestamptz', name: 'projected_at', default: () => 'now()' })
  readonly projectedAt!: Date;
}
