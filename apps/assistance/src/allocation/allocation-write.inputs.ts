import { Money, RegionCodeScalar } from '@nuan/federation';
import { UnionLevel } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** The union that is to get money. */
@InputType('ReceivingUnionInput', { description: 'The union that is to get the money (接收单位).' })
export class ReceivingUnionInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the union (工会组织编号).' })
  readonly unionId!: string;

  @Allow()
  @Field(() => UnionLevel, { description: 'Its level (层级): PREFECTURE or COUNTY.' })
  readonly level!: UnionLevel;

  @Allow()
  @Field(() => RegionCodeScalar, {
    description:
      'Its region (所属区域): a city of the province, a county of the city, or a directly administered county.',
  })
  readonly region!: string;
}

/** Input of `proposeAllocation`. */
@InputType('ProposeAllocationInput', {
  description: 'Money to be passed down one step (拟下拨资金). To a union that has some of the fund, it adds to it.',
})
export class ProposeAllocationInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The allocation it comes from (上级分配编号).' })
  readonly parentId!: string;

  @ValidateNested()
  @Field(() => ReceivingUnionInput, { description: 'Who gets it (接收单位).' })
  readonly to!: ReceivingUnionInput;

  @Allow()
  @Field(() => Money, { description: 'How much (金额，元); above 0.00.' })
  readonly amount!: bigint;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key proposes it once.' })
  readonly idempotencyKey!: string;
}

/** Input of the steps of an allocation that need no more than to be named. */
@InputType('AllocationStepInput', { description: 'An allocation and the version that was read (资金分配及其版本).' })
export class AllocationStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The allocation (资金分配编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the allocation that was read (版本).' })
  readonly expectedVersion!: number;
}

/** Input of `returnUnspent`. */
@InputType('ReturnUnspentInput', { description: 'Unspent money that goes back up (上缴结余).' })
export class ReturnUnspentInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The allocation (资金分配编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the allocation that was read (版本).' })
  readonly expectedVersion!: number;

  @IsOptional()
  @Field(() => Money, { nullable: true, description: 'How much (金额，元); all that is available when absent.' })
  readonly amount?: bigint | null;

  @Length(1, 200)
  @Field(() => String, { description: 'Why (原因), for the ledger.' })
  readonly reason!: string;
}
