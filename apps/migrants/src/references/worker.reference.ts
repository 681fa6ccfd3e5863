import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A person (职工) owned by workers; migrants adds wage cases and honours. */
@Directive('@key(fields: "id")')
@ObjectType('Worker', { description: 'A person (职工) known to the unions; kept by workers.' })
export class Worker {
  @Field(() => ID, { description: 'Opaque UUID of the person (编号).' })
  readonly id!: string;

  constructor(id: string) {
    this.id = id;
  }
}
