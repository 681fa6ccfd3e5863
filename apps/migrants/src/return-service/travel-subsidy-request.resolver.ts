import {
  type Connection,
  LocalDateScalar,
  Money,
  type OrderInput,
  PageArgs,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { Worker } from '../references/worker.reference';
import { isMade, stateOf } from '../requested-payment/requested-payment';
import type { RequestedPaymentService } from '../requested-payment/requested-payment.service';
import { RequestedPaymentState } from '../requested-payment/requested-payment-state';
import { ReturnService } from './return-service.entity';
import type { ReturnServiceService } from './return-service.service';
import { TravelSubsidyRequest } from './travel-subsidy-request.entity';
import { TravelSubsidyRequestConnection, travelSubsidyRequestList } from './travel-subsidy-request.list';
import type { TravelSubsidyRequestService } from './travel-subsidy-request.service';

/** Travel subsidies that assistance was asked to pay (交通补贴申请), and what became of each. */
@Resolver(() => TravelSubsidyRequest)
export class TravelSubsidyRequestResolver {
  constructor(
    private readonly requests: TravelSubsidyRequestService,
    private readonly payments: RequestedPaymentService,
    private readonly returns: ReturnServiceService,
  ) {}

  @Query(() => TravelSubsidyRequestConnection, {
    description:
      'Travel subsidies of the viewer’s regions that assistance was asked to pay (交通补贴申请列表), the latest first unless asked otherwise.',
  })
  travelSubsidyRequests(
    @Arg('where', () => travelSubsidyRequestList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [travelSubsidyRequestList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<TravelSubsidyRequest>> {
    return this.requests.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => RequestedPaymentState, {
    description: 'Where its payment is (发放进度): open again when it was taken back.',
  })
  async state(@Root() { id }: TravelSubsidyRequest, @Ctx() ctx: SubgraphContext): Promise<RequestedPaymentState> {
    return stateOf(await ctx.load(this.payments.loadByRequest, id));
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'How much assistance has paid (实发金额); null while it has not.',
  })
  async paid(@Root() { id }: TravelSubsidyRequest, @Ctx() ctx: SubgraphContext): Promise<bigint | null> {
    const payment = await ctx.load(this.payments.loadByRequest, id);
    return isMade(payment) ? payment.amountFen : null;
  }

  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description: 'Day it was paid (发放日期); null while it is not.',
  })
  async paidOn(@Root() { id }: TravelSubsidyRequest, @Ctx() ctx: SubgraphContext): Promise<string | null> {
    const payment = await ctx.load(this.payments.loadByRequest, id);
    return isMade(payment) ? payment.paidOn : null;
  }

  @FieldResolver(() => Worker, { nullable: true, description: 'The person who travels and is paid (职工).' })
  person(@Root() { workerId }: TravelSubsidyRequest): Worker {
    return new Worker(workerId);
  }

  @FieldResolver(() => ReturnService, { nullable: true, description: 'The service that it is part of (返乡服务).' })
  returnService(
    @Root() { returnServiceId }: TravelSubsidyRequest,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReturnService | null> {
    return ctx.load(this.returns.loadMany, returnServiceId);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of the service (所在区域).' })
  region(@Root() { regionCode }: TravelSubsidyRequest): Region {
    return regionOf(Region, regionCode);
  }
}
