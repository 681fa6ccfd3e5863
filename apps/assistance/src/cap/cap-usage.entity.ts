import { bigintTransformer } from '@nuan/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { CapScope } from '../aid-standard/cap-scope';

/**
 * Money of a calendar year (Asia/Shanghai) that counts against a cap (年度额度): set aside, on its way or paid. The lock of
 * the row decides between reservations that run at the same time (I19).
 */
@Entity({ name: 'cap_usage' })
export class CapUsage {
  /** The household; the student for aid to a student; else the person paid. */
  @PrimaryColumn({ type: 'uuid', name: 'subject_id' })
  readonly subjectId!: string;

  @PrimaryColumn({ type: 'text' })
  readonly scope!: CapScope;

  /** Target group and purpose, as 'FILED_HOUSEHOLD/LIVING'. */
  @PrimaryColumn({ type: 'text', name: 'cap_key' })
  readonly capKey!: string;

  @PrimaryColumn({ type: 'integer' })
  readonly year!: number;

  @Column({ type: 'bigint', name: 'used_fen', transformer: bigintTransformer })
  usedFen!: bigint;

  /** The cap that the last reservation was held against; null for usage loaded in bulk. */
  @Column({ type: 'bigint', name: 'limit_fen', nullable: true, transformer: bigintTransformer })
  limitFen!: bigint | null;
}
