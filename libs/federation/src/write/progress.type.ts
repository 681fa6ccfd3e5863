import type { JobProgress } from '@nuan/facts';
import { Directive, Field, Int, ObjectType } from 'type-graphql';

import { registerEnum } from '../published-enums';
import { Instant } from '../scalars';

/** Where long work is (进度状态). */
export enum WorkState {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  DONE = 'DONE',
  FAILED = 'FAILED',
  CANCELLED = 'CANCELLED',
}

registerEnum(WorkState, 'WorkState', 'Where long work is (进度状态).', {
  QUEUED: 'Waiting to begin (排队).',
  RUNNING: 'Under way (进行中).',
  DONE: 'Finished (已完成).',
  FAILED: 'Ended by a problem, told in the message; what was done before stays (失败).',
  CANCELLED: 'Ended by request; what was done before stays (已取消).',
});

/** How far long work is (进度): imports, matching, batches of payments. */
@Directive('@shareable')
@ObjectType('Progress', { description: 'How far long work is (进度). Ask again to see it move.' })
export class Progress {
  @Field(() => String, { description: 'Which work (作业), such as batch.reserve.' })
  readonly kind!: string;

  @Field(() => WorkState, { description: 'Where it is (状态).' })
  readonly state!: WorkState;

  @Field(() => Int, { description: 'Items done so far, those with a problem included (已处理).' })
  readonly done!: number;

  @Field(() => Int, { nullable: true, description: 'Items in all (总数); null while it is not known.' })
  readonly total!: number | null;

  @Field(() => Int, { description: 'Items that ended in a problem of their own (有问题).' })
  readonly failed!: number;

  @Field(() => String, { nullable: true, description: 'Why it ended (说明); null while nothing is to be told.' })
  readonly message!: string | null;

  @Field(() => Instant, { nullable: true, description: 'When it began (开始时间); null while it waits.' })
  readonly startedAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: 'When it ended (结束时间); null while it runs.' })
  readonly finishedAt!: Date | null;
}

/** The progress of a job, as the API shows it; null where there is no job. */
export function progressOf(job: JobProgress | null): Progress | null {
  return job === null ? null : Object.assign(new Progress(), job, { state: WorkState[job.state] });
}
