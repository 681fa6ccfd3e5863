import type { DistressKind, Industry } from '@nuan/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What employment knows of an enterprise (企业), copied from enterprises, for filters on employers. Not part of the API. */
@Entity({ name: 'enterprise_projection' })
export class EnterpriseProjection {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  industry!: Industry;

  @Column({ type: 'text', nullable: true })
  distress!: DistressKind | null;

  /** A demonstration unit for employment support (支持就业示范单位). */
  @Column({ type: 'boolean', name: 'is_demonstration' })
  isDemonstration!: boolean;

  /** By which lists name it; null until it came with it. */
  @Column({ type: 'text', name: 'credit_code', nullable: true })
  creditCode!: string | null;

  /** Version of the enterprise this row was taken from; it never goes backwards. */
  @Column({ type: 'bigint', name: 'source_version' })
  sourceVersion!: string;

  @Column({ type: 'timestamptz', name: 'projected_at', default: () => 'now()' })
  readonly projectedAt!: Date;
}
