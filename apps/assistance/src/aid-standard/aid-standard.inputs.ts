import { LocalDateScalar, Money, RegionCodeScalar } from '@nuan/federation';
import { AidPurpose, HardshipCategory, TargetGroupKind } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { CapScope } from './cap-scope';

/** What a standard allows, to whom and where. */
@InputType('StandardTermsInput', { description: 'What a standard allows, to whom and where (标准内容).' })
export class StandardTermsInput {
  @Allow()
  @Field(() => RegionCodeScalar, { description: 'Region it holds in (适用区域), with everything below.' })
  readonly region!: string;

  @Allow()
  @Field(() => TargetGroupKind, { description: 'Group it is for (对象类别).' })
  readonly group!: TargetGroupKind;

  @Allow()
  @Field(() => AidPurpose, { description: 'Purpose it is for (救助用途).' })
  readonly purpose!: AidPurpose;

  @IsOptional()
  @Field(() => HardshipCategory, {
    nullable: true,
    description: 'Category it is for (困难类别); absent for every category without one of its own.',
  })
  readonly category?: HardshipCategory | null;

  @Allow()
  @Field(() => Money, { description: 'Most that one payment may give (单次上限，元).' })
  readonly perPayment!: bigint;

  @Allow()
  @Field(() => Money, { description: 'Most that a calendar year may give (年度上限，元); not below perPayment.' })
  readonly perYear!: bigint;

  @Allow()
  @Field(() => CapScope, { description: 'Of whom the year is counted (年度上限口径).' })
  readonly capScope!: CapScope;
}

/** Input of `createStandard`. */
@InputType('CreateStandardInput', {
  description:
    'A new standard of aid (制定救助标准). It ends the one before it and gives way to one that begins later.',
})
export class CreateStandardInput {
  @ValidateNested()
  @Field(() => StandardTermsInput, { description: 'What it allows (标准内容).' })
  readonly terms!: StandardTermsInput;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'First day it holds (生效日期); today at the earliest.' })
  readonly validFrom!: string;

  @Length(1, 200)
  @Field(() => String, { description: 'The rule it comes from, in Chinese (依据).' })
  readonly basis!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key is the same standard.' })
  readonly idempotencyKey!: string;
}

/** Input of `endStandard`. */
@InputType('EndStandardInput', { description: 'A standard that is to end (废止救助标准).' })
export class EndStandardInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The standard (标准编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the standard that was read (版本).' })
  readonly expectedVersion!: number;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Last day it holds (失效日期); today at the earliest.' })
  readonly validTo!: string;
}
