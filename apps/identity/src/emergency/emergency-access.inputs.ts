import { RegionCodeScalar } from '@nuan/federation';
import { Allow, ArrayMaxSize, ArrayMinSize, IsUUID, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { EmergencyVerdict } from './emergency-verdict';

@InputType('OpenEmergencyAccessInput', { description: 'Regions to be read in an emergency (启用应急授权).' })
export class OpenEmergencyAccessInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Your assignment that is widened (本人岗位授权编号); of the role that you act in.' })
  readonly assignmentId!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @Field(() => [RegionCodeScalar], { description: 'Regions to be read (临时可读区划), beside your own; 1 to 5.' })
  readonly regions!: string[];

  @Min(15)
  @Max(240)
  @Field(() => Int, { description: 'For how long (时长), in minutes: 15 to 240.' })
  readonly minutes!: number;

  @Length(10, 500)
  @Field(() => String, { description: 'The emergency (事由), 10 characters at least; no ID number, account or phone.' })
  readonly reason!: string;

  @Length(2, 100)
  @Field(() => String, { description: 'The case or document that it belongs to (案件或文号).' })
  readonly caseReference!: string;

  @ArrayMinSize(2)
  @ArrayMaxSize(2)
  @IsUUID('all', { each: true })
  @Field(() => [ID], {
    description:
      'Two others who are notified (被通知人): officers of province or city, or auditors, over these regions.',
  })
  readonly notifiedIds!: string[];

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same access.' })
  readonly idempotencyKey!: string;
}

/** What every step of an emergency access states. */
@InputType('EmergencyAccessStepInput', { description: 'Which emergency access, and the version seen (应急授权操作).' })
export class EmergencyAccessStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the emergency access (应急授权编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version that the client saw (版本).' })
  readonly expectedVersion!: number;
}

@InputType('EndEmergencyAccessInput', { description: 'An emergency access that is over early (提前结束应急授权).' })
export class EndEmergencyAccessInput extends EmergencyAccessStepInput {}

@InputType('ReviewEmergencyAccessInput', { description: 'What a review found (复核应急授权).' })
export class ReviewEmergencyAccessInput extends EmergencyAccessStepInput {
  @Allow()
  @Field(() => EmergencyVerdict, { description: 'The finding (结论).' })
  readonly verdict!: EmergencyVerdict;

  @Length(2, 500)
  @Field(() => String, { description: 'Its grounds (说明); no ID number, account or phone.' })
  readonly note!: string;
}
