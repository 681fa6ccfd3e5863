import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';

import { Disbursement } from '../disbursement/disbursement.entity';
import type { DisbursementService } from '../disbursement/disbursement.service';
import { Household } from '../references/household.reference';
import { Region } from '../references/region.reference';
import { Student } from '../references/student.reference';
import { ScholarshipGrant } from './scholarship-grant.entity';
import { ScholarshipStats } from './scholarship-stats';
import { ScholarshipGrantConnection, scholarshipList } from './scholarship.list';
import type { ScholarshipService } from './scholarship.service';

/** Autumn scholarships (金秋助学) as the graph shows them. */
@Resolver(() => ScholarshipGrant)
export class ScholarshipResolver {
  constructor(
    private readonly grants: ScholarshipService,
    private readonly payments: DisbursementService,
  ) {}

  @Query(() => ScholarshipStats, {
    description: 'Scholarships of an academic year in sum (金秋助学统计), within the viewer’s regions.',
  })
  scholarshipStats(
    @Arg('year', () => Int, { description: 'Academic year, by the calendar year it begins in (学年).' }) year: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ScholarshipStats> {
    return this.grants.stats(ctx.viewer, year);
  }

  @Query(() => ScholarshipGrantConnection, {
    description: 'Scholarships of the viewer’s regions (金秋助学名单), by day unless asked otherwise.',
  })
  scholarships(
    @Arg('year', () => Int, { nullable: true, description: 'Only this academic year (学年).' })
    year: number | undefined,
    @Arg('where', () => scholarshipList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [scholarshipList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<ScholarshipGrant>> {
    return this.grants.list(ctx.viewer, { year, where, orderBy, ...page });
  }

  @FieldResolver(() => Student, {
    nullable: true,
    description: 'The student (受助学生); null when workers cannot give it.',
  })
  student(@Root() grant: ScholarshipGrant): Student {
    return new Student(grant.studentId);
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: 'Household of the parent (困难职工家庭), whose file it was granted for.',
  })
  household(@Root() grant: ScholarshipGrant): Household {
    return new Household(grant.householdId);
  }

  @FieldResolver(() => Region, {
    nullable: true,
    description: 'Region of the household (所在区域), as it was when granted.',
  })
  region(@Root() grant: ScholarshipGrant): Region {
    return regionOf(Region, grant.regionCode);
  }

  @FieldResolver(() => Disbursement, {
    nullable: true,
    description: 'The payment that carried it out (发放记录); null for a viewer who may not read payments.',
  })
  disbursement(@Root() grant: ScholarshipGrant, @Ctx() ctx: SubgraphContext): Promise<Disbursement | null> {
    return ctx.load(this.payments.loadMany, grant.disbursementId);
  }
}

/** What assistance adds to a student (学生). */
@Resolver(() => Student)
export class StudentScholarshipsResolver {
  constructor(private readonly grants: ScholarshipService) {}

  @FieldResolver(() => [ScholarshipGrant], {
    nullable: true,
    description:
      'Scholarships of the student (获得的金秋助学), the latest first: at most one per academic year. Null when assistance cannot answer.',
  })
  scholarships(@Root() student: Student, @Ctx() ctx: SubgraphContext): Promise<readonly ScholarshipGrant[]> {
    return ctx.load(this.grants.loadByStudent, student.id);
  }
}
