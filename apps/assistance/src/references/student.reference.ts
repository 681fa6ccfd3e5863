import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A student (学生) owned by workers; assistance adds the scholarships. */
@Directive('@key(fields: "id")')
@ObjectType('Student', { description: 'A child of a worker in education (学生); kept by workers.' })
export class Student {
  @Field(() => ID, { description: 'Opaque UUID of the student (编号).' })
  readonly id!: string;

  constructor(id: string) {
    this.id = id;
  }
}
