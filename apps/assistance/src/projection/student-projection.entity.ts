import type { StudyLevel } from '@nuan/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What assistance knows of a student (学生), copied from workers: the level of study and the parent's household. */
@Entity({ name: 'student_projection' })
export class StudentProjection {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  /** The parent's household file: a scholarship is always opened for the parent. */
  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  level!: StudyLevel;

  @Column({ type: 'boolean', name: 'is_migrant' })
  isMigrant!: boolean;

  /** Version of the student this row was taken from; it never goes backwards. */
  @Column({ type: 'bigint', name: 'source_version' })
  sourceVersion!: string;

  @Column({ type: 'timestamptz', name: 'projected_at', default: () => 'now()' })
  readonly projectedAt!: Date;
}
