import { Instant } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryColumn } from 'typeorm';

/** What every act is that proposes the transfers of many files together (成批转接): whose, how many, by whom. It holds no personal data. */
@ObjectType({ description: 'Core of an act that hands on many files (成批转接); not a type of its own.' })
export abstract class BulkTransfer {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the act (编号).' })
  readonly id!: string;

  /** Region of the dissolved union, or of the files; the first by code when they lie in several. */
  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

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
