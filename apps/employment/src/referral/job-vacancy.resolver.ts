import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import { Region } from '../references/region.reference';
import { JobVacancy } from './job-vacancy.entity';
import { JobVacancyConnection, jobVacancyList } from './job-vacancy.list';
import type { JobVacancyService } from './job-vacancy.service';

/** Vacancies (岗位信息) as the graph shows them. */
@Resolver(() => JobVacancy)
export class JobVacancyResolver {
  constructor(private readonly vacancies: JobVacancyService) {}

  @Query(() => JobVacancyConnection, {
    description: 'Vacancies of the viewer’s regions (岗位信息列表), the latest first unless asked otherwise.',
  })
  jobVacancies(
    @Arg('where', () => jobVacancyList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [jobVacancyList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<JobVacancy>> {
    return this.vacancies.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'The employer (用人单位); null when enterprises cannot give it.',
  })
  employer(@Root() vacancy: JobVacancy): Enterprise {
    return new Enterprise(vacancy.enterpriseId);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Where the job is (所在区域).' })
  region(@Root() vacancy: JobVacancy): Region {
    return regionOf(Region, vacancy.regionCode);
  }

  @FieldResolver(() => Int, { description: 'Persons taken on so far (已录用人数), never more than wanted.' })
  hired(@Root() vacancy: JobVacancy, @Ctx() ctx: SubgraphContext): Promise<number> {
    return ctx.load(this.vacancies.countHired, vacancy.id);
  }
}
