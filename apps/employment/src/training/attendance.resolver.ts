import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';

import { Attendance } from './attendance.entity';
import { Enrollment } from './enrollment.entity';
import type { EnrollmentService } from './enrollment.service';

/** The days that a person attended. */
@Resolver(() => Enrollment)
export class AttendanceResolver {
  constructor(private readonly enrollments: EnrollmentService) {}

  @FieldResolver(() => [Attendance], { description: 'Days attended (出勤记录), in order.' })
  attendance(@Root() enrollment: Enrollment, @Ctx() ctx: SubgraphContext): Promise<readonly Attendance[]> {
    return ctx.load(this.enrollments.loadAttendance, enrollment.id);
  }

  @FieldResolver(() => Int, { description: 'Hours attended in all (累计学时).' })
  async hoursAttended(@Root() enrollment: Enrollment, @Ctx() ctx: SubgraphContext): Promise<number> {
    const days = await ctx.load(this.enrollments.loadAttendance, enrollment.id);
    return days.reduce((sum, { hours }) => sum + hours, 0);
  }
}
