import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { Worker } from '../references/worker.reference';
import { Enrollment } from './enrollment.entity';
import { EnrollmentConnection, enrollmentList } from './enrollment.list';
import type { EnrollmentService } from './enrollment.service';
import type { TrainingProgramService } from './training-program.service';
import { TrainingSession } from './training-session.entity';

/** Participations in training (参训记录) as the graph shows them. */
@Resolver(() => Enrollment)
export class EnrollmentResolver {
  constructor(
    private readonly participations: EnrollmentService,
    private readonly programs: TrainingProgramService,
  ) {}

  @Query(() => EnrollmentConnection, {
    description:
      'Participations in training of the viewer’s regions (参训记录列表), the latest first unless asked otherwise.',
  })
  enrollments(
    @Arg('where', () => enrollmentList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [enrollmentList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<Enrollment>> {
    return this.participations.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => Worker, { nullable: true, description: 'The person (职工); null when workers cannot give it.' })
  person(@Root() enrollment: Enrollment): Worker {
    return new Worker(enrollment.personId);
  }

  @FieldResolver(() => Region, {
    nullable: true,
    description: 'Region of the person’s union when enrolled (所在区域).',
  })
  region(@Root() enrollment: Enrollment): Region {
    return regionOf(Region, enrollment.regionCode);
  }

  @FieldResolver(() => TrainingSession, {
    nullable: true,
    description: 'The session (培训班次); null when it is of a region that the viewer does not see.',
  })
  session(@Root() enrollment: Enrollment, @Ctx() ctx: SubgraphContext): Promise<TrainingSession | null> {
    return ctx.load(this.programs.loadSession, enrollment.sessionId);
  }
}
