import { Allow, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

/** For whom a copy is prepared. */
@InputType({ description: 'For whom a copy of its own data is prepared (登记个人信息副本申请).' })
export class RequestSubjectExportInput {
  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key gives the same copy and code.' })
  readonly idempotencyKey!: string;

  @Allow()
  @Field(() => ID, { description: 'Person who asks, identified at the counter (申请人).' })
  readonly workerId!: string;

  @Allow()
  @Field(() => String, {
    description: 'How the person asked and was identified (申请与核验方式), at most 500 characters.',
  })
  readonly reason!: string;
}

/** Which copy is opened, with the code that the person was given. */
@InputType({ description: 'Which copy is opened, with the person’s code (凭码领取个人信息副本).' })
export class OpenSubjectExportInput {
  @Allow()
  @Field(() => ID, { description: 'The copy (副本编号).' })
  readonly id!: string;

  @Length(1, 40)
  @Field(() => String, { description: 'Code that the person was given (领取码).' })
  readonly code!: string;
}
