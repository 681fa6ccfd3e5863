import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** An employer (企业) owned by enterprises; workers adds how many of its workers are filed. */
@Directive('@key(fields: "id")')
@ObjectType('Enterprise', { description: 'An employer (企业); kept by enterprises.' })
export class Enterprise {
  @Field(() => ID, { description: 'Opaque UUID of the enterprise (编号).' })
  readonly id!: string;

  /** The reference to an enterprise, or null for none. */
  static of(id: string | null): Enterprise | null {
    return id === null ? null : Object.assign(new Enterprise(), { id });
  }
}
