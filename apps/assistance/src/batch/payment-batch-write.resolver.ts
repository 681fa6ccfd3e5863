import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { PaymentBatch } from './payment-batch.entity';
import {
  AddBatchLinesInput,
  ApproveBatchInput,
  CancelBatchInput,
  ConfirmBatchDeliveryInput,
  CreatePaymentBatchInput,
  ReserveBatchInput,
  RetryBatchInput,
  SendBatchInput,
  ValidateBatchInput,
} from './payment-batch.inputs';
import {
  AddBatchLinesResult,
  ApproveBatchResult,
  CancelBatchResult,
  ConfirmBatchDeliveryResult,
  CreatePaymentBatchResult,
  ReserveBatchResult,
  RetryBatchResult,
  SendBatchResult,
  ValidateBatchResult,
} from './payment-batch.results';
import type { PaymentBatchWriter } from './payment-batch.writer';

type Outcome = Promise<PaymentBatch | Refusal>;

/** Mutations of batches of payments (发放批次). */
@Resolver(() => PaymentBatch)
export class PaymentBatchWriteResolver {
  constructor(private readonly writer: PaymentBatchWriter) {}

  @Mutation(() => CreatePaymentBatchResult, {
    description:
      'Makes a batch of payments (新建发放批次): its lines by a rule over the campaign’s register, or added later.',
  })
  createPaymentBatch(
    @Arg('input', () => CreatePaymentBatchInput, { description: 'The batch (批次).' }) input: CreatePaymentBatchInput,
    @Ctx() ctx: SubgraphContext,
  ): Outcome {
    return this.writer.create(ctx.viewer, input);
  }

  @Mutation(() => AddBatchLinesResult, {
    description: 'Adds payments to a batch that is being drawn up (添加批次明细).',
  })
  addBatchLines(
    @Arg('input', () => AddBatchLinesInput, { description: 'The payments (明细).' }) input: AddBatchLinesInput,
    @Ctx() ctx: SubgraphContext,
  ): Outcome {
    return this.writer.addLines(ctx.viewer, input);
  }

  @Mutation(() => ValidateBatchResult, { description: 'Has every draft of a batch checked (批次核验); long work.' })
  validateBatch(
    @Arg('input', () => ValidateBatchInput, { description: 'Which batch (批次).' }) input: ValidateBatchInput,
    @Ctx() ctx: SubgraphContext,
  ): Outcome {
    return this.writer.validate(ctx.viewer, input);
  }

  @Mutation(() => ReserveBatchResult, {
    description: 'Has money set aside for every checked line, in their order until it ends (批次预留); long work.',
  })
  reserveBatch(
    @Arg('input', () => ReserveBatchInput, { description: 'Which batch (批次).' }) input: ReserveBatchInput,
    @Ctx() ctx: SubgraphContext,
  ): Outcome {
    return this.writer.reserve(ctx.viewer, input);
  }

  @Mutation(() => ApproveBatchResult, {
    description:
      'Approves what a batch presents (批次审批), within the limit of one’s level; cash needs two approvers.',
  })
  approveBatch(
    @Arg('input', () => ApproveBatchInput, { description: 'Which batch (批次).' }) input: ApproveBatchInput,
    @Ctx() ctx: SubgraphContext,
  ): Outcome {
    return this.writer.approve(ctx.viewer, input);
  }

  @Mutation(() => SendBatchResult, { description: 'Has the approved lines handed over (批次发放); long work.' })
  sendBatch(
    @Arg('input', () => SendBatchInput, { description: 'Which batch (批次).' }) input: SendBatchInput,
    @Ctx() ctx: SubgraphContext,
  ): Outcome {
    return this.writer.send(ctx.viewer, input);
  }

  @Mutation(() => RetryBatchResult, {
    description:
      'Has money set aside again for what the bank could not pay (失败重发); the batch is then approved and sent anew, without the lines that are paid. Long work.',
  })
  retryBatch(
    @Arg('input', () => RetryBatchInput, { description: 'Which batch (批次).' }) input: RetryBatchInput,
    @Ctx() ctx: SubgraphContext,
  ): Outcome {
    return this.writer.retry(ctx.viewer, input);
  }

  @Mutation(() => ConfirmBatchDeliveryResult, {
    description:
      'Confirms that everything of a batch of goods, vouchers or cash was handed over (批次签收确认); long work.',
  })
  confirmBatchDelivery(
    @Arg('input', () => ConfirmBatchDeliveryInput, { description: 'Which batch (批次).' })
    input: ConfirmBatchDeliveryInput,
    @Ctx() ctx: SubgraphContext,
  ): Outcome {
    return this.writer.confirmDelivery(ctx.viewer, input);
  }

  @Mutation(() => CancelBatchResult, {
    description: 'Gives up a batch that has not been handed over (取消批次); its money is free again.',
  })
  cancelBatch(
    @Arg('input', () => CancelBatchInput, { description: 'Which batch, and why (批次与原因).' })
    input: CancelBatchInput,
    @Ctx() ctx: SubgraphContext,
  ): Outcome {
    return this.writer.cancel(ctx.viewer, input);
  }
}
