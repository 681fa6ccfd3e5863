import { bigintTransformer } from '@nuan/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { SpendingPurpose } from './spending-purpose';

/**
 * Money spent on employment (就业创业资金支出): a posting on exactly one training programme, start-up project or pilot city.
 * Append-only (I36); a correction is a second posting that reverses the first in full.
 */
@Entity({ name: 'employment_payment' })
export class EmploymentPayment {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text' })
  purpose!: SpendingPurpose;

  @Column({ type: 'uuid', name: 'training_program_id', nullable: true })
  trainingProgramId!: string | null;

  @Column({ type: 'uuid', name: 'startup_project_id', nullable: true })
  startupProjectId!: string | null;

  @Column({ type: 'uuid', name: 'pilot_id', nullable: true })
  pilotId!: string | null;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'date', name: 'paid_on' })
  paidOn!: string;

  /** Negative for a reversal. */
  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  amountFen!: bigint;

  @Column({ type: 'uuid', name: 'reverses_id', nullable: true })
  reversesId!: string | null;
}
