import { bigintTransformer } from '@nuan/database';
import { Money } from '@nuan/federation';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A worker known to the unions whose wages a case is about (欠薪职工), with what is owed to that person where it is stated. A case counts more
 * workers than it names, and is about more than is owed to these.
 */
@Entity({ name: 'wage_case_worker' })
@ObjectType('WageCaseWorker', {
  description: 'A worker whom a wage case names (案件职工); a case counts more workers than it names.',
})
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
  @Field(() => Money, {
    name: 'owed',
    nullable: true,
    description: 'Wages owed to this person (拖欠金额); null where it is not stated.',
  })
  owedFen!: bigint | null;

  /** Months of work that are unpaid; null where they aren't counted. */
  @Column({ type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Months of work that are unpaid (拖欠月数); null where they are not counted.',
  })
  months!: number | null;
}
