import { Money, mutationResult } from '@nuan/federation';
import { Allow } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { FundsInsufficient } from '../ledger/funds-insufficient';
import { PaymentReturn } from './payment-return.entity';

/** Part of a payment that came back. */
@InputType('PostPaymentReturnInput', { description: 'Part of a payment that the bank gave back (登记部分退回).' })
export class PostPaymentReturnInput {
  @Allow()
  @Field(() => String, {
    description: 'Key of the request (幂等键), 8 to 200 characters: the same key is the same return.',
  })
  idempotencyKey!: string;

  @Allow()
  @Field(() => ID, { description: 'The payment (发放编号).' })
  id!: string;

  @Allow()
  @Field(() => Int, { description: 'Version of the payment that you saw (版本).' })
  expectedVersion!: number;

  @Allow()
  @Field(() => Money, { description: 'What came back (退回金额，元): less than the whole payment.' })
  amount!: bigint;

  @Allow()
  @Field(() => String, { description: 'The bank’s reference of the return (银行流水号): letters, digits and hyphens.' })
  bankRef!: string;

  @Allow()
  @Field(() => String, { description: 'Why it came back (退回原因), 2 to 500 characters; no personal data.' })
  reason!: string;

  @Allow()
  @Field(() => ID, {
    nullable: true,
    description: 'The anomaly that told of it (对账异常编号), which is cleared up with it.',
  })
  anomalyId?: string | null;
}

export const PostPaymentReturnResult = mutationResult(
  'PostPaymentReturnResult',
  'What came of posting a return (登记退回结果).',
  () => [PaymentReturn, FundsInsufficient],
);
