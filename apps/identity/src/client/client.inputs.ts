import { SERVICE_DEPARTMENT } from '@nuan/auth';
import { RegionCodeScalar } from '@nuan/federation';
import {
  Allow,
  ArrayMaxSize,
  ArrayMinSize,
  IsIn,
  IsOptional,
  Length,
  Matches,
  Max,
  Min,
  IsUUID,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { ClientKind, RateClass } from './client-kind';

/** The subgraphs that a client may be made for. */
export const SUBGRAPH_NAMES = ['workers', 'enterprises', 'assistance', 'employment', 'migrants'] as const;

/** A partner department by its code, or the platform itself. */
/** Names that programs sign in with. */
export const CLIENT_ID = /^[a-z][a-z0-9-]{2,49}$/;

/** Codes of departments, or our own name. */
export const DEPARTMENT = new RegExp(`^([A-Z][A-Z_]{1,39}|${SERVICE_DEPARTMENT})$`);

/** What a client may do and where. */
@InputType('ClientRightsInput', { description: 'What a client may do, and where (客户端权限).' })
export class ClientRightsInput {
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Field(() => [String], { description: 'Its rights, one by one (权限), such as wageCase:read.' })
  readonly scopes!: string[];

  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @Field(() => [RegionCodeScalar], { description: 'Where it reads (可读区划), within your regions.' })
  readonly readRegions!: string[];

  @ArrayMaxSize(20)
  @Field(() => [RegionCodeScalar], { description: 'Where it writes (可写区划), within where it reads.' })
  readonly writeRegions!: string[];

  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{1,49}$/)
  @Field(() => String, { nullable: true, description: 'Name of its contract schema (接口契约); none when absent.' })
  readonly contract?: string | null;

  @Allow()
  @Field(() => RateClass, { description: 'How much it may ask for (限流等级).' })
  readonly rateClass!: RateClass;
}

@InputType('RegisterClientInput', { description: 'A program to register (登记客户端).' })
export class RegisterClientInput extends ClientRightsInput {
  @Matches(CLIENT_ID)
  @Field(() => String, { description: 'Name to sign in with (客户端标识): a to z, digits, hyphens.' })
  readonly clientId!: string;

  @Length(2, 100)
  @Field(() => String, { description: 'What it is (名称).' })
  readonly title!: string;

  @Allow()
  @Field(() => ClientKind, { description: 'Kind (类别).' })
  readonly kind!: ClientKind;

  @Matches(DEPARTMENT)
  @Field(() => String, {
    description:
      'Department that runs it (所属部门), such as HUMAN_RESOURCES; nuan is the platform itself, whose subgraphs follow each other’s feeds.',
  })
  readonly department!: string;

  @IsOptional()
  @IsIn(SUBGRAPH_NAMES)
  @Field(() => String, { nullable: true, description: 'The one subgraph (子图); a service alone may go without.' })
  readonly subgraph?: string | null;

  @Length(8, 200)
  @Field(() => String, {
    description: 'Key of this request (幂等键): sent again, it gives the same client, without secret.',
  })
  readonly idempotencyKey!: string;
}

@InputType('ChangeClientInput', { description: 'Other rights of a client (变更客户端权限).' })
export class ChangeClientInput extends ClientRightsInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the client (客户端编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the client that the client saw (版本).' })
  readonly expectedVersion!: number;
}

/** What every step of a client states. */
@InputType('ClientStepInput', { description: 'Which client, and the version seen (客户端操作).' })
export class ClientStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the client (客户端编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version that was seen (版本).' })
  readonly expectedVersion!: number;
}

@InputType('RotateClientSecretInput', { description: 'A new secret for a client (更换客户端密钥).' })
export class RotateClientSecretInput extends ClientStepInput {
  @Min(0)
  @Max(168)
  @Field(() => Int, {
    defaultValue: 24,
    description: 'How long the one before still holds (新旧并行时长), in hours: 0 to 168; 0 when it has leaked.',
  })
  readonly overlapHours: number = 24;
}

@InputType('DisableClientInput', { description: 'A client that signs in no more (停用客户端).' })
export class DisableClientInput extends ClientStepInput {}

@InputType('EnableClientInput', { description: 'A client that signs in again (恢复客户端).' })
export class EnableClientInput extends ClientStepInput {}
