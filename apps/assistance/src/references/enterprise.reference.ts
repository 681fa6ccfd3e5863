import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** An employer (企业) owned by enterprises; assistance adds what its workers were given. */
@Directive('@key(fields: "id")')
@ObjectType('Enterprise', { description: 'An employer (企业); kept by enterprises.' })
export class Enterprise {
  @Field(() => ID, { description: 'Opaque UUID of the enterprise (编号).' })
  readonly id!: string;

  constructor(id: string) {
    this.id = id;
  }
}
