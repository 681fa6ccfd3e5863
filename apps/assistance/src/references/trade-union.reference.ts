import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A union organisation (工会组织) owned by enterprises; assistance adds the money allocated to it. */
@Directive('@key(fields: "id")')
@ObjectType('TradeUnion', { description: 'A trade-union organisation (工会组织); kept by enterprises.' })
export class TradeUnion {
  @Field(() => ID, { description: 'Opaque UUID of the union organisation (编号).' })
  readonly id!: string;

  constructor(id: string) {
    this.id = id;
  }
}
