import {
  type Connection,
  type OrderInput,
  PageArgs,
  Progress,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Allocation } from '../allocation/allocation.entity';
import type { AllocationService } from '../allocation/allocation.service';
import { Campaign } from '../campaign/campaign.entity';
import type { CampaignService } from '../campaign/campaign.service';
import type { DisbursementProblem } from '../disbursement/disbursement-problem.entity';
import { PaymentActor, PaymentRole } from '../disbursement/payment-actor';
import { Fund } from '../fund/fund.entity';
import type { FundService } from '../fund/fund.service';
import { Region } from '../references/region.reference';
import { BatchOutcome } from './batch-outcome';
import { PaymentBatch } from './payment-batch.entity';
import { DisbursementProblemConnection, PaymentBatchConnection, paymentBatchList } from './payment-batch.list';
import type { PaymentBatchService } from './payment-batch.service';

/** Batches of payments (发放批次) as the graph shows them. */
@Resolver(() => PaymentBatch)
export class PaymentBatchResolver {
  constructor(
    private readonly batches: PaymentBatchService,
    private readonly funds: FundService,
    private readonly allocations: AllocationService,
    private readonly campaigns: CampaignService,
  ) {}

  @Query(() => PaymentBatch, {
    description: 'One batch by its id (按编号查批次); NOT_FOUND when it is unknown or of another region.',
  })
  paymentBatch(
    @Arg('id', () => ID, { description: 'Id of the batch (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PaymentBatch> {
    return this.batches.get(ctx.viewer, id);
  }

  @Query(() => PaymentBatchConnection, {
    description: 'Batches of the viewer’s regions (发放批次), the latest first unless asked otherwise.',
  })
  paymentBatches(
    @Arg('where', () => paymentBatchList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [paymentBatchList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<PaymentBatch>> {
    return this.batches.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => Progress, {
    nullable: true,
    description: 'How far its latest long step is (进度); null before the first.',
  })
  progress(@Root() { id }: PaymentBatch, @Ctx() ctx: SubgraphContext): Promise<Progress | null> {
    return ctx.load(this.batches.loadProgress, id);
  }

  @FieldResolver(() => [BatchOutcome], {
    description: 'Its lines by state (各状态笔数与金额): how many, how much, and how many a rule holds back.',
  })
  outcomes(@Root() { id }: PaymentBatch, @Ctx() ctx: SubgraphContext): Promise<BatchOutcome[]> {
    return ctx.load(this.batches.loadOutcomes, id);
  }

  @FieldResolver(() => DisbursementProblemConnection, {
    description: 'What holds its lines back now (核验问题), by rule and line.',
  })
  problems(
    @Root() { id }: PaymentBatch,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<DisbursementProblem>> {
    return this.batches.listProblems(ctx.viewer, id, page);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region whose beneficiaries it pays (所在区域).' })
  region(@Root() { regionCode }: PaymentBatch): Region {
    return regionOf(Region, regionCode);
  }

  @FieldResolver(() => Fund, {
    nullable: true,
    description: 'The fund that pays (资金); null for a viewer who may not read funds.',
  })
  fund(@Root() { fundId }: PaymentBatch, @Ctx() ctx: SubgraphContext): Promise<Fund | null> {
    return ctx.load(this.funds.loadMany, fundId);
  }

  @FieldResolver(() => Allocation, {
    nullable: true,
    description: 'The one allocation that pays (资金分配); null when each line is paid by the one of its region.',
  })
  allocation(@Root() { allocationId }: PaymentBatch, @Ctx() ctx: SubgraphContext): Promise<Allocation | null> | null {
    return allocationId === null ? null : ctx.load(this.allocations.loadMany, allocationId);
  }

  @FieldResolver(() => Campaign, {
    nullable: true,
    description: 'The campaign (对应活动); null for aid outside any campaign.',
  })
  campaign(@Root() { campaignCode }: PaymentBatch, @Ctx() ctx: SubgraphContext): Promise<Campaign | null> | null {
    return campaignCode === null ? null : ctx.load(this.campaigns.loadByCode, campaignCode);
  }

  @FieldResolver(() => [PaymentActor], {
    description: 'Who made, approved and sent it (经办人), in that order, as far as it has come.',
  })
  actors(@Root() batch: PaymentBatch): PaymentActor[] {
    const acts: readonly (readonly [PaymentRole, string | null, Date | null])[] = [
      [PaymentRole.MAKER, batch.filedBy, batch.filedAt],
      [PaymentRole.CHECKER, batch.approvedBy, batch.approvedAt],
      [PaymentRole.SECOND_CHECKER, batch.secondApprovedBy, batch.secondApprovedAt],
      [PaymentRole.CASHIER, batch.sentBy, batch.sentAt],
    ];
    return acts.flatMap(([role, userId, actedAt]) =>
      userId === null || actedAt === null ? [] : [Object.assign(new PaymentActor(), { role, userId, actedAt })],
    );
  }
}
