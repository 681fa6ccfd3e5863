import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What assistance knows of a placement (实现就业), a person in training (参训记录), a start-up project (创业项目) or a productive asset (生产资料), copied from employment. */
@Entity({ name: 'employment_record_projection' })
export class EmploymentRecordProjection {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'person_id' })
  personId!: string;

  /** First day in the job, for a placement and for nothing else. */
  @Column({ type: 'date', name: 'placed_on', nullable: true })
  placedOn!: string | null;

  /** The class, for training, and for nothing else: it tells the kinds apart. */
  @Column({ type: 'uuid', name: 'session_id', nullable: true })
  sessionId!: string | null;

  /** How far the training is, in the words of employment; null for everything else. */
  @Column({ type: 'text', nullable: true })
  state!: string | null;

  @Column({ type: 'date', name: 'completed_on', nullable: true })
  completedOn!: string | null;

  /** State of a start-up project, in the words of employment; null for everything else. */
  @Column({ type: 'text', name: 'startup_state', nullable: true })
  startupState!: string | null;

  /** Day its support was granted; null before that, and once it was taken back. */
  @Column({ type: 'date', name: 'funded_on', nullable: true })
  fundedOn!: string | null;

  /** State of a productive asset, in the words of employment; null for everything else. */
  @Column({ type: 'text', name: 'asset_state', nullable: true })
  assetState!: string | null;

  @Column({ type: 'date', name: 'given_on', nullable: true })
  givenOn!: string | null;

  /** Version of the record this row was taken from; it never goes backwards. */
  @Column({ type: 'bigint', name: 'source_version' })
  sourceVersion!: string;

  @Column({ type: 'timestamptz', name: 'projected_at', default: () => 'now()' })
  readonly projectedAt!: Date;
}
