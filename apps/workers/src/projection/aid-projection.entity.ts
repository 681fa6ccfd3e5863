import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What workers knows of a household's aid (帮扶), copied from assistance: whether a plan is in force and when money last came. */
@Entity({ name: 'aid_projection' })
export class AidProjection {
  @PrimaryColumn({ type: 'uuid', name: 'household_id' })
  readonly householdId!: string;

  @Column({ type: 'boolean', name: 'has_active_plan' })
  hasActivePlan!: boolean;

  /** Day of the last payment that arrived; null before the first. */
  @Column({ type: 'date', name: 'last_aid_on', nullable: true })
  lastAidOn!: string | null;

  /** Version of the facts that this row was taken from; it never goes backwards (I35). */
  @Column({ type: 'bigint', name: 'source_version' })
  sourceVersion!: string;
}
