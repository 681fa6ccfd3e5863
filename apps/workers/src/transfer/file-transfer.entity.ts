import { Instant } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { TransferReason, TransferState } from './transfer-state';

/**
 * A transfer of a file between unions (档案转接). Both sides keep the record; the file itself is seen only where it is. Region
 * codes are those of the day, and stay as they were once it is decided (I32). It holds no personal data.
 */
@Entity({ name: 'file_transfer' })
@Directive('@key(fields: "id")')
@ObjectType('FileTransfer', {
  description: 'A transfer of a file between unions (档案转接), proposed by the one and accepted by the other.',
})
export class FileTransfer {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the transfer (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'text', name: 'file_no', collation: 'C' })
  @Field(() => String, { description: 'Number of the file (档案编号).' })
  fileNo!: string;

  @Column({ type: 'text' })
  @Field(() => TransferState, { description: 'State (转接状态).' })
  state!: TransferState;

  @Column({ type: 'text', name: 'from_region_code', collation: 'C' })
  fromRegionCode!: string;

  @Column({ type: 'uuid', name: 'from_union_id' })
  fromUnionId!: string;

  @Column({ type: 'text', name: 'to_region_code', collation: 'C' })
  toRegionCode!: string;

  @Column({ type: 'uuid', name: 'to_union_id' })
  toUnionId!: string;

  @Column({ type: 'text' })
  @Field(() => TransferReason, { description: 'Why the file moves (转接原因).' })
  reason!: TransferReason;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'The reason in words (说明).' })
  explanation!: string;

  @Column({ type: 'text', name: 'proposed_by' })
  @Field(() => String, { description: 'User id of who proposed it (提出人).' })
  proposedBy!: string;

  @Column({ type: 'timestamptz', name: 'proposed_at' })
  @Field(() => Instant, { description: 'When it was proposed (提出时间).' })
  proposedAt!: Date;

  @Column({ type: 'text', name: 'decided_by', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'User id of who accepted, declined or took it back (处理人); null before.',
  })
  decidedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'decided_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When that was (处理时间); null before.' })
  decidedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What was said to it (处理意见); null when nothing was.' })
  opinion!: string | null;

  /** The act that proposed the files of a dissolved union together; null when proposed by itself. */
  @Column({ type: 'uuid', name: 'union_transfer_id', nullable: true })
  unionTransferId!: string | null;

  /** The act that proposed the files of a deregistered employer together; null when proposed otherwise. */
  @Column({ type: 'uuid', name: 'employer_transfer_id', nullable: true })
  employerTransferId!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the transfer (版本), raised by every change.' })
  version!: number;
}
