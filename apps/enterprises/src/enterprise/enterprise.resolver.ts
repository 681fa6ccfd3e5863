import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { DistressKind, today } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { TradeUnion } from '../union/trade-union.entity';
import type { TradeUnionService } from '../union/trade-union.service';
import { distressOn, statusOn } from './current-distress';
import { DemonstrationStatus } from './demonstration-status';
import { Enterprise } from './enterprise.entity';
import { EnterpriseConnection, enterpriseList } from './enterprise.list';
import type { EnterpriseService } from './enterprise.service';
import { EnterpriseStatus } from './enterprise-status';

/** Enterprises (企业): look-ups, the list, the present state of each. Histories: `enterprise-history.resolver.ts`. */
@Resolver(() => Enterprise)
export class EnterpriseResolver {
  constructor(
    private readonly service: EnterpriseService,
    private readonly unions: TradeUnionService,
  ) {}

  @Query(() => EnterpriseConnection, { description: 'Enterprises (企业) of the regions you may see, by region code.' })
  enterprises(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
    @Arg('where', () => enterpriseList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where?: WhereInput | null,
    @Arg('orderBy', () => [enterpriseList.Order], { nullable: true, description: 'Sort keys, first to last (排序).' })
    orderBy?: OrderInput[] | null,
  ): Promise<Connection<Enterprise>> {
    return this.service.list(ctx.viewer, { where, orderBy, ...page });
  }

  @Query(() => Enterprise, {
    nullable: true,
    description: 'One enterprise by id (企业); null with NOT_FOUND when there is none in the regions you may see.',
  })
  enterprise(
    @Arg('id', () => ID, { description: 'UUID of the enterprise (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Enterprise> {
    return this.service.get(ctx.viewer, id);
  }

  @Query(() => Enterprise, {
    nullable: true,
    description:
      'One enterprise by credit code (统一社会信用代码); null with NOT_FOUND when there is none in the regions you may see.',
  })
  enterpriseByCreditCode(
    @Arg('creditCode', () => String, { description: 'Unified social credit code, 18 characters (统一社会信用代码).' })
    creditCode: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Enterprise> {
    return this.service.getByCreditCode(ctx.viewer, creditCode);
  }

  @FieldResolver(() => Region, { description: 'Where it is: a county, or the city for one at city level (所在区划).' })
  region(@Root() enterprise: Enterprise): Region {
    return regionOf(Region, enterprise.regionCode);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'Its union organisation (所属工会); null when it has none that you may see.',
  })
  union(@Root() enterprise: Enterprise, @Ctx() ctx: SubgraphContext): Promise<TradeUnion | null> | null {
    return enterprise.unionId === null ? null : ctx.load(this.unions.loadMany, enterprise.unionId);
  }

  @FieldResolver(() => EnterpriseStatus, { description: 'State today, by the domain clock (企业状态).' })
  status(@Root() enterprise: Enterprise, @Ctx() ctx: SubgraphContext): EnterpriseStatus {
    return statusOn(enterprise, today(ctx.clock));
  }

  @FieldResolver(() => DistressKind, {
    nullable: true,
    description: 'Kind of distress it is in today, by the domain clock (当前困难类型); null when it is in none.',
  })
  currentDistress(@Root() enterprise: Enterprise, @Ctx() ctx: SubgraphContext): DistressKind | null {
    return distressOn(enterprise, today(ctx.clock));
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether it is a selected demonstration unit for employment support now (是否支持就业示范单位).',
  })
  supportsEmployment(@Root() enterprise: Enterprise): boolean {
    return enterprise.demonstration === DemonstrationStatus.SELECTED;
  }
}
