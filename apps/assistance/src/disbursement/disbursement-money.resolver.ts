import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Allocation } from '../allocation/allocation.entity';
import type { AllocationService } from '../allocation/allocation.service';
import { Campaign } from '../campaign/campaign.entity';
import type { CampaignService } from '../campaign/campaign.service';
import { ConsolationEvent } from '../consolation-event/consolation-event.entity';
import type { ConsolationEventService } from '../consolation-event/consolation-event.service';
import { Fund } from '../fund/fund.entity';
import type { FundService } from '../fund/fund.service';
import { Disbursement } from './disbursement.entity';

/** Where the money of a payment comes from: fund, allocation, campaign and event, each batched over the page. */
@Resolver(() => Disbursement)
export class DisbursementMoneyResolver {
  constructor(
    private readonly funds: FundService,
    private readonly allocations: AllocationService,
    private readonly campaigns: CampaignService,
    private readonly events: ConsolationEventService,
  ) {}

  @FieldResolver(() => Fund, {
    nullable: true,
    description: 'The fund that pays (资金); null for a viewer who may not read funds.',
  })
  fund(@Root() payment: Disbursement, @Ctx() ctx: SubgraphContext): Promise<Fund | null> {
    return ctx.load(this.funds.loadMany, payment.fundId);
  }

  @FieldResolver(() => Allocation, {
    nullable: true,
    description: 'The allocation that pays (资金分配); null for a viewer who may not read funds.',
  })
  allocation(@Root() payment: Disbursement, @Ctx() ctx: SubgraphContext): Promise<Allocation | null> {
    return ctx.load(this.allocations.loadMany, payment.allocationId);
  }

  @FieldResolver(() => Campaign, {
    nullable: true,
    description: 'The campaign (对应活动); null for aid outside any campaign.',
  })
  campaign(@Root() payment: Disbursement, @Ctx() ctx: SubgraphContext): Promise<Campaign | null> | null {
    return payment.campaignCode === null ? null : ctx.load(this.campaigns.loadByCode, payment.campaignCode);
  }

  @FieldResolver(() => ConsolationEvent, {
    nullable: true,
    description: 'The event at which it was handed over (慰问活动); null when there was none.',
  })
  consolationEvent(
    @Root() payment: Disbursement,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConsolationEvent | null> | null {
    return payment.consolationEventId === null ? null : ctx.load(this.events.loadMany, payment.consolationEventId);
  }
}
