import { IsUUID, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType('ClaimPlaceInput', { description: 'Who claims a place of which event (抢名额).' })
export class ClaimPlaceInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the event (活动编号).' })
  readonly eventId!: string;

  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the person (职工编号).' })
  readonly personId!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same claim.' })
  readonly idempotencyKey!: string;
}

@InputType('CancelPlaceInput', { description: 'A place, seat or waiting number to give back (取消名额).' })
export class CancelPlaceInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the claim (编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the claim that the client saw (版本).' })
  readonly expectedVersion!: number;
}
