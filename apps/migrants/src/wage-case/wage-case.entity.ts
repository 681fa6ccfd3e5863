import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { WageState } from './wage-state';

/**
 * Wages that an enterprise owes to migrant workers (欠薪案件). Recovered never exceeds owed, PAID means that all of it is
 * recovered, and by default the deadline is the day before Spring Festival (I30).
 */
@Entity({ name: 'wage_case' })
@Directive('@key(fields: "id")')
@ObjectType('WageCase', { description: 'A wage-arrears case of one enterprise (欠薪案件、工资清欠).' })
export class WageCase {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the case (编号).' })
  readonly id!: string;

  @Column({ type: 'text', name: 'case_no' })
  @Field(() => String, { description: 'Case number (案件编号), unique in the province.' })
  caseNo!: string;

  @Column({ type: 'uuid', name: 'enterprise_id' })
  enterpriseId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'inspection_id', nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'Inspection that found the case (督查编号); null when workers reported it.',
  })
  inspectionId!: string | null;

  /** Workers whose wages are owed. */
  @Column({ type: 'integer', name: 'workers' })
  workerCount!: number;

  @Column({ type: 'bigint', name: 'owed_fen', transformer: bigintTransformer })
  @Field(() => Money, { name: 'owed', description: 'Wages owed (拖欠金额), as verified or, before that, as reported.' })
  owedFen!: bigint;

  @Column({ type: 'bigint', name: 'recovered_fen', transformer: bigintTransformer })
  @Field(() => Money, { name: 'recovered', description: 'Wages paid so far (已追回金额); never more than owed.' })
  recoveredFen!: bigint;

  @Column({ type: 'text' })
  @Field(() => WageState, { description: 'State (案件状态).' })
  state!: WageState;

  @Column({ type: 'date', name: 'reported_on' })
  @Field(() => LocalDateScalar, { description: 'Day the case was taken up (登记日期).' })
  reportedOn!: string;

  @Column({ type: 'date', name: 'deadline_on' })
  @Field(() => LocalDateScalar, {
    name: 'deadline',
    description: 'Day by which the wages are to be paid (支付期限); by default the day before Spring Festival.',
  })
  deadlineOn!: string;

  @Column({ type: 'date', name: 'settled_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day the case was paid in full or closed (办结日期); null while it is open.',
  })
  settledOn!: string | null;

  @Column({ type: 'text', name: 'reported_by', nullable: true })
  reportedBy!: string | null;

  @Column({ type: 'text', name: 'verified_by', nullable: true })
  verifiedBy!: string | null;

  @Column({ type: 'date', name: 'verified_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day it was verified (核实日期); null when not on record.',
  })
  verifiedOn!: string | null;

  @Column({ type: 'date', name: 'ordered_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day the enterprise was told to pay (责令日期); null when not on record.',
  })
  orderedOn!: string | null;

  @Column({ type: 'text', name: 'legal_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it was handed to the law (转法律程序原因); null when it was not.',
  })
  legalReason!: string | null;

  @Column({ type: 'text', name: 'closed_reason', nullable: true })
  @Field(() => String, { nullable: true, description: 'How it ended (结案说明); null while it is not closed.' })
  closedReason!: string | null;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}
