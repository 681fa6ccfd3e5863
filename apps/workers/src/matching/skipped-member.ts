import { Field, ID, ObjectType } from 'type-graphql';

/** A member of a file whom no list is held against, until the person has signed. */
@ObjectType('SkippedMember', {
  description: 'A member of a file whom no list is held against (未比对成员), until its consent is recorded.',
})
export class SkippedMember {
  @Field(() => ID, { description: 'The member (家庭成员编号).' })
  readonly workerId: string;

  @Field(() => String, { description: 'Why (原因): always CONSENT_REQUIRED.' })
  readonly rule: string = 'CONSENT_REQUIRED';

  constructor(workerId: string) {
    this.workerId = workerId;
  }
}
