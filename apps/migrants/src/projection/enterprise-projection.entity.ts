import type { DistressKind, Industry } from '@nuan/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What migrants knows of an enterprise (企业), copied from enterprises: where it is, what it does, whether it is distressed. */
@Entity({ name: 'enterprise_projection' })
export class EnterpriseProjection {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  /** Null when the enterprise is not distressed. */
  @Column({ type: 'text', nullable: true })
  distress!: DistressKind | null;

  @Column({ type: 'text' })
  industry!: Industry;

  /** Version of the enterprise this row was taken from; it never goes backwards. */
  @Column({ type: 'bigint', name: 'source_version' })
  sourceVersion!: string;

  @Column({ type: 'timestamptz', name: 'projected_at', default: () => 'now()' })
  readonly projectedAt!: Date;
}
