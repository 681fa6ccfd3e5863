import { LocalDateScalar, RegionCodeScalar } from '@nuan/federation';
import { Industry, type LocalDate } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { Ownership } from './ownership';

/** Most workers of one employer; a larger figure is a slip. */
const MAX_HEADCOUNT = 2_000_000;

/** What every change of a registered enterprise states: which one, and what the client saw of it. */
@InputType('EnterpriseStepInput', {
  description: 'Which enterprise is changed, and the version that the client saw (企业操作).',
})
export class EnterpriseStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the enterprise (企业编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the enterprise that the client saw (版本).' })
  readonly expectedVersion!: number;
}

@InputType('RegisterEnterpriseInput', { description: 'An employer to enter into the register (登记企业).' })
export class RegisterEnterpriseInput {
  @Matches(/^\S{18}$/)
  @Field(() => String, { description: 'Unified social credit code (统一社会信用代码), with a right check character.' })
  readonly creditCode!: string;

  @Length(2, 200)
  @Field(() => String, { description: 'Registered name (单位名称).' })
  readonly name!: string;

  @Allow()
  @Field(() => Industry, { description: 'Industry (所属行业).' })
  readonly industry!: Industry;

  @Allow()
  @Field(() => Ownership, { description: 'Who owns it (单位性质).' })
  readonly ownership!: Ownership;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'County, or the city for one at city level (所在区划).' })
  readonly region!: string;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'Its union organisation (所属工会), if it has one.' })
  readonly unionId?: string | null;

  @IsOptional()
  @Min(0)
  @Max(MAX_HEADCOUNT)
  @Field(() => Int, { nullable: true, description: 'Workers on the roll (在册职工人数), if reported.' })
  readonly headcount?: number | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same enterprise.' })
  readonly idempotencyKey!: string;
}

@InputType('ChangeEnterpriseInput', {
  description: 'What changes of an enterprise (变更企业信息); what is absent stays.',
})
export class ChangeEnterpriseInput extends EnterpriseStepInput {
  @IsOptional()
  @Length(2, 200)
  @Field(() => String, { nullable: true, description: 'New name (单位名称).' })
  readonly name?: string | null;

  @IsOptional()
  @Field(() => Industry, { nullable: true, description: 'New industry (所属行业).' })
  readonly industry?: Industry | null;

  @IsOptional()
  @Field(() => Ownership, { nullable: true, description: 'New ownership (单位性质).' })
  readonly ownership?: Ownership | null;

  @IsOptional()
  @Min(0)
  @Max(MAX_HEADCOUNT)
  @Field(() => Int, { nullable: true, description: 'New number of workers on the roll (在册职工人数).' })
  readonly headcount?: number | null;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, {
    nullable: true,
    description: 'New union organisation (所属工会); null takes it out of its union.',
  })
  readonly unionId?: string | null;
}

@InputType('MoveEnterpriseInput', { description: 'A move to another region (企业迁移).' })
export class MoveEnterpriseInput extends EnterpriseStepInput {
  @Allow()
  @Field(() => RegionCodeScalar, { description: 'Where it moved to (迁入区划): a county or a city.' })
  readonly region!: string;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'First day there (迁入日期); not in the future.' })
  readonly movedOn!: LocalDate;
}

@InputType('DeregisterEnterpriseInput', {
  description: 'A deregistration (注销企业); a wrong one is taken back by the city or the province.',
})
export class DeregisterEnterpriseInput extends EnterpriseStepInput {
  @Allow()
  @Field(() => LocalDateScalar, { description: 'Day of deregistration (注销日期); not in the future.' })
  readonly closedOn!: LocalDate;

  @Length(2, 500)
  @Field(() => String, { description: 'Why (注销原因).' })
  readonly reason!: string;
}

@InputType('ReinstateEnterpriseInput', { description: 'A wrong deregistration to be taken back (更正注销).' })
export class ReinstateEnterpriseInput extends EnterpriseStepInput {
  @Length(2, 500)
  @Field(() => String, { description: 'Why the deregistration was wrong (更正原因).' })
  readonly reason!: string;
}
