import { RegionCodeScalar } from '@nuan/federation';
import { HardshipCause } from '@nuan/kernel';
import { Allow, ArrayMaxSize, IsOptional, Length, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

import { AssessmentLineInput } from '../assessment/assessment.inputs';
import { FileChange } from '../household/file-change';
import { TemporaryReason } from '../household/temporary-reason';
import { EmploymentStatus } from '../worker/employment-status';

/** The head of a household that is helped without a file. */
@InputType({ description: 'The head of a household that is helped without being filed (临时档户主).' })
export class TemporaryHeadInput {
  @Length(1, 50)
  @Field(() => String, { description: 'Name as on the identity card (姓名).' })
  readonly name!: string;

  @Allow()
  @Field(() => String, {
    description: 'Resident ID number, 18 characters (身份证号); sealed, shown by its mask alone.',
  })
  readonly idNumber!: string;

  @IsOptional()
  @Allow()
  @Field(() => String, { nullable: true, description: 'Mobile number (手机号).' })
  readonly phone?: string | null;

  @Allow()
  @Field(() => EmploymentStatus, { description: 'Employment status (工作状态).' })
  readonly employmentStatus!: EmploymentStatus;
}

/** A temporary file to be opened. */
@InputType({ description: 'A temporary file to be opened (临时建档), for a household that is not filed.' })
export class OpenTemporaryFileInput {
  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key gives the same file.' })
  readonly idempotencyKey!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'Region of the household (所在区域).' })
  readonly regionCode!: string;

  @Allow()
  @Field(() => ID, { description: 'Union that keeps the file (受理工会).' })
  readonly unionId!: string;

  @Allow()
  @Field(() => TemporaryReason, { description: 'Why it is helped without being filed (临时建档原因).' })
  readonly because!: TemporaryReason;

  @Allow()
  @Field(() => String, { description: 'The reason in words (说明), at most 500 characters.' })
  readonly reason!: string;

  @Allow()
  @Field(() => HardshipCause, { description: 'Primary cause of hardship (主要致困原因).' })
  readonly primaryCause!: HardshipCause;

  @ArrayMaxSize(10)
  @Field(() => [HardshipCause], { defaultValue: [], description: 'Secondary causes (次要致困原因): none to three.' })
  readonly secondaryCauses!: HardshipCause[];

  @IsOptional()
  @Length(1, 200)
  @Field(() => String, {
    nullable: true,
    description: 'What OTHER stands for (其他原因说明); only with the cause OTHER.',
  })
  readonly otherCause?: string | null;

  @ValidateNested()
  @Field(() => TemporaryHeadInput, { description: 'The head (户主); members are added afterwards.' })
  readonly head!: TemporaryHeadInput;

  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Field(() => [AssessmentLineInput], {
    defaultValue: [],
    description: 'Incomes and rigid expenses of twelve months (收支明细).',
  })
  readonly lines!: AssessmentLineInput[];

  @Allow()
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether an accident or sudden event is declared (意外致困).',
  })
  readonly isAccidental!: boolean;
}

/** A file that is to be closed or filed again. */
@InputType({ description: 'A file, and why (档案及理由).' })
export class CloseTemporaryFileInput extends FileChange {}

/** A household that is to be filed, or filed again. */
@InputType({
  description: 'A household that is to be filed from a temporary file, or again after a relapse (转建档、返困建档).',
})
export class FileAgainInput extends FileChange {
  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key gives the same application.' })
  readonly idempotencyKey!: string;
}
