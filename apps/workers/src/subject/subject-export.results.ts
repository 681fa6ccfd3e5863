import { Instant, SubjectRecord } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';

/** A copy that waits for the person's code. */
@ObjectType({ description: 'A copy that waits for the person’s code (待领取的个人信息副本).' })
export class SubjectExportPrepared {
  @Field(() => ID, { description: 'The copy (副本编号).' })
  readonly id!: string;

  @Field(() => String, {
    description: 'Code to give to the person, on paper (领取码): without it nobody opens the copy.',
  })
  readonly code!: string;

  @Field(() => Instant, { description: 'Until when it may be opened, once (有效期至).' })
  readonly expiresAt!: Date;
}

/** An opened copy. */
@ObjectType({ description: 'An opened copy (已领取的个人信息副本): what workers holds, and leave to gather the rest.' })
export class SubjectExportOpened {
  @Field(() => ID, { description: 'The copy (副本编号).' })
  readonly id!: string;

  @Field(() => SubjectRecord, { description: 'What workers holds of the person (本子系统所存).' })
  readonly record!: SubjectRecord;

  @Field(() => String, {
    description:
      'Leave to ask the other subgraphs for what they hold (凭据): subjectAidRecord, subjectJobRecord, subjectServiceRecord.',
  })
  readonly grant!: string;

  @Field(() => Instant, { description: 'Until when that leave holds (凭据有效期至).' })
  readonly grantUntil!: Date;
}
