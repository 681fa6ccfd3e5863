import { bigintTransformer } from '@nuan/database';
import { Instant, Money, registerEnum } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { BankAnomalyKind, BankAnomalyStatus } from './bank-answer-status';

/** How an anomaly was cleared up (处理方式). */
export enum AnomalyResolution {
  BANK_CORRECTED = 'BANK_CORRECTED',
  MONEY_RETURNED = 'MONEY_RETURNED',
  DISMISSED = 'DISMISSED',
}

registerEnum(AnomalyResolution, 'AnomalyResolution', 'How an anomaly was cleared up (处理方式).', {
  BANK_CORRECTED: 'The bank took its line back, or sent the right one (银行已更正).',
  MONEY_RETURNED: 'The bank gave the money back, or a return was posted (资金已退回).',
  DISMISSED: 'Looked into, and nothing is to be done (核实无误).',
});

/** What a line of the bank's says. */
export enum BankOutcome {
  PAID = 'PAID',
  FAILED = 'FAILED',
  DEBIT = 'DEBIT',
  CREDIT = 'CREDIT',
}

registerEnum(BankOutcome, 'BankOutcome', 'What a line of the bank’s says (银行结果).', {
  PAID: 'Paid (成功).',
  FAILED: 'Could not be paid (失败).',
  DEBIT: 'Money left the account, by a statement (支出).',
  CREDIT: 'Money came back to the account, by a statement (退回).',
});

/** A line of the bank's that could not be applied (对账异常), what it said and how it was cleared up: never dropped silently (I21). */
@Entity({ name: 'bank_anomaly' })
@ObjectType('BankAnomaly', {
  description: 'A line of the bank’s that could not be applied (对账异常). Nothing the bank says is dropped silently.',
})
export class BankAnomaly {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the anomaly (编号).' })
  readonly id!: string;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version (版本), for updates.' })
  version!: number;

  @Column({ type: 'text' })
  @Field(() => BankAnomalyKind, { description: 'Why it could not be applied (类别).' })
  kind!: BankAnomalyKind;

  @Column({ type: 'text' })
  @Field(() => BankAnomalyStatus, { description: 'State of the anomaly (状态).' })
  status!: BankAnomalyStatus;

  @Column({ type: 'uuid', name: 'answer_id' })
  answerId!: string;

  @Column({ type: 'integer', name: 'line_no' })
  @Field(() => Int, { description: 'The line’s number in the bank’s file (行号).' })
  lineNo!: number;

  @Column({ type: 'text', name: 'file_no' })
  @Field(() => String, { description: 'The payment file that the line names (发放文件号).' })
  fileNo!: string;

  @Column({ type: 'uuid', name: 'disbursement_id' })
  @Field(() => ID, { description: 'The payment that the line names (发放编号); it may be none of ours.' })
  disbursementId!: string;

  @Column({ type: 'text' })
  @Field(() => BankOutcome, { description: 'What the line says (银行结果).' })
  outcome!: BankOutcome;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Amount of the line (行内金额，元).' })
  readonly amount!: bigint;

  @Column({ type: 'bigint', name: 'sent_fen', nullable: true, transformer: bigintTransformer })
  @Field(() => Money, {
    nullable: true,
    description: 'Amount that was sent (送盘金额，元); null where nothing was sent under this id and file.',
  })
  readonly sentAmount!: bigint | null;

  @Column({ type: 'text', name: 'bank_ref', nullable: true })
  @Field(() => String, { nullable: true, description: 'The bank’s reference (银行流水号); null for a failure.' })
  bankRef!: string | null;

  @Column({ type: 'text', name: 'return_code', nullable: true })
  @Field(() => String, { nullable: true, description: 'The bank’s code (退回代码); null where it gave none.' })
  returnCode!: string | null;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'timestamptz', name: 'found_at' })
  @Field(() => Instant, { description: 'When it was found (发现时间).' })
  foundAt!: Date;

  @Column({ type: 'text', nullable: true })
  @Field(() => AnomalyResolution, { nullable: true, description: 'How it was cleared up (处理方式); null until then.' })
  resolution!: AnomalyResolution | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What was found out (处理说明); null until then.' })
  reason!: string | null;

  @Column({ type: 'text', name: 'resolved_by', nullable: true })
  resolvedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'resolved_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was cleared up (处理时间); null until then.' })
  resolvedAt!: Date | null;
}
