import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A union organisation (工会) owned by enterprises; employment only points at it, as organiser of a programme. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('TradeUnion', { description: 'A union organisation (工会组织); kept by enterprises.' })
export class TradeUnion {
  @Field(() => ID, { description: 'Opaque UUID of the union (编号).' })
  readonly id!: string;

  constructor(id: string) {
    this.id = id;
  }
}
