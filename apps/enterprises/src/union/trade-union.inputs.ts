import { LocalDateScalar, RegionCodeScalar } from '@nuan/federation';
import { Industry, type LocalDate, UnionLevel } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** What every change of a union states: which one, and what the client saw of it. */
@InputType('UnionStepInput', { description: 'Which union is changed, and the version that the client saw (工会操作).' })
export class UnionStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the organisation (工会编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the organisation that the client saw (版本).' })
  readonly expectedVersion!: number;
}

@InputType('FoundUnionInput', { description: 'A union organisation to found (成立工会).' })
export class FoundUnionInput {
  @Length(2, 200)
  @Field(() => String, { description: 'Name (名称).' })
  readonly name!: string;

  @Allow()
  @Field(() => UnionLevel, { description: 'Level (工会层级); it fits the level of the organisation above.' })
  readonly level!: UnionLevel;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'Whose organisation it is (所属区划), within that of the one above.' })
  readonly region!: string;

  @IsUUID('all')
  @Field(() => ID, { description: 'The organisation above (上级工会).' })
  readonly parentId!: string;

  @IsOptional()
  @Field(() => Industry, { nullable: true, description: 'Industry (产业), for an industrial union.' })
  readonly industry?: Industry | null;

  @Allow()
  @Field(() => Boolean, { defaultValue: false, description: 'Whether it runs an aid centre (是否设帮扶中心).' })
  readonly aidCentre: boolean = false;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Day of its founding (成立日期); not in the future.' })
  readonly foundedOn!: LocalDate;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same organisation.' })
  readonly idempotencyKey!: string;
}

@InputType('ChangeUnionInput', { description: 'What changes of a union (变更工会信息); what is absent stays.' })
export class ChangeUnionInput extends UnionStepInput {
  @IsOptional()
  @Length(2, 200)
  @Field(() => String, { nullable: true, description: 'New name (名称).' })
  readonly name?: string | null;

  @IsOptional()
  @Field(() => Industry, { nullable: true, description: 'New industry (产业) of an industrial union.' })
  readonly industry?: Industry | null;

  @IsOptional()
  @Field(() => Boolean, { nullable: true, description: 'Whether it runs an aid centre from now on (是否设帮扶中心).' })
  readonly aidCentre?: boolean | null;
}

@InputType('MoveUnionInput', { description: 'Another place in the tree (调整工会隶属关系).' })
export class MoveUnionInput extends UnionStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The new organisation above (上级工会).' })
  readonly parentId!: string;

  @IsOptional()
  @Field(() => RegionCodeScalar, {
    nullable: true,
    description:
      'Its new region (所属区划), when the division itself moved; those below with the old region take it too.',
  })
  readonly region?: string | null;
}

@InputType('DissolveUnionInput', { description: 'A dissolution (撤销工会); final.' })
export class DissolveUnionInput extends UnionStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Who takes over its files, employers and shops (承接工会).' })
  readonly successorId!: string;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Day of the dissolution (撤销日期); not in the future.' })
  readonly dissolvedOn!: LocalDate;

  @Length(2, 500)
  @Field(() => String, { description: 'Why (撤销原因), such as the employer’s deregistration.' })
  readonly reason!: string;
}
