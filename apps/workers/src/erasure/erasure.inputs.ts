import { Allow, IsOptional, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { ErasureGround } from './erasure-request-state';

/** Who asks to be erased. */
@InputType({ description: 'Who asks to be erased (登记个人信息清除申请).' })
export class RequestErasureInput {
  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key gives the same request.' })
  readonly idempotencyKey!: string;

  @Allow()
  @Field(() => ID, { description: 'Person who asks, or for whom a guardian asks (申请人).' })
  readonly workerId!: string;

  @Allow()
  @Field(() => String, { description: 'What the person asked, in words (申请内容), at most 500 characters.' })
  readonly wish!: string;
}

/** A decision about a request to be erased. */
@InputType({ description: 'Decision about a request to be erased (处理个人信息清除申请).' })
export abstract class DecideErasureInput {
  @Allow()
  @Field(() => ID, { description: 'The request (申请编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the request that was seen (所见版本).' })
  readonly expectedVersion!: number;

  @Allow()
  @Field(() => String, { description: 'Reason of the decision (处理意见), at most 500 characters.' })
  readonly opinion!: string;
}

/** Granting. */
@InputType({ description: 'Granting of a request to be erased (同意并清除).' })
export class ExecuteErasureInput extends DecideErasureInput {}

/** Taking back. */
@InputType({ description: 'Taking back of a request to be erased (撤回个人信息清除申请).' })
export class WithdrawErasureInput extends DecideErasureInput {}

/** A refusal, with a duty that the program can't know. */
@InputType({ description: 'Refusal of a request to be erased (拒绝个人信息清除申请).' })
export class RefuseErasureInput extends DecideErasureInput {
  @IsOptional()
  @Allow()
  @Field(() => ErasureGround, {
    nullable: true,
    description: 'OTHER_DUTY where the program knows no ground; what it knows goes before (依据).',
  })
  readonly ground?: ErasureGround | null;
}
