import { bigintTransformer } from '@nuan/database';
import { Instant, LocalDateScalar, Money } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { BankFileStatus } from './bank-file-status';
import { FileEncoding } from './file-encoding';

/**
 * A payment file for the bank (发放文件). It is committed with its checksum before a byte of it is written, so that however
 * often it is sent, the bank gets the same bytes under the same number.
 */
@Entity({ name: 'bank_file' })
@ObjectType('BankFile', {
  description: 'A payment file for the bank (发放文件). Sent again, it is the same bytes under the same number.',
})
export class BankFile {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the file (编号).' })
  readonly id!: string;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version (版本), for updates.' })
  version!: number;

  @Column({ type: 'text', name: 'file_no' })
  @Field(() => String, { description: 'Number of the file (文件号), which the bank repeats in every answer.' })
  fileNo!: string;

  @Column({ type: 'text' })
  @Field(() => BankFileStatus, { description: 'State of the file (状态).' })
  status!: BankFileStatus;

  @Column({ type: 'uuid', name: 'batch_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'Its batch (发放批次编号); null for payments filed one by one.' })
  batchId!: string | null;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => FileEncoding, { description: 'How its text is written (文件编码).' })
  encoding!: FileEncoding;

  @Column({ type: 'date', name: 'prepared_on' })
  @Field(() => LocalDateScalar, { description: 'Day it was opened (生成日期).' })
  preparedOn!: string;

  @Column({ type: 'integer', name: 'line_count' })
  @Field(() => Int, { description: 'Payments in it (笔数); grows while it is being prepared.' })
  lineCount!: number;

  @Column({ type: 'bigint', name: 'total_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Sum of its payments (合计金额，元).' })
  readonly total!: bigint;

  @Column({ type: 'text', name: 'lines_sha256', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of its lines as they are written (校验和); null while they are being collected.',
  })
  linesSha256!: string | null;

  @Column({ type: 'text', name: 'opened_by' })
  openedBy!: string;

  @Column({ type: 'timestamptz', name: 'opened_at' })
  @Field(() => Instant, { description: 'When it was opened (生成时间).' })
  openedAt!: Date;

  @Column({ type: 'timestamptz', name: 'written_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was handed over (送银行时间); null until then.' })
  writtenAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'answered_at', nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description: 'When its last line was answered (全部回盘时间); null until then.',
  })
  answeredAt!: Date | null;
}
