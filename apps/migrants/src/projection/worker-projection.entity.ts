import type { OccupationGroup } from '@nuan/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What migrants knows of a person (职工), copied from workers: migrant or not, occupation, household and employer. */
@Entity({ name: 'worker_projection' })
export class WorkerProjection {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  /** Union that the person is a member of; null for none. */
  @Column({ type: 'uuid', name: 'union_id', nullable: true })
  unionId!: string | null;

  /** Null for a person without a filed household. */
  @Column({ type: 'uuid', name: 'household_id', nullable: true })
  householdId!: string | null;

  @Column({ type: 'uuid', name: 'employer_id', nullable: true })
  employerId!: string | null;

  @Column({ type: 'text', nullable: true })
  occupation!: OccupationGroup | null;

  @Column({ type: 'boolean', name: 'is_migrant' })
  isMigrant!: boolean;

  /** Day on which the owner erased the data; null while it is kept. */
  @Column({ type: 'date', name: 'erased_on', nullable: true })
  erasedOn!: string | null;

  /** Keyed hash of the ID number, by which lists name the person; null until it came with it, and when it was erased. */
  @Column({ type: 'text', name: 'number_token', nullable: true })
  numberToken!: string | null;

  /** Version of the person this row was taken from; it never goes backwards. */
  @Column({ type: 'bigint', name: 'source_version' })
  sourceVersion!: string;

  @Column({ type: 'timestamptz', name: 'projected_at', default: () => 'now()' })
  readonly projectedAt!: Date;
}
