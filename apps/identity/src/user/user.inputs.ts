import { RegionCodeScalar } from '@nuan/federation';
import { Allow, IsOptional, IsUUID, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** What every change of a user states: which one, and what the client saw of it. */
@InputType('UserStepInput', { description: 'Which user is changed, and the version that the client saw (用户操作).' })
export class UserStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the user (用户编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the user that the client saw (版本).' })
  readonly expectedVersion!: number;
}

@InputType('RegisterUserInput', { description: 'A user to register (登记用户).' })
export class RegisterUserInput {
  @Length(1, 40)
  @Field(() => String, { description: 'Name (姓名); only its mask is stored.' })
  readonly displayName!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'Where the user belongs (所属区划), within your regions.' })
  readonly region!: string;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'The user’s own union (所属工会).' })
  readonly unionId?: string | null;

  @Length(1, 200)
  @Field(() => String, { description: 'The issuer that the user signs in with (身份提供方).' })
  readonly issuer!: string;

  @Length(1, 200)
  @Field(() => String, { description: 'The issuer’s id of the user (外部编号).' })
  readonly subject!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same user.' })
  readonly idempotencyKey!: string;
}

@InputType('LinkIdentityInput', { description: 'A further name by which an issuer knows the user (绑定外部身份).' })
export class LinkIdentityInput extends UserStepInput {
  @Length(1, 200)
  @Field(() => String, { description: 'The issuer (身份提供方).' })
  readonly issuer!: string;

  @Length(1, 200)
  @Field(() => String, { description: 'The issuer’s id of the user (外部编号).' })
  readonly subject!: string;
}

@InputType('UnlinkIdentityInput', { description: 'A name that no longer stands for the user (解绑外部身份).' })
export class UnlinkIdentityInput extends UserStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the external identity (外部身份编号).' })
  readonly identityId!: string;
}

@InputType('DisableUserInput', { description: 'A user who signs in no more (停用用户).' })
export class DisableUserInput extends UserStepInput {
  @Length(2, 500)
  @Field(() => String, { description: 'Why (原因); no ID number, account or phone.' })
  readonly reason!: string;
}

@InputType('EnableUserInput', { description: 'A user who signs in again (恢复用户).' })
export class EnableUserInput extends UserStepInput {
  @Length(2, 500)
  @Field(() => String, { description: 'Why (原因); no ID number, account or phone.' })
  readonly reason!: string;
}
