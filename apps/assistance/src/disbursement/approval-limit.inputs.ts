import { Money } from '@nuan/federation';
import { RegionLevel } from '@nuan/kernel';
import { Allow, IsOptional, Length, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';

@InputType('SetApprovalLimitInput', { description: 'How much a level may approve from now on (设定审批权限).' })
export class SetApprovalLimitInput {
  @Allow()
  @Field(() => RegionLevel, { description: 'Level of the approver (审批层级).' })
  readonly level!: RegionLevel;

  @Min(1)
  @Field(() => Int, { description: 'Version of the limit that the client saw (版本).' })
  readonly expectedVersion!: number;

  @IsOptional()
  @Field(() => Money, { nullable: true, description: 'In one payment (单笔限额，元); absent for no limit.' })
  readonly perPayment?: bigint | null;

  @IsOptional()
  @Field(() => Money, { nullable: true, description: 'In one batch (单批限额，元); absent for no limit.' })
  readonly perBatch?: bigint | null;

  @Length(4, 500)
  @Field(() => String, { description: 'What it rests on (依据): a notice, a decision.' })
  readonly basis!: string;
}
