import { Instant } from '@nuan/federation';
import { Allow, IsOptional, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

import { ConsentChannel, ConsentPurpose } from '../filing/consent.entity';

/** A consent of a person on file. */
@InputType({ description: 'A consent of a person on file (登记授权).' })
export class RecordPersonConsentInput {
  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key gives the same consent.' })
  readonly idempotencyKey!: string;

  @Allow()
  @Field(() => ID, { description: 'The person (本人).' })
  readonly personId!: string;

  @IsOptional()
  @Allow()
  @Field(() => ID, {
    nullable: true,
    description: 'Adult of the household who consents for a child under 14 (监护人); nobody for others.',
  })
  readonly guardianId?: string | null;

  @Allow()
  @Field(() => ConsentPurpose, { description: 'What it is for (授权事项).' })
  readonly purpose!: ConsentPurpose;

  @Length(1, 50)
  @Field(() => String, { description: 'Version of the wording (授权书版本).' })
  readonly textVersion!: string;

  @Allow()
  @Field(() => ConsentChannel, { description: 'How it was given (授权方式).' })
  readonly channel!: ConsentChannel;

  @Allow()
  @Field(() => Instant, { description: 'When it was given (授权时间); not later than now.' })
  readonly givenAt!: Date;
}

/** A consent that is taken back. */
@InputType({ description: 'A consent of a person on file that is taken back (撤回授权).' })
export class WithdrawPersonConsentInput {
  @Allow()
  @Field(() => ID, { description: 'The consent (授权书编号).' })
  readonly consentId!: string;

  @Allow()
  @Field(() => String, { description: 'Why (理由), at most 500 characters.' })
  readonly reason!: string;
}
