import { Instant } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The transfers of all files of a deregistered employer (注销单位档案成批转接), proposed in one act. Each is then accepted or declined by itself.
 * It holds no personal data.
 */
@Entity({ name: 'employer_transfer' })
@ObjectType('EmployerTransfer', {
  description:
    'The transfers of all files of a deregistered employer (注销单位档案成批转接), proposed in one act; each is accepted by itself.',
})
export class EmployerTransfer {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the act (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'enterprise_id' })
  enterpriseId!: string;

  /** Region of the files; the first by code when they lie in several. */
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
