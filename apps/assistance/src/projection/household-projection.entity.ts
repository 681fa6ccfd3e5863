import type { ArchiveTier, FileStatus, HardshipCategory, HardshipCause } from '@nuan/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What assistance knows of a household file (困难职工档案), copied from workers: the facts that plans, pairings and the
 * coverage gap filter by. Not part of the API: clients read the household itself from its owner.
 */
@Entity({ name: 'household_projection' })
export class HouseholdProjection {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'union_id' })
  unionId!: string;

  @Column({ type: 'uuid', name: 'employer_id', nullable: true })
  employerId!: string | null;

  /** The head of the household (户主), who is the default payee. */
  @Column({ type: 'uuid', name: 'head_worker_id' })
  headWorkerId!: string;

  @Column({ type: 'text' })
  category!: HardshipCategory;

  @Column({ type: 'text' })
  tier!: ArchiveTier;

  @Column({ type: 'text' })
  status!: FileStatus;

  @Column({ type: 'boolean', name: 'is_migrant' })
  isMigrant!: boolean;

  @Column({ type: 'text', name: 'primary_cause' })
  primaryCause!: HardshipCause;

  @Column({ type: 'text', name: 'secondary_causes', array: true })
  secondaryCauses!: HardshipCause[];

  @Column({ type: 'date', name: 'recorded_on' })
  recordedOn!: string;

  @Column({ type: 'date', name: 'last_reviewed_on', nullable: true })
  lastReviewedOn!: string | null;

  @Column({ type: 'date', name: 'next_review_due_on', nullable: true })
  nextReviewDueOn!: string | null;

  /** Opaque token of the account registered for the head; null without one. */
  @Column({ type: 'text', name: 'account_token', nullable: true })
  accountToken!: string | null;

  /** Whether the name on the account was the head's when it was registered (I15); null where workers hasn't told. */
  @Column({ type: 'boolean', name: 'account_name_matches', nullable: true, default: true })
  accountNameMatches!: boolean | null;

  /** Until when an overdue file may be paid, as its officer confirmed (I26). */
  @Column({ type: 'date', name: 'stale_confirmed_until_on', nullable: true })
  staleConfirmedUntilOn!: string | null;

  /** Day on which the owner erased the data; null while it is kept. */
  @Column({ type: 'date', name: 'erased_on', nullable: true })
  erasedOn!: string | null;

  /** Version of the file this row was taken from; it never goes backwards. */
  @Column({ type: 'bigint', name: 'source_version' })
  sourceVersion!: string;

  @Column({ type: 'timestamptz', name: 'projected_at', default: () => 'now()' })
  readonly projectedAt!: Date;
}
