import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What assistance knows of a person (职工), copied from workers: of which household. */
@Entity({ name: 'worker_projection' })
export class WorkerProjection {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  /** Union that the person is a member of; null for none. */
  @Column({ type: 'uuid', name: 'union_id', nullable: true })
  unionId!: string | null;

  @Column({ type: 'uuid', name: 'household_id', nullable: true })
  householdId!: string | null;

  /** Day on which the owner erased the data; null while it is kept. */
  @Column({ type: 'date', name: 'erased_on', nullable: true })
  erasedOn!: string | null;

  /** Version of the person this row was taken from; it never goes backwards. */
  @Column({ type: 'bigint', name: 'source_version' })
  sourceVersion!: string;

  @Column({ type: 'timestamptz', name: 'projected_at', default: () => 'now()' })
  readonly projectedAt!: Date;
}
