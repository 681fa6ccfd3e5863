import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A union organisation (工会组织) owned by enterprises; workers adds the files that it keeps. */
@Directive('@key(fields: "id")')
@ObjectType('TradeUnion', { description: 'A trade-union organisation (工会组织); kept by enterprises.' })
export class TradeUnion {
  @Field(() => ID, { description: 'Opaque UUID of the union organisation (编号).' })
  readonly id!: string;

  /** The reference to a union organisation, or null for none. */
  static of(id: string | null): TradeUnion | null {
    return id === null ? null : Object.assign(new TradeUnion(), { id });
  }
}
