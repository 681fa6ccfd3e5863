import { Instant, LocalDateScalar } from '@nuan/federation';
import { DiversionRoute, type LocalDate, OccupationGroup, StudyLevel } from '@nuan/kernel';
import { Allow, ArrayMaxSize, IsOptional, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { EmploymentStatus } from '../worker/employment-status';
import { HealthStatus } from '../worker/health-status';
import { HouseholdRelation } from '../worker/household-relation';
import { ModelWorkerLevel } from '../worker/model-worker-level';
import { DisabilityInput } from '../worker/worker-write.inputs';
import { ConsentChannel, ConsentPurpose } from './consent.entity';

/** The schooling of a member as it is declared. */
@InputType({ description: 'The schooling of a member (在读情况).' })
export class FilingStudyInput {
  @Allow()
  @Field(() => StudyLevel, { description: 'Level of study (学段).' })
  readonly level!: StudyLevel;

  @IsOptional()
  @MaxLength(100)
  @Field(() => String, { nullable: true, description: 'School (就读学校).' })
  readonly school?: string | null;

  @IsOptional()
  @Min(1980)
  @Max(2100)
  @Field(() => Int, { nullable: true, description: 'Year of enrolment (入学年份).' })
  readonly enrolledYear?: number | null;

  @IsOptional()
  @Min(1)
  @Max(12)
  @Field(() => Int, { nullable: true, description: 'Length of the programme in years (学制).' })
  readonly programmeYears?: number | null;
}

/** A consent that was given. */
@InputType({ description: 'A consent that was given (授权): purpose, wording, channel and time.' })
export class FilingConsentInput {
  @Allow()
  @Field(() => ConsentPurpose, { description: 'What it is for (授权事项).' })
  readonly purpose!: ConsentPurpose;

  @MaxLength(50)
  @Field(() => String, { description: 'Version of the wording (授权书版本).' })
  readonly textVersion!: string;

  @Allow()
  @Field(() => ConsentChannel, { description: 'How it was given (授权方式).' })
  readonly channel!: ConsentChannel;

  @Allow()
  @Field(() => Instant, { description: 'When it was given (授权时间); not later than now.' })
  readonly givenAt!: Date;

  @IsOptional()
  @Min(0)
  @Field(() => Int, {
    nullable: true,
    description: 'Place in `persons` of the adult who consented for a child under 14 (监护人序号).',
  })
  readonly guardianIndex?: number | null;
}

/** What a migrant worker shows: the household is filed at the place of work by it. */
@InputType({ description: 'What a migrant worker shows (农民工佐证): residence, contract or factual employment.' })
export class FilingMigrantEvidenceInput {
  @Allow()
  @Field(() => Boolean, { description: 'Whether there is a residence permit (居住证).' })
  readonly hasResidencePermit!: boolean;

  @Allow()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Since when the person lives in town (在城镇居住起始日).',
  })
  readonly residentSince?: LocalDate | null;

  @Allow()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Since when the person works there in fact, where there is no contract (事实劳动关系起始日).',
  })
  readonly employedSince?: LocalDate | null;
}

/** A person of the household as it is declared. */
@InputType({
  description:
    'A person of the household (家庭成员). For one saved before, `id` stands for what is sealed: leave out ID number, phone, health and disability to keep them.',
})
export class FilingPersonInput {
  @Allow()
  @Field(() => ID, { nullable: true, description: 'The person as saved before (成员编号); none for a new one.' })
  readonly id?: string | null;

  @Allow()
  @Field(() => HouseholdRelation, { description: 'Relation to the head (与户主关系); exactly one person is HEAD.' })
  readonly relation!: HouseholdRelation;

  @MaxLength(50)
  @Field(() => String, { description: 'Name (姓名), whole.' })
  readonly name!: string;

  @IsOptional()
  @MaxLength(40)
  @Field(() => String, {
    nullable: true,
    description: 'Resident ID number (居民身份证号), 18 characters; may be left out for a person saved before.',
  })
  readonly idNumber?: string | null;

  @IsOptional()
  @MaxLength(20)
  @Field(() => String, {
    nullable: true,
    description: 'Phone (手机), 11 digits; left out it stays as saved, null removes it.',
  })
  readonly phone?: string | null;

  @Allow()
  @Field(() => EmploymentStatus, { description: 'Employment status (工作状态).' })
  readonly employmentStatus!: EmploymentStatus;

  @Allow()
  @Field(() => OccupationGroup, { nullable: true, description: 'Occupation group (职业群体).' })
  readonly occupationGroup?: OccupationGroup | null;

  @Allow()
  @Field(() => ID, { nullable: true, description: 'Employer (工作单位), an enterprise.' })
  readonly employerId?: string | null;

  @Allow()
  @Field(() => HealthStatus, {
    nullable: true,
    description:
      'Health (健康状况); anything but GOOD needs the person’s HEALTH_DATA consent. Left out it stays as saved; of a new person it is GOOD.',
  })
  readonly health?: HealthStatus | null;

  @IsOptional()
  @ValidateNested()
  @Field(() => DisabilityInput, {
    nullable: true,
    description:
      'Certified disability (残疾); needs the person’s HEALTH_DATA consent. Left out it stays as saved, null removes it.',
  })
  readonly disability?: DisabilityInput | null;

  @Allow()
  @Field(() => ModelWorkerLevel, { nullable: true, description: 'Honour level of a model worker (劳模类型).' })
  readonly modelWorkerLevel?: ModelWorkerLevel | null;

  @Allow()
  @Field(() => Boolean, { description: 'Whether the person has joined the union (工会会员).' })
  readonly unionMember!: boolean;

  @Allow()
  @Field(() => LocalDateScalar, { nullable: true, description: 'First day of the labour contract (合同起始日).' })
  readonly contractFrom?: LocalDate | null;

  @Allow()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day of the labour contract (合同期限).' })
  readonly contractUntil?: LocalDate | null;

  @IsOptional()
  @ValidateNested()
  @Field(() => FilingMigrantEvidenceInput, {
    nullable: true,
    description: 'What a migrant worker shows (农民工佐证); who gives it is one.',
  })
  readonly migrant?: FilingMigrantEvidenceInput | null;

  @Allow()
  @Field(() => DiversionRoute, {
    nullable: true,
    description: 'Route of a diverted worker (分流安置渠道); only with an employer.',
  })
  readonly diversion?: DiversionRoute | null;

  @IsOptional()
  @ValidateNested()
  @Field(() => FilingStudyInput, { nullable: true, description: 'Schooling (在读情况) of who is in education.' })
  readonly study?: FilingStudyInput | null;

  @IsOptional()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Field(() => [FilingConsentInput], {
    defaultValue: [],
    description: 'Consents given with this form (授权); those in force already stay.',
  })
  readonly consents!: FilingConsentInput[];
}
