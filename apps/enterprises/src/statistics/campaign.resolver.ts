import { Count, type SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Campaign } from '../references/campaign.reference';
import type { EnterpriseStatsService } from './enterprise-stats.service';

/** What enterprises knows of a campaign (送温暖活动). */
@Resolver(() => Campaign)
export class CampaignResolver {
  constructor(private readonly stats: EnterpriseStatsService) {}

  @FieldResolver(() => Count, {
    nullable: true,
    description:
      'Enterprises visited in the regions you may see, each once (走访慰问困难企业); null when enterprises cannot answer, or when suppressed.',
  })
  enterprisesVisited(@Root() { code }: Campaign, @Ctx() ctx: SubgraphContext): Promise<Count | null> {
    return ctx.load(this.stats.loadVisited, code);
  }
}
