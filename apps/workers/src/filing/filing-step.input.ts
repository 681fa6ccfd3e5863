import { Instant } from '@nuan/federation';
import { HardshipCategory } from '@nuan/kernel';
import { Allow, ArrayMaxSize, ArrayMinSize, IsOptional, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { ConsentChannel, ConsentPurpose } from './consent.entity';
import { ExclusionRule } from './exclusion-finding.entity';

/** A step of an application. */
@InputType({ description: 'A step of an application (申请步骤).' })
export class FilingStepInput {
  @Allow()
  @Field(() => ID, { description: 'UUID of the application (申请编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version that was read (所读版本).' })
  readonly expectedVersion!: number;
}

/** A step that may be told in words. */
@InputType({ description: 'A step with an opinion (附意见的步骤).' })
export class FilingOpinionInput extends FilingStepInput {
  @IsOptional()
  @MaxLength(500)
  @Field(() => String, { nullable: true, description: 'Opinion (意见).' })
  readonly opinion?: string | null;
}

/** A step that needs a reason. */
@InputType({ description: 'A step with its reason (附理由的步骤).' })
export class FilingReasonInput extends FilingStepInput {
  @MaxLength(500)
  @Field(() => String, { description: 'Reason (理由).' })
  readonly reason!: string;
}

/** A consent to an application. */
@InputType({ description: 'A consent of a person of an application (授权委托书).' })
export class RecordFilingConsentInput extends FilingStepInput {
  @Allow()
  @Field(() => ID, { description: 'Person of the application (成员).' })
  readonly personId!: string;

  @Allow()
  @Field(() => ID, {
    nullable: true,
    description: 'Adult of the application who consents for a child under 14 (监护人).',
  })
  readonly guardianId?: string | null;

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
}

/** A consent that is taken back. */
@InputType({ description: 'A consent that is taken back (撤回授权).' })
export class WithdrawFilingConsentInput extends FilingStepInput {
  @Allow()
  @Field(() => ID, { description: 'UUID of the consent (授权书编号).' })
  readonly consentId!: string;
}

/** A verification visit at home. */
@InputType({ description: 'A verification visit at home (入户核实).' })
export class RecordHouseholdVisitInput extends FilingStepInput {
  @Allow()
  @Field(() => Instant, { description: 'When the household was visited (入户时间); not later than now.' })
  readonly visitedAt!: Date;

  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @MaxLength(100, { each: true })
  @Field(() => [String], { description: 'User ids of the officers who came (入户人员), at least one.' })
  readonly visitedBy!: string[];

  @Min(0)
  @Field(() => Int, { description: 'Members who were met (见面人数).' })
  readonly personsMet!: number;

  @Allow()
  @Field(() => Boolean, {
    description:
      'Whether what was seen agrees with what was declared (与申报一致); if not, the visit is kept and the application stays.',
  })
  readonly confirmsDeclaration!: boolean;

  @IsOptional()
  @MaxLength(500)
  @Field(() => String, { nullable: true, description: 'What was found (核实情况); needed when it does not agree.' })
  readonly findings?: string | null;
}

/** A category against the rules' result. */
@InputType({ description: 'A category that differs from the result of the rules (调整困难类别).' })
export class OverrideFilingCategoryInput extends FilingReasonInput {
  @Allow()
  @Field(() => HardshipCategory, { description: 'The category (困难类别).' })
  readonly category!: HardshipCategory;
}

/** An exclusion that was found at the visit. */
@InputType({ description: 'An exclusion that was found (发现不予建档情形).' })
export class ReportExclusionInput extends FilingStepInput {
  @Allow()
  @Field(() => ExclusionRule, { description: 'Which rule (情形).' })
  readonly rule!: ExclusionRule;

  @MaxLength(500)
  @Field(() => String, { description: 'What shows it (依据).' })
  readonly evidence!: string;
}

/** An exclusion that is lifted. */
@InputType({ description: 'An exclusion that is lifted with a reason (豁免不予建档情形).' })
export class OverrideExclusionInput extends FilingReasonInput {
  @Allow()
  @Field(() => ID, { description: 'UUID of the finding (情形编号).' })
  readonly findingId!: string;
}

/** A public notice of an application. */
@InputType({ description: 'A public notice of an application (公示).' })
export class PubliciseFilingInput extends FilingStepInput {
  @MaxLength(100)
  @Field(() => String, { description: 'Where it is put up (公示地点): the unit or the community.' })
  readonly place!: string;
}
