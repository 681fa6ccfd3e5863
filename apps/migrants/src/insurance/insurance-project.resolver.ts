import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import { Region } from '../references/region.reference';
import { InsuranceProject } from './insurance-project.entity';
import { InsuranceProjectConnection, insuranceProjectList } from './insurance-project.list';
import type { InsuranceProjectService } from './insurance-project.service';

/** Construction projects and their insurance (同舟计划) as the graph shows them. */
@Resolver(() => InsuranceProject)
export class InsuranceProjectResolver {
  constructor(private readonly projects: InsuranceProjectService) {}

  @Query(() => InsuranceProject, {
    description:
      'One construction project by its id (按编号查工伤保险项目); NOT_FOUND when it is unknown or of another region.',
  })
  insuranceProject(
    @Arg('id', () => ID, { description: 'Id of the project (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InsuranceProject> {
    return this.projects.get(ctx.viewer, id);
  }

  @Query(() => InsuranceProjectConnection, {
    description:
      'Construction projects of the viewer’s regions (工伤保险项目列表), the latest first unless asked otherwise.',
  })
  insuranceProjects(
    @Arg('where', () => insuranceProjectList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [insuranceProjectList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<InsuranceProject>> {
    return this.projects.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'Enterprise that builds (施工企业); null when enterprises cannot give it.',
  })
  enterprise(@Root() project: InsuranceProject): Enterprise {
    return new Enterprise(project.enterpriseId);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of the project (所在区域).' })
  region(@Root() project: InsuranceProject): Region {
    return regionOf(Region, project.regionCode);
  }
}
