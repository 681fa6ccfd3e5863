import { bigintTransformer } from '@nuan/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A worker known to the unions whose wages a case is about (欠薪职工), with what is owed to that person where it is stated. A case counts more
 * workers than it names, and is about more than is owed to these.
 */
@Entity({ name: 'wage_case_worker' })
export class WageCaseWorker {
  @PrimaryColumn({ type: 'uuid', name: 'wage_case_id' })
  readonly wageCaseId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'worker_id' })
  readonly workerId!: string;

  /** By which a row of a list says what it became. */
  @Column({ type: 'uuid', default: () => 'gen_random_uuid()' })
  readonly id!: string;

  /** Null where it isn't stated. */
  @Column({ type: 'bigint', name: 'owed_fen', transformer: bigintTransformer, nullable: true })
  owedFen!: bigint | null;

  /** Months of work that are unpaid; null where they aren't counted. */
  @Column({ type: 'integer', nullable: true })
  months!: number | null;
}
