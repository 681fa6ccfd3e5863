import type { DistressKind, Industry } from '@nuan/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What workers knows of an enterprise (企业), copied from enterprises: the facts that households and workers are filtered by. Not
 * part of the API: clients read the enterprise itself from its owner.
 */
@Entity({ name: 'enterprise_projection' })
export class EnterpriseProjection {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

  /** Its union; null when it has none on record. */
  @Column({ type: 'uuid', name: 'union_id', nullable: true })
  unionId!: string | null;

  /** Null when the enterprise is not distressed. */
  @Column({ type: 'text', nullable: true })
  distress!: DistressKind | null;

  @Column({ type: 'text' })
  industry!: Industry;

  @Column({ type: 'integer', nullable: true })
  headcount!: number | null;

  /** Day of its deregistration; null while it is registered. */
  @Column({ type: 'date', name: 'closed_on', nullable: true })
  closedOn!: string | null;

  /** Version of the enterprise that this row was taken from; it never goes backwards (I35). */
  @Column({ type: 'bigint', name: 'source_version' })
  sourceVersion!: string;
}
