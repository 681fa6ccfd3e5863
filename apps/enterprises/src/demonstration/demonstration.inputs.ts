import { IsUUID, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { EnterpriseStepInput } from '../enterprise/enterprise-write.inputs';

@InputType('NominateDemonstrationUnitInput', {
  description: 'An enterprise to nominate as a demonstration unit (推荐).',
})
export class NominateDemonstrationUnitInput extends EnterpriseStepInput {
  @Length(2, 500)
  @Field(() => String, { description: 'Why it is nominated (推荐理由).' })
  readonly grounds!: string;
}

@InputType('SelectDemonstrationUnitInput', { description: 'A nominated enterprise to select (选树示范单位).' })
export class SelectDemonstrationUnitInput extends EnterpriseStepInput {
  @Length(2, 500)
  @Field(() => String, { description: 'Document or grounds of the selection (选树文件或理由).' })
  readonly grounds!: string;
}

@InputType('RevokeDemonstrationUnitInput', { description: 'A demonstration unit to revoke (撤销示范单位).' })
export class RevokeDemonstrationUnitInput extends EnterpriseStepInput {
  @Length(2, 500)
  @Field(() => String, { description: 'Why it is revoked (撤销原因).' })
  readonly grounds!: string;
}

@InputType('PromiseJobsInput', { description: 'Jobs that a unit promises for a year (承诺岗位).' })
export class PromiseJobsInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The unit: a nominated or selected enterprise (示范单位编号).' })
  readonly enterpriseId!: string;

  @Min(2013)
  @Max(2100)
  @Field(() => Int, { description: 'Calendar year (年度): last, this or next year.' })
  readonly year!: number;

  @Min(0)
  @Max(100_000)
  @Field(() => Int, { description: 'Jobs promised (承诺岗位数); 0 takes a promise back.' })
  readonly jobs!: number;

  @Min(0)
  @Field(() => Int, {
    defaultValue: 0,
    description:
      'Version of the year’s promise that the client saw (版本); 0 for none. The same promise again is no change.',
  })
  readonly expectedVersion!: number;
}
