import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Student } from '../student/student.entity';
import type { StudentService } from '../student/student.service';
import { HouseholdMember } from './household-member';

/** GraphQL face of a member's schooling. */
@Resolver(() => HouseholdMember)
export class HouseholdMemberResolver {
  constructor(private readonly students: StudentService) {}

  @FieldResolver(() => Student, {
    nullable: true,
    description: 'Schooling of the member (在读情况); null for who is not in education.',
  })
  student(@Root() { person }: HouseholdMember, @Ctx() ctx: SubgraphContext): Promise<Student | null> {
    return ctx.load(this.students.loadByPerson, person.id);
  }
}
