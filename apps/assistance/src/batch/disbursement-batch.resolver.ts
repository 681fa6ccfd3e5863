import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Disbursement } from '../disbursement/disbursement.entity';
import { PaymentBatch } from './payment-batch.entity';
import type { PaymentBatchService } from './payment-batch.service';

/** The batch of a payment, batched over the page. */
@Resolver(() => Disbursement)
export class DisbursementBatchResolver {
  constructor(private readonly batches: PaymentBatchService) {}

  @FieldResolver(() => PaymentBatch, {
    nullable: true,
    description: 'The batch that it is a line of (所属批次); null for a payment filed alone.',
  })
  batch(@Root() { batchId }: Disbursement, @Ctx() ctx: SubgraphContext): Promise<PaymentBatch | null> | null {
    return batchId === null ? null : ctx.load(this.batches.loadMany, batchId);
  }
}
