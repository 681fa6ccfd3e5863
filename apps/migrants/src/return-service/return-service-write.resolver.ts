import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { ClaimQueue } from '../place/claim-queue';
import type { PlaceClaim } from '../place/place-claim.entity';
import { type EventFull, toldClaim } from '../place/place-outcomes';
import type { ReturnPurchaseWriter } from './return-purchase.writer';
import { ReturnService } from './return-service.entity';
import type { ReturnServiceWriter } from './return-service.writer';
import {
  BookSeatInput,
  BookSeatResult,
  BuyGroupTicketsInput,
  BuyGroupTicketsResult,
  CancelReturnInput,
  CancelReturnResult,
  DepartReturnInput,
  DepartReturnResult,
  FinishReturnInput,
  FinishReturnResult,
  MarkBoardedInput,
  MarkBoardedResult,
  OpenReturnInput,
  OpenReturnResult,
  PlanReturnInput,
  PlanReturnResult,
  RecordServedInput,
  RecordServedResult,
  RequestTravelSubsidiesInput,
  RequestTravelSubsidiesResult,
} from './return-service-write.inputs';

/** Mutations of services that bring migrant workers home (接您回家). */
@Resolver(() => ReturnService)
export class ReturnServiceWriteResolver {
  constructor(
    private readonly writer: ReturnServiceWriter,
    private readonly purchases: ReturnPurchaseWriter,
    private readonly queue: ClaimQueue,
  ) {}

  @Mutation(() => PlanReturnResult, {
    description: 'Plans a journey or a subsidy that brings migrant workers home (筹备返乡服务).',
  })
  planReturn(
    @Arg('input', () => PlanReturnInput, { description: 'The service (服务).' }) input: PlanReturnInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReturnService | Refusal> {
    return this.writer.plan(ctx.viewer, input);
  }

  @Mutation(() => OpenReturnResult, {
    description: 'Opens a planned service (开放办理): seats are booked, tickets bought, subsidies asked for.',
  })
  openReturn(
    @Arg('input', () => OpenReturnInput, { description: 'Which service (服务).' }) input: OpenReturnInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReturnService | Refusal> {
    return this.writer.open(ctx.viewer, input);
  }

  @Mutation(() => DepartReturnResult, { description: 'Lets a journey depart (出发): its list of seats is final.' })
  departReturn(
    @Arg('input', () => DepartReturnInput, { description: 'Which service (服务).' }) input: DepartReturnInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReturnService | Refusal> {
    return this.writer.depart(ctx.viewer, input);
  }

  @Mutation(() => FinishReturnResult, {
    description: 'Ends a service (完成返乡服务): a journey that departed, or a subsidy that was asked for.',
  })
  finishReturn(
    @Arg('input', () => FinishReturnInput, { description: 'Which service (服务).' }) input: FinishReturnInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReturnService | Refusal> {
    return this.writer.finish(ctx.viewer, input);
  }

  @Mutation(() => CancelReturnResult, { description: 'Gives a service up and takes every seat back (取消返乡服务).' })
  cancelReturn(
    @Arg('input', () => CancelReturnInput, { description: 'Which service, and why (服务与原因).' })
    input: CancelReturnInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReturnService | Refusal> {
    return this.writer.cancel(ctx.viewer, input);
  }

  @Mutation(() => RecordServedResult, {
    description: 'Records how many a journey brought home (登记服务人数); the region’s figures follow at once.',
  })
  recordServed(
    @Arg('input', () => RecordServedInput, { description: 'Service and number (服务与人数).' })
    input: RecordServedInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReturnService | Refusal> {
    return this.writer.recordServed(ctx.viewer, input);
  }

  @Mutation(() => MarkBoardedResult, {
    description: 'Marks who boarded a trip (登记乘车); members of filed households get their record of the service.',
  })
  markBoarded(
    @Arg('input', () => MarkBoardedInput, { description: 'Trip and seats (车次与座位).' }) input: MarkBoardedInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReturnService | Refusal> {
    return this.writer.markBoarded(ctx.viewer, input);
  }

  @Mutation(() => BuyGroupTicketsResult, { description: 'Records tickets bought for a group (购买团体车票).' })
  buyGroupTickets(
    @Arg('input', () => BuyGroupTicketsInput, { description: 'The purchase (购票).' }) input: BuyGroupTicketsInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReturnService | Refusal> {
    return this.purchases.buy(ctx.viewer, input);
  }

  @Mutation(() => RequestTravelSubsidiesResult, {
    description: 'Asks for travel subsidies, one per person (申请交通补贴); assistance pays them by card.',
  })
  requestTravelSubsidies(
    @Arg('input', () => RequestTravelSubsidiesInput, { description: 'For whom, and how much (补贴明细).' })
    input: RequestTravelSubsidiesInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReturnService | Refusal> {
    return this.purchases.request(ctx.viewer, input);
  }

  @Mutation(() => BookSeatResult, {
    description:
      'Books a seat for a person (订座), first come, first served; one per person. When all are taken the person waits: EventFull. cancelPlace gives it back.',
  })
  async bookSeat(
    @Arg('input', () => BookSeatInput, { description: 'Trip and person (车次与职工).' }) input: BookSeatInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlaceClaim | EventFull | Refusal> {
    const { returnServiceId, personId: workerId, idempotencyKey } = input;
    const claim = { workerId, idempotencyKey };
    return toldClaim('returnServiceId', await this.queue.claim(ctx.viewer, 'ReturnService', returnServiceId, claim));
  }
}
