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

import { Enterprise } from '../references/enterprise.reference';
import { Region } from '../references/region.reference';
import { Worker } from '../references/worker.reference';
import { StartupProject } from '../startup/startup-project.entity';
import type { StartupProjectService } from '../startup/startup-project.service';
import { withinYear } from '../year-range';
import { Placement } from './placement.entity';
import { PlacementConnection, placementList } from './placement.list';
import type { PlacementService } from './placement.service';

/** Placements (实现就业) as the graph shows them. */
@Resolver(() => Placement)
export class PlacementResolver {
  constructor(
    private readonly service: PlacementService,
    private readonly projects: StartupProjectService,
  ) {}

  @Query(() => Placement, {
    description: 'One placement by its id (按编号查就业记录); NOT_FOUND when it is unknown or of another region.',
  })
  placement(
    @Arg('id', () => ID, { description: 'Id of the placement (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Placement> {
    return this.service.get(ctx.viewer, id);
  }

  @Query(() => PlacementConnection, {
    description: 'Placements of the viewer’s regions (就业记录列表), the latest first unless asked otherwise.',
  })
  placements(
    @Arg('year', () => Int, { nullable: true, description: 'Only those of this year (年度).' })
    year: number | undefined,
    @Arg('region', () => RegionCodeScalar, { nullable: true, description: 'Only this region and below (区域).' })
    region: string | undefined,
    @Arg('where', () => placementList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [placementList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<Placement>> {
    const narrowed = allOf(
      where,
      typeof year === 'number' && withinYear('placedOn', year),
      region && { region: { under: region } },
    );
    return this.service.list(ctx.viewer, { where: narrowed, orderBy, ...page });
  }

  @FieldResolver(() => Worker, { nullable: true, description: 'The person (职工); null when workers cannot give it.' })
  person(@Root() placement: Placement): Worker {
    return new Worker(placement.personId);
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'The employer (用人单位); null for the self-employed, or when enterprises cannot give it.',
  })
  employer(@Root() placement: Placement): Enterprise | null {
    return placement.employerId === null ? null : new Enterprise(placement.employerId);
  }

  @FieldResolver(() => Region, {
    nullable: true,
    description: 'Region that counts it (所在区域): of the person’s union; for a start-up hire, of the project.',
  })
  region(@Root() placement: Placement): Region {
    return regionOf(Region, placement.regionCode);
  }

  @FieldResolver(() => StartupProject, {
    nullable: true,
    description:
      'The start-up project that took the person on (创业项目); null for other routes, or when it is of another region.',
  })
  startupProject(@Root() placement: Placement, @Ctx() ctx: SubgraphContext): Promise<StartupProject | null> | null {
    return placement.startupProjectId === null ? null : ctx.load(this.projects.loadMany, placement.startupProjectId);
  }
}
