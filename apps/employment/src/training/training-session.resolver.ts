import { type Connection, nestedConnection, PageArgs, type SubgraphContext } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { type Enrollment } from './enrollment.entity';
import { EnrollmentConnection } from './enrollment.list';
import type { EnrollmentService } from './enrollment.service';
import { TrainingProgram } from './training-program.entity';
import type { TrainingProgramService } from './training-program.service';
import { TrainingSession } from './training-session.entity';

/** Sessions (培训班次) as the graph shows them. */
@Resolver(() => TrainingSession)
export class TrainingSessionResolver {
  constructor(
    private readonly programs: TrainingProgramService,
    private readonly enrollments: EnrollmentService,
  ) {}

  @FieldResolver(() => TrainingProgram, {
    nullable: true,
    description: 'The programme (培训项目); null when it is of a region that the viewer does not see.',
  })
  program(@Root() session: TrainingSession, @Ctx() ctx: SubgraphContext): Promise<TrainingProgram | null> {
    return ctx.load(this.programs.loadMany, session.programId);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Where it takes place (所在区域).' })
  region(@Root() session: TrainingSession): Region {
    return regionOf(Region, session.regionCode);
  }

  @FieldResolver(() => EnrollmentConnection, {
    name: 'enrollments',
    description: 'Those who take part (参训人员), in order of application.',
  })
  participants(
    @Root() session: TrainingSession,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Connection<Enrollment> {
    const { loadSessionPages, countBySession } = this.enrollments;
    return nestedConnection(ctx, session.id, page, loadSessionPages, countBySession);
  }
}
