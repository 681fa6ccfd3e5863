import { FirstArgs, type SubgraphContext } from '@nuan/federation';
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';

import { CapacityCut } from '../capacity/capacity-cut.entity';
import type { CapacityService } from '../capacity/capacity.service';
import { WorkerDiversion } from '../capacity/worker-diversion.entity';
import { DistressPeriod } from '../distress/distress-period.entity';
import type { DistressService } from '../distress/distress.service';
import { EnterpriseVisit } from '../visit/enterprise-visit.entity';
import type { EnterpriseVisitService } from '../visit/enterprise-visit.service';
import { Enterprise } from './enterprise.entity';

/** Which visits of an enterprise. */
@ArgsType()
export class EnterpriseVisitsArgs extends FirstArgs {
  @Field(() => String, { nullable: true, description: 'Only visits of this campaign code (活动代码).' })
  readonly campaign?: string | null;
}

/** What happened to an enterprise: distress, cuts, diverted workers, visits. One statement each, however many enterprises. */
@Resolver(() => Enterprise)
export class EnterpriseHistoryResolver {
  constructor(
    private readonly periods: DistressService,
    private readonly capacity: CapacityService,
    private readonly visitService: EnterpriseVisitService,
  ) {}

  @FieldResolver(() => [DistressPeriod], { description: 'History of its distress, newest first (困难历史).' })
  distress(@Root() { id }: Enterprise, @Ctx() ctx: SubgraphContext): Promise<readonly DistressPeriod[]> {
    return ctx.load(this.periods.loadPeriods, id);
  }

  @FieldResolver(() => [CapacityCut], {
    description: 'Capacity given up under supply-side reform, newest year first (化解过剩产能).',
  })
  capacityCuts(@Root() { id }: Enterprise, @Ctx() ctx: SubgraphContext): Promise<readonly CapacityCut[]> {
    return ctx.load(this.capacity.loadCuts, id);
  }

  @FieldResolver(() => [WorkerDiversion], {
    description: 'Diverted workers by year and route, newest year first (分流安置).',
  })
  diversions(@Root() { id }: Enterprise, @Ctx() ctx: SubgraphContext): Promise<readonly WorkerDiversion[]> {
    return ctx.load(this.capacity.loadDiversions, id);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Diverted workers over all years and routes, in persons (分流职工总数); null when none is reported.',
  })
  async divertedTotal(@Root() { id }: Enterprise, @Ctx() ctx: SubgraphContext): Promise<number | null> {
    const diversions = await ctx.load(this.capacity.loadDiversions, id);
    return diversions.length === 0 ? null : diversions.reduce((sum, { workers }) => sum + workers, 0);
  }

  @FieldResolver(() => [EnterpriseVisit], { description: 'Visits of union leaders, newest first (走访慰问).' })
  visits(
    @Root() { id }: Enterprise,
    @Args(() => EnterpriseVisitsArgs) { campaign, first }: EnterpriseVisitsArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly EnterpriseVisit[]> {
    return ctx.load(this.visitService.loadOfEnterprises, id, { campaign: campaign ?? null, first });
  }
}
