import { FirstArgs, type SubgraphContext } from '@nuan/federation';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Campaign } from '../references/campaign.reference';
import { ReturnService } from './return-service.entity';
import type { ReturnServiceService } from './return-service.service';

/** What the way home adds to a campaign (送温暖活动). */
@Resolver(() => Campaign)
export class CampaignReturnsResolver {
  constructor(private readonly returns: ReturnServiceService) {}

  @FieldResolver(() => [ReturnService], {
    nullable: true,
    description: 'Services of the campaign that brought migrant workers home (返乡服务), newest first.',
  })
  returnServices(
    @Root() campaign: Campaign,
    @Args(() => FirstArgs) { first }: FirstArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly ReturnService[]> {
    return ctx.load(this.returns.loadByCampaign, campaign.code, { first });
  }
}
