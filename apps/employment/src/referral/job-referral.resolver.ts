import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import { Region } from '../references/region.reference';
import { Worker } from '../references/worker.reference';
import { JobReferral } from './job-referral.entity';
import { JobReferralConnection, jobReferralList } from './job-referral.list';
import type { JobReferralService } from './job-referral.service';

/** Referrals (推荐岗位介绍就业) as the graph shows them. */
@Resolver(() => JobReferral)
export class JobReferralResolver {
  constructor(private readonly referrals: JobReferralService) {}

  @Query(() => JobReferral, {
    description: 'One referral by its id (按编号查岗位推荐); NOT_FOUND when it is unknown or of another region.',
  })
  jobReferral(
    @Arg('id', () => ID, { description: 'Id of the referral (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<JobReferral> {
    return this.referrals.get(ctx.viewer, id);
  }

  @Query(() => JobReferralConnection, {
    description: 'Referrals of the viewer’s regions (岗位推荐列表), the latest first unless asked otherwise.',
  })
  jobReferrals(
    @Arg('where', () => jobReferralList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [jobReferralList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<JobReferral>> {
    return this.referrals.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => Worker, { nullable: true, description: 'The person (职工); null when workers cannot give it.' })
  person(@Root() referral: JobReferral): Worker {
    return new Worker(referral.personId);
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'The employer (用人单位); null when enterprises cannot give it.',
  })
  employer(@Root() referral: JobReferral): Enterprise {
    return new Enterprise(referral.employerId);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of the person’s union (所在区域).' })
  region(@Root() referral: JobReferral): Region {
    return regionOf(Region, referral.regionCode);
  }
}
