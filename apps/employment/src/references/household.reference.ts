import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A household (困难职工家庭) owned by workers; employment adds what came of its members' search for work. */
@Directive('@key(fields: "id")')
@ObjectType('Household', { description: 'A filed hardship household (困难职工家庭); its file is kept by workers.' })
export class Household {
  @Field(() => ID, { description: 'Opaque UUID of the household file (档案).' })
  readonly id!: string;

  constructor(id: string) {
    this.id = id;
  }
}
