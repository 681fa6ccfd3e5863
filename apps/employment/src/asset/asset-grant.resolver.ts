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
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';

import { Pilot } from '../pilot/pilot.entity';
import type { PilotService } from '../pilot/pilot.service';
import { Region } from '../references/region.reference';
import { Worker } from '../references/worker.reference';
import { withinYear } from '../year-range';
import { AssetGrant } from './asset-grant.entity';
import { AssetGrantConnection, assetGrantList } from './asset-grant.list';
import type { AssetGrantService } from './asset-grant.service';

/** Productive assets given (生产资料扶持) as the graph shows them. */
@Resolver(() => AssetGrant)
export class AssetGrantResolver {
  constructor(
    private readonly grants: AssetGrantService,
    private readonly pilots: PilotService,
  ) {}

  @Query(() => AssetGrant, {
    description: 'One asset grant by its id (按编号查生产资料扶持); NOT_FOUND when it is unknown or of another region.',
  })
  assetGrant(
    @Arg('id', () => ID, { description: 'Id of the grant (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AssetGrant> {
    return this.grants.get(ctx.viewer, id);
  }

  @Query(() => AssetGrantConnection, {
    description:
      'Productive assets given in the viewer’s regions (生产资料扶持列表), the latest first unless asked otherwise.',
  })
  assetGrants(
    @Arg('region', () => RegionCodeScalar, { nullable: true, description: 'Only this region and below (区域).' })
    region: string | undefined,
    @Arg('year', () => Int, { nullable: true, description: 'Only those given in this year (年度).' })
    year: number | undefined,
    @Arg('where', () => assetGrantList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [assetGrantList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<AssetGrant>> {
    const narrowed = allOf(
      where,
      typeof year === 'number' && withinYear('givenOn', year),
      region && { region: { under: region } },
    );
    return this.grants.list(ctx.viewer, { where: narrowed, orderBy, ...page });
  }

  @FieldResolver(() => Worker, { nullable: true, description: 'The person (职工); null when workers cannot give it.' })
  person(@Root() grant: AssetGrant): Worker {
    return new Worker(grant.personId);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of the person’s union (所在区域).' })
  region(@Root() grant: AssetGrant): Region {
    return regionOf(Region, grant.regionCode);
  }

  @FieldResolver(() => Pilot, { nullable: true, description: 'The pilot that gave it (试点); null when none did.' })
  pilot(@Root() grant: AssetGrant, @Ctx() ctx: SubgraphContext): Promise<Pilot | null> | null {
    return grant.pilotId === null ? null : ctx.load(this.pilots.loadMany, grant.pilotId);
  }
}
