import { Money } from '@nuan/federation';
import { Field, Int, ObjectType } from 'type-graphql';

import { PayStatus } from '../disbursement/pay-status';

/** How many lines of a batch are in one state, and what they come to. */
@ObjectType('BatchOutcome', { description: 'Lines of a batch in one state (批次结果): how many, and how much.' })
export class BatchOutcome {
  @Field(() => PayStatus, { description: 'State of the payments (发放状态).' })
  readonly status!: PayStatus;

  @Field(() => Int, { description: 'How many (笔数).' })
  readonly count!: number;

  @Field(() => Money, { description: 'How much (金额，元).' })
  readonly amount!: bigint;

  @Field(() => Int, { description: 'How many of them a rule holds back now (其中有问题的笔数).' })
  readonly heldBack!: number;
}
