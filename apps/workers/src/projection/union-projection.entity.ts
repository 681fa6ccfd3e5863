import type { UnionLevel } from '@nuan/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What workers knows of a union (工会组织), copied from enterprises: whether it is dissolved and who took over its files. Not part of
 * the API: clients read the union itself from its owner.
 */
@Entity({ name: 'union_projection' })
export class UnionProjection {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  /** Name of the organisation (工会名称); null until its owner tells it. */
  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ type: 'text' })
  level!: UnionLevel;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

  /** Day of its dissolution; null while it exists. */
  @Column({ type: 'date', name: 'dissolved_on', nullable: true })
  dissolvedOn!: string | null;

  /** Who took over; null while it exists. */
  @Column({ type: 'uuid', name: 'successor_id', nullable: true })
  successorId!: string | null;

  /** Version of the union that this row was taken from; it never goes backwards (I35). */
  @Column({ type: 'bigint', name: 'source_version' })
  sourceVersion!: string;
}
