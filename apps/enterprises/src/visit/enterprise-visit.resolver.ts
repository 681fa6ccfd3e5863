import {
  allOf,
  type Connection,
  type OrderInput,
  PageArgs,
  RegionCodeScalar,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../enterprise/enterprise.entity';
import type { EnterpriseService } from '../enterprise/enterprise.service';
import { Campaign } from '../references/campaign.reference';
import { Region } from '../references/region.reference';
import { EnterpriseVisit } from './enterprise-visit.entity';
import { EnterpriseVisitConnection, enterpriseVisitList } from './enterprise-visit.list';
import type { EnterpriseVisitService } from './enterprise-visit.service';

/** Visits to enterprises (走访慰问困难企业). */
@Resolver(() => EnterpriseVisit)
export class EnterpriseVisitResolver {
  constructor(
    private readonly visits: EnterpriseVisitService,
    private readonly enterprises: EnterpriseService,
  ) {}

  @Query(() => EnterpriseVisitConnection, {
    description: 'Visits to enterprises in distress (走访慰问), newest first.',
  })
  enterpriseVisits(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
    @Arg('campaign', () => String, { nullable: true, description: 'Only visits of this campaign code (活动代码).' })
    campaign?: string | null,
    @Arg('region', () => RegionCodeScalar, { nullable: true, description: 'Only the sub-tree of this region (区划).' })
    region?: string | null,
    @Arg('where', () => enterpriseVisitList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where?: WhereInput | null,
    @Arg('orderBy', () => [enterpriseVisitList.Order], {
      nullable: true,
      description: 'Sort keys, first to last (排序).',
    })
    orderBy?: OrderInput[] | null,
  ): Promise<Connection<EnterpriseVisit>> {
    const narrowed = allOf(
      where,
      campaign != null && { campaign: { eq: campaign } },
      region != null && { region: { under: region } },
    );
    return this.visits.list(ctx.viewer, { where: narrowed, orderBy, ...page });
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'The enterprise (企业); null when it has moved out of the regions you may see.',
  })
  enterprise(@Root() visit: EnterpriseVisit, @Ctx() ctx: SubgraphContext): Promise<Enterprise | null> {
    return ctx.load(this.enterprises.loadMany, visit.enterpriseId);
  }

  @FieldResolver(() => Region, { description: 'Where the enterprise was on the day of the visit (走访时所在区划).' })
  region(@Root() visit: EnterpriseVisit): Region {
    return regionOf(Region, visit.regionCode);
  }

  @FieldResolver(() => Campaign, {
    nullable: true,
    description: 'The campaign (活动); null for a visit outside campaigns.',
  })
  campaign(@Root() visit: EnterpriseVisit): Campaign | null {
    return visit.campaignCode === null ? null : new Campaign(visit.campaignCode);
  }
}
