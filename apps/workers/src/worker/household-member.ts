import { Field, ObjectType } from 'type-graphql';

import { HouseholdRelation } from './household-relation';
import { Worker } from './worker.entity';

/** A member of a household in its place. */
@ObjectType('HouseholdMember', {
  description: 'A member of a household (家庭成员): the person, the relation to the head, the schooling.',
})
export class HouseholdMember {
  @Field(() => Worker, { description: 'The person (本人).' })
  readonly person: Worker;

  @Field(() => HouseholdRelation, { description: 'Relation to the head (与户主关系).' })
  readonly relation: HouseholdRelation;

  constructor(person: Worker, relation: HouseholdRelation) {
    this.person = person;
    this.relation = relation;
  }
}
