import {
  type Connection,
  Count,
  countOf,
  LocalDateScalar,
  Money,
  type OrderInput,
  PageArgs,
  type Refusal,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { CountUnit } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import { Region } from '../references/region.reference';
import { isMade, stateOf } from '../requested-payment/requested-payment';
import type { RequestedPaymentService } from '../requested-payment/requested-payment.service';
import { RequestedPaymentState } from '../requested-payment/requested-payment-state';
import { WageCase } from '../wage-case/wage-case.entity';
import type { WageCaseService } from '../wage-case/wage-case.service';
import { RequestAdvanceInput, RequestAdvanceResult } from './advance.inputs';
import type { AdvanceService } from './advance.service';
import type { AdvanceWriter } from './advance.writer';
import { AdvanceRequest } from './advance-request.entity';
import { AdvanceRequestConnection, advanceRequestList } from './advance-request.list';

/** Requests to advance wages (欠薪垫付申请) as the graph shows and writes them. */
@Resolver(() => AdvanceRequest)
export class AdvanceResolver {
  constructor(
    private readonly advances: AdvanceService,
    private readonly writer: AdvanceWriter,
    private readonly cases: WageCaseService,
    private readonly payments: RequestedPaymentService,
  ) {}

  @Query(() => AdvanceRequestConnection, {
    description:
      'Requests to advance wages of the viewer’s regions (欠薪垫付申请列表), the latest first unless asked otherwise.',
  })
  advanceRequests(
    @Arg('where', () => advanceRequestList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [advanceRequestList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<AdvanceRequest>> {
    return this.advances.list(ctx.viewer, { where, orderBy, ...page });
  }

  @Mutation(() => RequestAdvanceResult, {
    description: 'Requests that wages of a verified case be advanced (申请垫付); assistance files the payment.',
  })
  requestAdvance(
    @Arg('input', () => RequestAdvanceInput, { description: 'Which case, how much and why (案件、金额与原因).' })
    input: RequestAdvanceInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AdvanceRequest | Refusal> {
    return this.writer.request(ctx.viewer, input);
  }

  @FieldResolver(() => WageCase, { nullable: true, description: 'The case (欠薪案件).' })
  wageCase(@Root() request: AdvanceRequest, @Ctx() ctx: SubgraphContext): Promise<WageCase | null> {
    return ctx.load(this.cases.loadMany, request.wageCaseId);
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'Enterprise that owes the wages (欠薪企业); null when enterprises cannot give it.',
  })
  enterprise(@Root() request: AdvanceRequest): Enterprise {
    return new Enterprise(request.enterpriseId);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of the case (所在区域).' })
  region(@Root() request: AdvanceRequest): Region {
    return regionOf(Region, request.regionCode);
  }

  @FieldResolver(() => Count, { description: 'Workers whose wages are advanced (涉及人数).' })
  workers(@Root() request: AdvanceRequest): Count {
    return countOf(request.workerCount, CountUnit.PERSON);
  }

  @FieldResolver(() => RequestedPaymentState, {
    description: 'Where its payment is (发放进度): open again when it was taken back.',
  })
  async state(@Root() { id }: AdvanceRequest, @Ctx() ctx: SubgraphContext): Promise<RequestedPaymentState> {
    return stateOf(await ctx.load(this.payments.loadByRequest, id));
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'How much assistance has advanced (已垫付金额); null while it has not.',
  })
  async paid(@Root() { id }: AdvanceRequest, @Ctx() ctx: SubgraphContext): Promise<bigint | null> {
    const payment = await ctx.load(this.payments.loadByRequest, id);
    return isMade(payment) ? payment.amountFen : null;
  }

  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description: 'Day it was advanced (垫付日期); null while it is not.',
  })
  async paidOn(@Root() { id }: AdvanceRequest, @Ctx() ctx: SubgraphContext): Promise<string | null> {
    const payment = await ctx.load(this.payments.loadByRequest, id);
    return isMade(payment) ? payment.paidOn : null;
  }
}
