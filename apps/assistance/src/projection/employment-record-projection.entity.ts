import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What assistance knows of a placement (实现就业) or of a person in training (参训记录), copied from employment. */
@Entity({ name: 'employment_record_projection' })
export class EmploymentRecordProjection {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'person_id' })
  personId!: string;

  /** First day in the job; null for training. */
  @Column({ type: 'date', name: 'placed_on', nullable: true })
  placedOn!: string | null;

  /** The class, for training, and for nothing else: it tells the kinds apart. */
  @Column({ type: 'uuid', name: 'session_id', nullable: true })
  sessionId!: string | null;

  /** How far the training is, in the words of employment; null for a placement. */
  @Column({ type: 'text', nullable: true })
  state!: string | null;

  @Column({ type: 'date', name: 'completed_on', nullable: true })
  completedOn!: string | null;

  /** Version of the record this row was taken from; it never goes backwards. */
  @Column({ type: 'bigint', name: 'source_version' })
  sourceVersion!: string;

  @Column({ type: 'timestamptz', name: 'projected_at', default: () => 'now()' })
  readonly projectedAt!: Date;
}
