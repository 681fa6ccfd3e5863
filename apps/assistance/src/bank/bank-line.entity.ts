import { bigintTransformer } from '@nuan/database';
import { Instant, Money } from '@nuan/federation';
import type { AidPurpose, DeliveryMode } from '@nuan/kernel';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { BankLineState } from './bank-file-status';

/** One payment in one payment file, as it was sent, and what the bank said (发放文件明细). */
@Entity({ name: 'bank_line' })
@ObjectType('BankLine', {
  description: 'One payment in one payment file, and what the bank said of it (发放文件明细).',
})
export class BankLine {
  @PrimaryColumn({ type: 'uuid', name: 'file_id' })
  readonly fileId!: string;

  @PrimaryColumn({ type: 'integer', name: 'line_no' })
  @Field(() => Int, { description: 'Its place in the file (行号), from 1.' })
  readonly lineNo!: number;

  @Column({ type: 'uuid', name: 'disbursement_id' })
  disbursementId!: string;

  @Column({ type: 'uuid', name: 'payee_id' })
  payeeId!: string;

  @Column({ type: 'text' })
  mode!: DeliveryMode;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Amount that was sent (金额，元).' })
  readonly amount!: bigint;

  @Column({ type: 'text' })
  purpose!: AidPurpose;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text', name: 'account_token', nullable: true, select: false })
  accountToken?: string | null;

  @Column({ type: 'text' })
  @Field(() => BankLineState, { description: 'State of the line (状态).' })
  state!: BankLineState;

  @Column({ type: 'text', name: 'bank_ref', nullable: true })
  @Field(() => String, { nullable: true, description: 'The bank’s reference (银行流水号); null unless it is paid.' })
  bankRef!: string | null;

  @Column({ type: 'text', name: 'return_code', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why the bank could not pay (退回代码); null unless it could not.',
  })
  returnCode!: string | null;

  @Column({ type: 'timestamptz', name: 'answered_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When the answer was taken in (回盘时间); null until then.' })
  answeredAt!: Date | null;

  @Column({ type: 'uuid', name: 'answer_id', nullable: true })
  answerId!: string | null;

  @Column({ type: 'integer', name: 'query_attempts' })
  @Field(() => Int, { description: 'How often the bank was asked about it (查询次数).' })
  queryAttempts!: number;

  @Column({ type: 'timestamptz', name: 'queried_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When the bank was last asked (最近查询时间); null if never.' })
  queriedAt!: Date | null;

  @Column({ type: 'uuid', name: 'statement_id', nullable: true })
  statementId!: string | null;
}
