import { Instant, RegionCodeScalar } from '@nuan/federation';
import { Allow, ArrayMaxSize, ArrayMinSize, IsOptional, IsUUID, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { PersonRole } from './person-role';

@InputType('GrantRoleInput', { description: 'A role to grant (授予岗位).' })
export class GrantRoleInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Who gets it (用户编号), of your regions.' })
  readonly userId!: string;

  @Allow()
  @Field(() => PersonRole, { description: 'The role (角色). The province’s is appointed at the console alone.' })
  readonly role!: PersonRole;

  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @Field(() => [RegionCodeScalar], {
    description: 'Where it reads (可读区划), each with all below, within your regions.',
  })
  readonly readRegions!: string[];

  @ArrayMaxSize(20)
  @Field(() => [RegionCodeScalar], {
    description: 'Where it writes (可写区划), within where it reads; none for reading only.',
  })
  readonly writeRegions!: string[];

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'The union that it acts for (所属工会); it bounds nothing.' })
  readonly unionId?: string | null;

  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsUUID('all', { each: true })
  @Field(() => [ID], {
    nullable: true,
    description:
      'Unions at the head of the sub-trees that it reads within its regions (可读工会); bounded by regions alone when absent.',
  })
  readonly readUnions?: string[] | null;

  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsUUID('all', { each: true })
  @Field(() => [ID], {
    nullable: true,
    description: 'Unions at the head of the sub-trees that it writes for (可写工会); those that it reads when absent.',
  })
  readonly writeUnions?: string[] | null;

  @IsOptional()
  @Field(() => Instant, { nullable: true, description: 'From when it holds (生效时间); now when absent.' })
  readonly validFrom?: Date | null;

  @IsOptional()
  @Field(() => Instant, { nullable: true, description: 'Until when (失效时间); without an end when absent.' })
  readonly validTo?: Date | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same assignment.' })
  readonly idempotencyKey!: string;
}

@InputType('RevokeRoleInput', { description: 'A role to revoke (撤销岗位).' })
export class RevokeRoleInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the assignment (岗位授权编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the assignment that the client saw (版本).' })
  readonly expectedVersion!: number;

  @Length(2, 500)
  @Field(() => String, { description: 'Why (原因); no ID number, account or phone.' })
  readonly reason!: string;
}
