import {
  allOf,
  type Connection,
  Count,
  countOf,
  nestedConnection,
  type OrderInput,
  PageArgs,
  RegionCodeScalar,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { CountUnit } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';

import { type Placement } from '../placement/placement.entity';
import { PlacementConnection } from '../placement/placement.list';
import type { PlacementService } from '../placement/placement.service';
import { Enterprise } from '../references/enterprise.reference';
import { Region } from '../references/region.reference';
import { Worker } from '../references/worker.reference';
import { assertYear } from '../year-range';
import { StartupProject } from './startup-project.entity';
import { StartupProjectConnection, startupProjectList } from './startup-project.list';
import type { StartupProjectService } from './startup-project.service';

/** Start-up projects (创业带头人创业项目) as the graph shows them. */
@Resolver(() => StartupProject)
export class StartupProjectResolver {
  constructor(
    private readonly projects: StartupProjectService,
    private readonly placements: PlacementService,
  ) {}

  @Query(() => StartupProject, {
    description:
      'One start-up project by its id (按编号查创业项目); NOT_FOUND when it is unknown or of another region.',
  })
  startupProject(
    @Arg('id', () => ID, { description: 'Id of the project (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StartupProject> {
    return this.projects.get(ctx.viewer, id);
  }

  @Query(() => StartupProjectConnection, {
    description:
      'Start-up projects of the viewer’s regions (创业项目列表), the latest year first unless asked otherwise.',
  })
  startupProjects(
    @Arg('year', () => Int, { nullable: true, description: 'Only this year (年度).' }) year: number | undefined,
    @Arg('region', () => RegionCodeScalar, { nullable: true, description: 'Only this region and below (区域).' })
    region: string | undefined,
    @Arg('where', () => startupProjectList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [startupProjectList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<StartupProject>> {
    if (typeof year === 'number') assertYear(year);
    const narrowed = allOf(
      where,
      typeof year === 'number' && { year: { eq: year } },
      region && { region: { under: region } },
    );
    return this.projects.list(ctx.viewer, { where: narrowed, orderBy, ...page });
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description: 'The leader (创业带头人); null when workers cannot give it.',
  })
  leader(@Root() project: StartupProject): Worker {
    return new Worker(project.leaderId);
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'The firm that the leader founded (创办企业); null before it is registered.',
  })
  enterprise(@Root() project: StartupProject): Enterprise | null {
    return project.enterpriseId === null ? null : new Enterprise(project.enterpriseId);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of the project (所在区域).' })
  region(@Root() project: StartupProject): Region {
    return regionOf(Region, project.regionCode);
  }

  @FieldResolver(() => Count, {
    nullable: true,
    description: 'Distinct persons taken on so far (吸纳就业人数); null without the right to read placements.',
  })
  async jobsCreated(@Root() project: StartupProject, @Ctx() ctx: SubgraphContext): Promise<Count> {
    return countOf(await ctx.load(this.placements.countHiredPersons, project.id), CountUnit.PERSON);
  }

  @FieldResolver(() => PlacementConnection, {
    nullable: true,
    description: 'The persons taken on (吸纳人员), earliest first; null without the right to read placements.',
  })
  hires(
    @Root() project: StartupProject,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Connection<Placement> {
    const { loadHirePages, countHires } = this.placements;
    return nestedConnection(ctx, project.id, page, loadHirePages, countHires);
  }
}
