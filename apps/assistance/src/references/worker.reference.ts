import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A person (职工) owned by workers; assistance only points at it, as payee. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Worker', { description: 'A person (职工) known to the unions; kept by workers.' })
export class Worker {
  @Field(() => ID, { description: 'Opaque UUID of the person (编号).' })
  readonly id!: string;

  constructor(id: string) {
    this.id = id;
  }
}
