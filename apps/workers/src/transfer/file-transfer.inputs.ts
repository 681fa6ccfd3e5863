import { RegionCodeScalar } from '@nuan/federation';
import { Allow, IsOptional, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { TransferReason } from './transfer-state';

/** Where a file is to move. */
@InputType({ description: 'Where a file is to move, and why (提请转接).' })
export class ProposeTransferInput {
  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key gives the same transfer.' })
  readonly idempotencyKey!: string;

  @Allow()
  @Field(() => ID, { description: 'File to move (档案).' })
  readonly householdId!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the file that was seen (所见版本).' })
  readonly expectedVersion!: number;

  @Allow()
  @Field(() => RegionCodeScalar, {
    description: 'Region that is to receive it (转入区域): a county or a city that exists today.',
  })
  readonly toRegion!: string;

  @Allow()
  @Field(() => ID, { description: 'Union that is to receive it (转入工会).' })
  readonly toUnionId!: string;

  @Allow()
  @Field(() => TransferReason, { description: 'Why the file moves (转接原因).' })
  readonly reason!: TransferReason;

  @Allow()
  @Field(() => String, { description: 'The reason in words (说明), at most 500 characters.' })
  readonly explanation!: string;
}

/** Which dissolved union hands its files on. */
@InputType({ description: 'Which dissolved union hands its files on (撤销工会档案成批转接).' })
export class ProposeTransfersOfUnionInput {
  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key gives the same act.' })
  readonly idempotencyKey!: string;

  @Allow()
  @Field(() => ID, { description: 'Union that was dissolved (撤销的工会).' })
  readonly unionId!: string;
}

/** Which deregistered employer leaves files to be handed on. */
@InputType({ description: 'Which deregistered employer leaves files to be handed on (注销单位档案成批转接).' })
export class ProposeTransfersOfEmployerInput {
  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key gives the same act.' })
  readonly idempotencyKey!: string;

  @Allow()
  @Field(() => ID, { description: 'Employer that was deregistered (注销的单位).' })
  readonly enterpriseId!: string;
}

/** An answer to a proposed transfer. */
@InputType({ description: 'Answer to a proposed transfer (处理转接): accepting, declining or taking it back.' })
export class DecideTransferInput {
  @Allow()
  @Field(() => ID, { description: 'The transfer (转接编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the transfer that was seen (所见版本).' })
  readonly expectedVersion!: number;

  @IsOptional()
  @Allow()
  @Field(() => String, { nullable: true, description: 'What is to be said to it (处理意见); needed to decline.' })
  readonly opinion?: string | null;
}
