import { Instant, registerEnum } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What happened to a file (档案事件). */
export enum FileEventKind {
  RECORDED = 'RECORDED',
  REVIEWED = 'REVIEWED',
  VISITED = 'VISITED',
  CATEGORY_CHANGED = 'CATEGORY_CHANGED',
  MOVED = 'MOVED',
  EXIT_PROPOSED = 'EXIT_PROPOSED',
  EXIT_PUBLICISED = 'EXIT_PUBLICISED',
  EXITED = 'EXITED',
  CANCELLED = 'CANCELLED',
  CLOSED = 'CLOSED',
}

registerEnum(FileEventKind, 'FileEventKind', 'What happened to a file (档案事件).', {
  RECORDED: 'Recorded (建档).',
  REVIEWED: 'Reviewed (复核).',
  VISITED: 'Visited at home (入户).',
  CATEGORY_CHANGED: 'Category changed (类别变更).',
  MOVED: 'Moved to another union or region (转接).',
  EXIT_PROPOSED: 'Exit proposed (拟退出).',
  EXIT_PUBLICISED: 'Exit put on public notice (退出公示).',
  EXITED: 'Left the register out of hardship (退出).',
  CANCELLED: 'De-registered (注销).',
  CLOSED: 'Closed after the follow-up (归档).',
});

/** Something that happened to a file; appended, never changed. */
@Entity({ name: 'file_event' })
@ObjectType('FileEvent', { description: 'Something that happened to a file (档案大事记).' })
export class FileEvent {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the event (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

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
