import { bigintTransformer } from '@nuan/database';
import { Instant, LocalDateScalar, Money } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Documented own cost of a household's treatment (医疗自付费用). Payments for medical aid name it; what they use of it can't pass
 * the own cost (I22). It holds amounts and a document's number, never a diagnosis.
 */
@Entity({ name: 'medical_evidence' })
@ObjectType('MedicalEvidence', {
  description: 'Documented own cost of a household’s treatment (医疗自付费用凭证): the most that medical aid may give.',
})
export class MedicalEvidence {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  /** The member treated. */
  @Column({ type: 'uuid', name: 'person_id' })
  personId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'date', name: 'period_from' })
  @Field(() => LocalDateScalar, { description: 'First day of the treatment (治疗开始日期).' })
  periodFrom!: string;

  @Column({ type: 'date', name: 'period_to' })
  @Field(() => LocalDateScalar, { description: 'Last day of the treatment (治疗结束日期).' })
  periodTo!: string;

  @Column({ type: 'bigint', name: 'invoice_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Sum of the invoices (医疗费用总额，元).' })
  readonly invoice!: bigint;

  @Column({ type: 'bigint', name: 'reimbursed_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'What insurance and others paid of it (报销金额，元).' })
  readonly reimbursed!: bigint;

  @Column({ type: 'bigint', name: 'own_cost_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'What the household paid itself (自付金额，元).' })
  readonly ownCost!: bigint;

  @Column({ type: 'bigint', name: 'used_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Medical aid set aside or paid on it (已救助金额，元); at most ownCost.' })
  readonly used!: bigint;

  @Column({ type: 'text', name: 'document_ref' })
  @Field(() => String, { description: 'Number of the invoice or statement (票据编号).' })
  documentRef!: string;

  @Column({ type: 'text', name: 'recorded_by' })
  recordedBy!: string;

  @Column({ type: 'timestamptz', name: 'recorded_at' })
  @Field(() => Instant, { description: 'When it was recorded (登记时间).' })
  recordedAt!: Date;

  @Column({ type: 'text', name: 'withdrawn_by', nullable: true })
  withdrawnBy!: string | null;

  @Column({ type: 'timestamptz', name: 'withdrawn_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was withdrawn (撤回时间); null while it stands.' })
  withdrawnAt!: Date | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the record (版本), raised by every change; 1 when it was made.' })
  version!: number;
}
