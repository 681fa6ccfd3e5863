import {
  type Connection,
  FirstArgs,
  LocalDateScalar,
  type OrderInput,
  PageArgs,
  RegionCodeScalar,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { type LocalDate, today } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';

import { Household } from '../references/household.reference';
import { Region } from '../references/region.reference';
import { TradeUnion } from '../references/trade-union.reference';
import { HelperLoad } from './helper-load';
import { HelperRank } from './helper-rank';
import { PairVisit } from './pair-visit.entity';
import { Pairing } from './pairing.entity';
import { PairingConnection, pairingList } from './pairing.list';
import type { PairingService } from './pairing.service';
import { isVisitOverdue, nextVisitDueOn, visitsDue, type VisitSummary } from './visit-duty';

/** Pairings (结对帮扶) as the graph shows them. Everything about time is reckoned at the clock's day. */
@Resolver(() => Pairing)
export class PairingResolver {
  constructor(private readonly pairings: PairingService) {}

  @Query(() => Pairing, {
    description: 'One pairing by its id (按编号查结对); NOT_FOUND when it is unknown or of another region.',
  })
  pairing(
    @Arg('id', () => ID, { description: 'Id of the pairing (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Pairing> {
    return this.pairings.get(ctx.viewer, id);
  }

  @Query(() => PairingConnection, {
    name: 'pairings',
    description: 'Pairings of the viewer’s regions (结对帮扶列表), by region unless asked otherwise.',
  })
  pairingPage(
    @Arg('region', () => RegionCodeScalar, {
      nullable: true,
      description: 'Only households of this region and below (区域).',
    })
    region: string | undefined,
    @Arg('rank', () => [HelperRank], { nullable: true, description: 'Only helpers of these ranks (责任人级别).' })
    rank: HelperRank[] | undefined,
    @Arg('overdue', () => Boolean, {
      nullable: true,
      description: 'Only pairings whose visit is overdue today (走访逾期); absent or false narrows nothing.',
    })
    overdue: boolean | undefined,
    @Arg('where', () => pairingList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [pairingList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<Pairing>> {
    const overdueOn = overdue === true ? today(ctx.clock) : null;
    return this.pairings.listOf(ctx.viewer, { region, rank, overdueOn, where, orderBy, ...page });
  }

  @Query(() => [HelperLoad], {
    description:
      'Helpers with the households they answer for (结对责任人工作量), those with most overdue visits first; reckoned today.',
  })
  helperLoads(
    @Arg('region', () => RegionCodeScalar, {
      nullable: true,
      description: 'Only households of this region and below (区域).',
    })
    region: string | undefined,
    @Args(() => FirstArgs) { first }: FirstArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly HelperLoad[]> {
    return this.pairings.helperLoads(ctx.viewer, { region, first, today: today(ctx.clock) });
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: 'The household (困难职工家庭); null when workers cannot give it.',
  })
  household(@Root() pairing: Pairing): Household {
    return new Household(pairing.householdId);
  }

  @FieldResolver(() => Region, {
    nullable: true,
    description: 'Region of the household (所在区域), as it was when the pair was made.',
  })
  region(@Root() pairing: Pairing): Region {
    return regionOf(Region, pairing.regionCode);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'Union that keeps the pairing (所属工会); null when it is not stated.',
  })
  union(@Root() pairing: Pairing): TradeUnion | null {
    return pairing.unionId === null ? null : new TradeUnion(pairing.unionId);
  }

  @FieldResolver(() => [PairVisit], { description: 'The latest visits (走访记录), newest first.' })
  visits(
    @Root() pairing: Pairing,
    @Args(() => FirstArgs) { first }: FirstArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly PairVisit[]> {
    return ctx.load(this.pairings.loadVisits, pairing.id, { first });
  }

  @FieldResolver(() => Int, {
    description: 'Visits that have fallen due so far (应走访次数): one for each full interval of the pairing.',
  })
  async visitsDue(@Root() pairing: Pairing, @Ctx() ctx: SubgraphContext): Promise<number> {
    return visitsDue(pairing, (await this.summary(pairing, ctx)).intervalMonths, today(ctx.clock));
  }

  @FieldResolver(() => Int, {
    description:
      'Months between two visits (走访间隔，月), by the rule of region and rank that holds today; six at most.',
  })
  async visitIntervalMonths(@Root() pairing: Pairing, @Ctx() ctx: SubgraphContext): Promise<number> {
    return (await this.summary(pairing, ctx)).intervalMonths;
  }

  @FieldResolver(() => Int, { description: 'Visits made so far (已走访次数).' })
  async visitsDone(@Root() pairing: Pairing, @Ctx() ctx: SubgraphContext): Promise<number> {
    return (await this.summary(pairing, ctx)).done;
  }

  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description: 'Day of the last visit (最近走访日期); null when there was none.',
  })
  async lastVisitedOn(@Root() pairing: Pairing, @Ctx() ctx: SubgraphContext): Promise<LocalDate | null> {
    return (await this.summary(pairing, ctx)).lastOn;
  }

  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description:
      'Day by which the next visit is to be made (下次走访期限): an interval after the last one; null once the pairing has ended.',
  })
  async nextVisitDueOn(@Root() pairing: Pairing, @Ctx() ctx: SubgraphContext): Promise<LocalDate | null> {
    return nextVisitDueOn(pairing, await this.summary(pairing, ctx), today(ctx.clock));
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether the interval has passed without a visit (走访逾期), reckoned today; false once the pairing has ended.',
  })
  async visitOverdue(@Root() pairing: Pairing, @Ctx() ctx: SubgraphContext): Promise<boolean> {
    return isVisitOverdue(pairing, await this.summary(pairing, ctx), today(ctx.clock));
  }

  private summary(pairing: Pairing, ctx: SubgraphContext): Promise<VisitSummary> {
    return ctx.load(this.pairings.loadVisitSummary, pairing.id, { today: today(ctx.clock) });
  }
}
