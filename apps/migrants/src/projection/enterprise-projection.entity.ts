import type { DistressKind, Industry } from '@nuan/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What migrants knows of an enterprise (企业), copied from enterprises: its credit code, where it is, what it does, whether it is distressed. */
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

  /** Unified social credit code (统一社会信用代码), by which lists name it; null until the enterprise came with it. */
  @Column({ type: 'text', name: 'credit_code', nullable: true })
  creditCode!: string | null;

  /** Version of the enterprise this row was taken from; it never goes backwards. */
  @Column({ type: 'bigint', name: 'source_version' })
  sourceVersion!: string;

  @Column({ type: 'timestamptz', name: 'projected_at', default: () => 'now()' })
  readonly projectedAt!: Date;
}
