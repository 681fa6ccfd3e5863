import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';

import { Disbursement } from '../disbursement/disbursement.entity';
import type { FundsInsufficient } from '../ledger/funds-insufficient';
import { PaymentReturn } from './payment-return.entity';
import { PostPaymentReturnInput, PostPaymentReturnResult } from './payment-return';
import type { PaymentReturnWriter } from './payment-return.writer';

/** Money of payments that came back (资金退回). */
@Resolver(() => Disbursement)
export class PaymentReturnResolver {
  constructor(private readonly writer: PaymentReturnWriter) {}

  @Mutation(() => PostPaymentReturnResult, {
    description:
      'Posts part of a payment that the bank gave back (登记部分退回) as a linked counter-entry; the payment stays paid.',
  })
  postPaymentReturn(
    @Arg('input', () => PostPaymentReturnInput, { description: 'What came back (退回).' })
    input: PostPaymentReturnInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PaymentReturn | Refusal | FundsInsufficient> {
    return this.writer.post(ctx.viewer, { ...input, anomalyId: input.anomalyId ?? null });
  }

  @FieldResolver(() => [PaymentReturn], {
    description: 'Parts of it that the bank gave back (部分退回), the oldest first.',
  })
  returns(@Root() payment: Disbursement, @Ctx() ctx: SubgraphContext): Promise<readonly PaymentReturn[]> {
    return ctx.load(this.writer.loadByPayment, payment.id);
  }
}
