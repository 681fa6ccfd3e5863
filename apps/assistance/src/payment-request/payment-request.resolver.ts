import {
  type Connection,
  Instant,
  type OrderInput,
  PageArgs,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Disbursement } from '../disbursement/disbursement.entity';
import type { DisbursementService } from '../disbursement/disbursement.service';
import { AdvanceRequest } from '../references/advance-request.reference';
import { Enterprise } from '../references/enterprise.reference';
import { Region } from '../references/region.reference';
import { Worker } from '../references/worker.reference';
import { PaymentRequestKind } from './payment-request-kind';
import { PaymentRequest } from './payment-request.entity';
import { PaymentRequestConnection, paymentRequestList } from './payment-request.list';
import type { PaymentRequestService } from './payment-request.service';

/** What assistance is asked to pay (待付申请) as the graph shows it. */
@Resolver(() => PaymentRequest)
export class PaymentRequestResolver {
  constructor(
    private readonly requests: PaymentRequestService,
    private readonly payments: DisbursementService,
  ) {}

  @Query(() => PaymentRequestConnection, {
    description:
      'What the programmes ask assistance to pay in the viewer’s regions (待付申请), the oldest first unless asked otherwise; the open ones by `where: { isOpen: { eq: true } }`.',
  })
  paymentRequests(
    @Arg('where', () => paymentRequestList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [paymentRequestList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<PaymentRequest>> {
    return this.requests.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => PaymentRequestKind, { description: 'What is to be paid (待付类型).' })
  kind(@Root() { wageCaseId }: PaymentRequest): PaymentRequestKind {
    return wageCaseId === null ? PaymentRequestKind.TRAVEL_SUBSIDY : PaymentRequestKind.WAGE_ADVANCE;
  }

  @FieldResolver(() => Disbursement, {
    nullable: true,
    description:
      'The payment that answers it (发放记录), in whatever state; null while it is open, and when another union or county pays it.',
  })
  disbursement(@Root() request: PaymentRequest, @Ctx() ctx: SubgraphContext): Promise<Disbursement | null> {
    return ctx.load(this.payments.loadByRequest, request.id);
  }

  @FieldResolver(() => AdvanceRequest, {
    nullable: true,
    description: 'The request as migrants keeps it (欠薪垫付申请); null for a travel subsidy.',
  })
  advance(@Root() { id, wageCaseId }: PaymentRequest): AdvanceRequest | null {
    return wageCaseId === null ? null : new AdvanceRequest(id);
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description: 'The person who travels and is paid (领款人); null for an advance of wages.',
  })
  worker(@Root() { workerId }: PaymentRequest): Worker | null {
    return workerId === null ? null : new Worker(workerId);
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'Enterprise that owes the wages (欠薪企业); null for a travel subsidy.',
  })
  enterprise(@Root() { enterpriseId }: PaymentRequest): Enterprise | null {
    return enterpriseId === null ? null : new Enterprise(enterpriseId);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of the request (所在区域).' })
  region(@Root() request: PaymentRequest): Region {
    return regionOf(Region, request.regionCode);
  }
}

/** Until when the list knows the requests. */
@Resolver(() => PaymentRequestConnection)
export class PaymentRequestPageResolver {
  constructor(private readonly requests: PaymentRequestService) {}

  @FieldResolver(() => Instant, {
    description:
      'Every request of migrants until this instant is in the list (数据时点); payments count at their commit.',
  })
  asOf(): Promise<Date> {
    return this.requests.asOf();
  }
}

/** What assistance adds to an advance of wages (欠薪垫付申请): its payment. */
@Resolver(() => AdvanceRequest)
export class AdvanceRequestPaymentResolver {
  constructor(private readonly payments: DisbursementService) {}

  @FieldResolver(() => Disbursement, {
    nullable: true,
    description:
      'The payment that answers the request (垫付发放记录); null while it is open, and when assistance cannot answer.',
  })
  disbursement(@Root() request: AdvanceRequest, @Ctx() ctx: SubgraphContext): Promise<Disbursement | null> {
    return ctx.load(this.payments.loadByRequest, request.id);
  }
}
