import { Money } from '@nuan/federation';
import { yuan } from '@nuan/kernel';
import { Field, ID, ObjectType } from 'type-graphql';

/** An allocation doesn't hold what a posting asks of it: the ledger refused the overdraft, and nothing moved. */
@ObjectType('FundsInsufficient', {
  description: 'The allocation does not hold that much (资金不足); nothing was changed.',
})
export class FundsInsufficient {
  @Field(() => String, { description: 'The rule (规则): always FUNDS_SUFFICIENT.' })
  readonly rule: string = 'FUNDS_SUFFICIENT';

  @Field(() => String, { description: 'Path of the input field at fault (字段).' })
  readonly field: string = 'amount';

  @Field(() => ID, { description: 'The allocation that is short (资金分配编号).' })
  readonly allocationId: string;

  @Field(() => Money, { description: 'What it holds for this (可用金额，元), at the moment of the refusal.' })
  readonly available: bigint;

  @Field(() => Money, { description: 'What was asked of it (所需金额，元), the whole request added up.' })
  readonly requested: bigint;

  @Field(() => String, { description: 'What is wrong and what to do next (说明).' })
  readonly message: string;

  constructor(allocationId: string, available: bigint, requested: bigint) {
    this.allocationId = allocationId;
    this.available = available;
    this.requested = requested;
    this.message = `The allocation holds ${yuan(available)}, ${yuan(requested)} is asked: pay less, or have more passed down.`;
  }
}
