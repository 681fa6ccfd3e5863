import { Instant } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { TransferReason } from './transfer-state';

/**
 * The transfers of all files of a dissolved union (撤销工会档案成批转接), proposed in one act. Each is then accepted or declined by itself.
 * It holds no personal data.
 */
@Entity({ name: 'union_transfer' })
@ObjectType('UnionTransfer', {
  description:
    'The transfers of all files of a dissolved union (撤销工会档案成批转接), proposed in one act; each is accepted by itself.',
})
export class UnionTransfer {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the act (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'union_id' })
  unionId!: string;

  @Column({ type: 'uuid', name: 'successor_id' })
  successorId!: string;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

  /** Present region of the successor; a file that lies under it keeps its own. */
  @Column({ type: 'text', name: 'to_region_code', collation: 'C' })
  toRegionCode!: string;

  @Column({ type: 'text' })
  @Field(() => TransferReason, { description: 'Why the files move (转接原因).' })
  reason!: TransferReason;

  @Column({ type: 'integer', name: 'due_count' })
  @Field(() => Int, { description: 'Files that were to be proposed (应转接档案数).' })
  dueCount!: number;

  @Column({ type: 'integer', name: 'open_count' })
  @Field(() => Int, { description: 'Files left alone because a transfer of theirs was open already (已在转接).' })
  openCount!: number;

  @Column({ type: 'integer', name: 'busy_count' })
  @Field(() => Int, {
    description:
      'Files left alone because something else was under way: a review, an exit, a temporary file (暂不能转接).',
  })
  busyCount!: number;

  @Column({ type: 'text', name: 'proposed_by' })
  @Field(() => String, { description: 'User id of who proposed them (提出人).' })
  proposedBy!: string;

  @Column({ type: 'timestamptz', name: 'proposed_at' })
  @Field(() => Instant, { description: 'When they were proposed (提出时间).' })
  proposedAt!: Date;
}
