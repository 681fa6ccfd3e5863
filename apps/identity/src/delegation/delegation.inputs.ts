import { Instant, RegionCodeScalar } from '@nuan/federation';
import { Allow, ArrayMaxSize, ArrayMinSize, IsOptional, IsUUID, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType('DelegateRoleInput', { description: 'A role of your own to lend to a colleague until a day (委托代理).' })
export class DelegateRoleInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Your assignment (本人岗位授权编号).' })
  readonly assignmentId!: string;

  @IsUUID('all')
  @Field(() => ID, { description: 'Who acts for you (代理人).' })
  readonly delegateId!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @Field(() => [RegionCodeScalar], { description: 'Where (区划), within your own; written where you write yourself.' })
  readonly regions!: string[];

  @IsOptional()
  @Field(() => Instant, { nullable: true, description: 'From when it holds (生效时间); now when absent.' })
  readonly validFrom?: Date | null;

  @Allow()
  @Field(() => Instant, { description: 'Until when (失效时间); at most 31 days later, and not after your own end.' })
  readonly validTo!: Date;

  @Length(2, 500)
  @Field(() => String, { description: 'Why (原因), such as a holiday; no ID number, account or phone.' })
  readonly reason!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same delegation.' })
  readonly idempotencyKey!: string;
}

@InputType('EndDelegationInput', { description: 'A delegation to end early (提前结束代理).' })
export class EndDelegationInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the delegation (代理编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the delegation that the client saw (版本).' })
  readonly expectedVersion!: number;
}
