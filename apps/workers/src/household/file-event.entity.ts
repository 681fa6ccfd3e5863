import { Instant } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { FileEventKind } from './file-event-kind';

/** Something that happened to a file; appended, never changed. */
@Entity({ name: 'file_event' })
@ObjectType('FileEvent', { description: 'Something that happened to a file (档案大事记).' })
export class FileEvent {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the event (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  /** The person whom it is of; null for an event of the whole file. */
  @Column({ type: 'uuid', name: 'worker_id', nullable: true })
  personId!: string | null;

  @Column({ type: 'text' })
  @Field(() => FileEventKind, { description: 'What happened (事件).' })
  kind!: FileEventKind;

  @Column({ type: 'timestamptz', name: 'happened_at' })
  @Field(() => Instant, { description: 'When it happened (时间).' })
  happenedAt!: Date;

  @Column({ type: 'text', name: 'actor_id' })
  @Field(() => String, { description: 'User id of who did it (经办人).' })
  actorId!: string;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Remark (备注); null when there is none.' })
  note!: string | null;
}
