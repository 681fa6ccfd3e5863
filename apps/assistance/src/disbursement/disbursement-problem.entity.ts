import { Instant } from '@nuan/federation';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A rule that a payment was found to break (核验问题): it stays behind while the other lines go on. */
@Entity({ name: 'disbursement_problem' })
@ObjectType('DisbursementProblem', {
  description: 'A rule that a payment was found to break (核验问题). The payment stays behind; the other lines go on.',
})
export class DisbursementProblem {
  @PrimaryColumn({ type: 'uuid', name: 'disbursement_id' })
  readonly disbursementId!: string;

  @PrimaryColumn({ type: 'text' })
  @Field(() => String, { description: 'The rule, by its stable name (规则).' })
  readonly rule!: string;

  @PrimaryColumn({ type: 'timestamptz', name: 'found_at' })
  @Field(() => Instant, { description: 'When it was found (发现时间).' })
  readonly foundAt!: Date;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'What is at fault, as a field of the input (字段).' })
  readonly field!: string;

  /** Enum values, dates and amounts that say why. */
  @Column({ type: 'jsonb' })
  readonly facts!: Readonly<Record<string, string | number | boolean | null>>;

  @Column({ type: 'uuid', name: 'batch_id', nullable: true })
  readonly batchId!: string | null;

  @Column({ type: 'timestamptz', name: 'resolved_at', nullable: true })
  resolvedAt!: Date | null;
}
