import { FaultError } from '@nuan/errors';
import type { SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Household } from '../household/household.entity';
import type { HouseholdService } from '../household/household.service';
import { Worker } from '../worker/worker.entity';
import type { WorkerService } from '../worker/worker.service';
import { Student } from './student.entity';
import type { StudentService } from './student.service';

/** GraphQL face of students (在读子女). */
@Resolver(() => Student)
export class StudentResolver {
  constructor(
    private readonly students: StudentService,
    private readonly files: HouseholdService,
    private readonly people: WorkerService,
  ) {}

  @Query(() => Student, {
    nullable: true,
    description: 'One student (在读学生); NOT_FOUND when unknown or outside the viewer’s regions.',
  })
  student(
    @Arg('id', () => ID, { description: 'UUID of the student (学生编号).' }) id: string,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Student> {
    return this.students.get(viewer, id);
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description:
      'Household of the parent (父母所在困难职工家庭), under which aid to study is filed; null with FORBIDDEN for who may not see households.',
  })
  async parentHousehold(@Root() { householdId }: Student, @Ctx() ctx: SubgraphContext): Promise<Household> {
    const household = await ctx.load(this.files.loadMany, householdId);
    if (!household) throw new FaultError('a student was given without its household');
    return household;
  }

  @FieldResolver(() => Worker, { description: 'The person who studies (学生本人).' })
  person(@Root() { personId }: Student, @Ctx() ctx: SubgraphContext): Promise<Worker> {
    return ctx.load(this.people.loadInHouseholds, personId);
  }
}
