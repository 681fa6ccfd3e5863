import { bigintTransformer } from '@nuan/database';
import { Instant, LocalDateScalar, Money } from '@nuan/federation';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { BankAnswerKind, BankAnswerStatus } from './bank-answer-status';

/** A file of the bank's (回盘文件): a result or a statement, applied once, with the bytes it came as. */
@Entity({ name: 'bank_answer' })
@ObjectType('BankAnswer', {
  description: 'A file of the bank’s (回盘文件): a result, or a day’s statement. Each is applied once.',
})
export class BankAnswer {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the file (编号).' })
  readonly id!: string;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version (版本), for updates.' })
  version!: number;

  @Column({ type: 'text' })
  @Field(() => BankAnswerStatus, { description: 'State of the file (状态).' })
  status!: BankAnswerStatus;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'How it came (来源): UPLOAD, or its name in the bank’s directory.' })
  source!: string;

  @Column({ type: 'text', nullable: true })
  @Field(() => BankAnswerKind, { nullable: true, description: 'What it is (类别); null until it is checked.' })
  kind!: BankAnswerKind | null;

  @Column({ type: 'text', name: 'answer_no', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The bank’s number of it (回盘文件号); null until it is checked.',
  })
  answerNo!: string | null;

  @Column({ type: 'text', nullable: true })
  encoding!: string | null;

  @Column({ type: 'date', name: 'dated_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day it speaks of (日期); null until it is checked.',
  })
  datedOn!: string | null;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'bigint', name: 'byte_count', transformer: bigintTransformer })
  readonly byteCount!: bigint;

  @Field(() => Float, { description: 'Bytes received so far (已接收字节数): where the next piece begins.' })
  get bytes(): number {
    return Number(this.byteCount);
  }

  @Column({ type: 'integer', name: 'line_count', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Its lines (行数); null until it is checked.' })
  lineCount!: number | null;

  @Column({ type: 'bigint', name: 'total_fen', nullable: true, transformer: bigintTransformer })
  @Field(() => Money, { nullable: true, description: 'Its control total (控制金额，元); null until it is checked.' })
  readonly total!: bigint | null;

  @Column({ type: 'bigint', name: 'lines_start_at', nullable: true, transformer: bigintTransformer })
  readonly linesStartAt!: bigint | null;

  @Column({ type: 'text', name: 'file_sha256', nullable: true })
  fileSha256!: string | null;

  @Column({ type: 'integer', name: 'applied_count' })
  @Field(() => Int, { description: 'Lines that moved a payment (已入账行数).' })
  appliedCount!: number;

  @Column({ type: 'integer', name: 'anomaly_count' })
  @Field(() => Int, { description: 'Lines that stand as anomalies, harmless ones included (异常行数).' })
  anomalyCount!: number;

  @Column({ type: 'text', name: 'fault_rule', nullable: true })
  @Field(() => String, { nullable: true, description: 'The rule by which it was refused (拒收规则); null otherwise.' })
  faultRule!: string | null;

  @Column({ type: 'integer', name: 'fault_line', nullable: true })
  @Field(() => Int, { nullable: true, description: 'The line at which it was refused (拒收行); null otherwise.' })
  faultLine!: number | null;

  @Column({ type: 'uuid', name: 'same_as_id', nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The file that is the same, which was applied already (相同文件编号); null otherwise.',
  })
  sameAsId!: string | null;

  @Column({ type: 'text', name: 'received_by' })
  receivedBy!: string;

  @Column({ type: 'timestamptz', name: 'received_at' })
  @Field(() => Instant, { description: 'When it began to come in (接收时间).' })
  receivedAt!: Date;

  @Column({ type: 'timestamptz', name: 'applied_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When its last line was matched (入账时间); null until then.' })
  appliedAt!: Date | null;
}
