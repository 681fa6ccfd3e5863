import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { HealthCheckBatch } from './health-check-batch.entity';
import type { HealthCheckWriter } from './health-check.writer';
import {
  CancelHealthCheckBatchInput,
  CancelHealthCheckBatchResult,
  CloseHealthCheckBatchInput,
  CloseHealthCheckBatchResult,
  PlanHealthCheckBatchInput,
  PlanHealthCheckBatchResult,
  RecordHealthCheckBatchInput,
  RecordHealthCheckBatchResult,
} from './health-check-write.inputs';

/** Mutations of batches of free health checks (免费体检批次). */
@Resolver(() => HealthCheckBatch)
export class HealthCheckWriteResolver {
  constructor(private readonly writer: HealthCheckWriter) {}

  @Mutation(() => PlanHealthCheckBatchResult, {
    description: 'Plans free health checks for one occupation (筹备体检).',
  })
  planHealthCheckBatch(
    @Arg('input', () => PlanHealthCheckBatchInput, { description: 'The batch (批次).' })
    input: PlanHealthCheckBatchInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<HealthCheckBatch | Refusal> {
    return this.writer.plan(ctx.viewer, input);
  }

  @Mutation(() => RecordHealthCheckBatchResult, {
    description: 'Counts who was checked (登记体检人数), again if need be; the region’s figures follow at once.',
  })
  recordHealthCheckBatch(
    @Arg('input', () => RecordHealthCheckBatchInput, { description: 'Batch and number (批次与人数).' })
    input: RecordHealthCheckBatchInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<HealthCheckBatch | Refusal> {
    return this.writer.record(ctx.viewer, input);
  }

  @Mutation(() => CloseHealthCheckBatchResult, { description: 'Makes the count of a batch final (结束体检).' })
  closeHealthCheckBatch(
    @Arg('input', () => CloseHealthCheckBatchInput, { description: 'Which batch (批次).' })
    input: CloseHealthCheckBatchInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<HealthCheckBatch | Refusal> {
    return this.writer.close(ctx.viewer, input);
  }

  @Mutation(() => CancelHealthCheckBatchResult, { description: 'Gives a planned batch up (取消体检).' })
  cancelHealthCheckBatch(
    @Arg('input', () => CancelHealthCheckBatchInput, { description: 'Which batch, and why (批次与原因).' })
    input: CancelHealthCheckBatchInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<HealthCheckBatch | Refusal> {
    return this.writer.cancel(ctx.viewer, input);
  }
}
