import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What a person reached in a calendar year, each outcome with the region that counts it, or null. One row per person and year, so
 * that every figure counts distinct persons and the cities add up to the province. Triggers write it; nothing else does.
 */
@Entity({ name: 'person_year_outcome' })
export class PersonYearOutcome {
  @PrimaryColumn({ type: 'uuid', name: 'person_id' })
  readonly personId!: string;

  @PrimaryColumn({ type: 'integer' })
  readonly year!: number;

  @Column({ type: 'text', name: 'trained_in', nullable: true })
  readonly trainedIn!: string | null;

  /** By training, referral or a demonstration unit. */
  @Column({ type: 'text', name: 'placed_in', nullable: true })
  readonly placedIn!: string | null;

  /** Of the placed. */
  @Column({ type: 'text', name: 'retained_6m_in', nullable: true })
  readonly retained6mIn!: string | null;

  @Column({ type: 'text', name: 'startup_hired_in', nullable: true })
  readonly startupHiredIn!: string | null;

  /** A migrant worker, by any route. */
  @Column({ type: 'text', name: 'migrant_placed_in', nullable: true })
  readonly migrantPlacedIn!: string | null;

  /** By any route. */
  @Column({ type: 'text', name: 'employed_in', nullable: true })
  readonly employedIn!: string | null;

  /** Of the placed. */
  @Column({ type: 'text', name: 'retained_3m_in', nullable: true })
  readonly retained3mIn!: string | null;

  /** Of the employed. */
  @Column({ type: 'text', name: 'employed_3m_in', nullable: true })
  readonly employed3mIn!: string | null;

  /** Of the employed. */
  @Column({ type: 'text', name: 'employed_6m_in', nullable: true })
  readonly employed6mIn!: string | null;
}
