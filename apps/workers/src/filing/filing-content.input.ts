import { Money, RegionCodeScalar } from '@nuan/federation';
import { ArchiveTier, HardshipCause } from '@nuan/kernel';
import { Allow, ArrayMaxSize, IsOptional, Length, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Field, Float, ID, InputType, Int } from 'type-graphql';

import { BankAccountKind } from '../household/bank-account';
import { HousingType } from '../household/housing';
import { KeyGroup } from '../household/key-group';
import { FilingAmountKind } from './amount-kind';
import { FilingPersonInput } from './filing-person.input';

/** Most persons of a household, and most lines of income and expense, of one application. */
const MAX_PERSONS = 20;
const MAX_AMOUNTS = 200;

/** A line of income or expense as it is declared. */
@InputType({ description: 'A line of income or unavoidable expense over twelve months (收支明细).' })
export class FilingAmountInput {
  @Allow()
  @Field(() => FilingAmountKind, { description: 'What it is (项目).' })
  readonly kind!: FilingAmountKind;

  @Allow()
  @Field(() => Money, { description: 'Sum over twelve months (十二个月合计); not negative.' })
  readonly amount!: bigint;

  @IsOptional()
  @Min(0)
  @Field(() => Int, {
    nullable: true,
    description: 'Place in `persons` of whose it is (成员序号); none for the household’s.',
  })
  readonly personIndex?: number | null;

  @IsOptional()
  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'Remark (备注).' })
  readonly note?: string | null;
}

/** Where the household lives. */
@InputType({ description: 'Where the household lives (住房情况).' })
export class FilingHousingInput {
  @Allow()
  @Field(() => HousingType, { description: 'Type of housing (住房类型).' })
  readonly type!: HousingType;

  @IsOptional()
  @Min(1)
  @Max(2000)
  @Field(() => Float, { nullable: true, description: 'Floor area in square metres (建筑面积).' })
  readonly areaM2?: number | null;
}

/** The account that aid is to be paid to. */
@InputType({ description: 'Account that aid is to be paid to (收款账户), in the name of the head.' })
export class FilingAccountInput {
  @MaxLength(50)
  @Field(() => String, { description: 'Name of the bank (开户银行).' })
  readonly bankName!: string;

  @Allow()
  @Field(() => BankAccountKind, { description: 'Card or passbook (账户类型).' })
  readonly kind!: BankAccountKind;

  @MaxLength(40)
  @Field(() => String, { description: 'Number of the account (账号), whole; a card’s by its check digit.' })
  readonly accountNumber!: string;

  @MaxLength(50)
  @Field(() => String, { description: 'Name on the account (户名): the head’s.' })
  readonly holderName!: string;
}

/** What the household declares of the things that bar it from the register. */
@InputType({ description: 'Declaration on what bars a household from the register (不予建档情形申报).' })
export class FilingDeclarationInput {
  @Min(0)
  @Max(99)
  @Field(() => Int, { description: 'Homes that it owns (自有住房套数).' })
  readonly homesOwned!: number;

  @Allow()
  @Field(() => Boolean, { description: 'A shop, or hired hands (开办门店或雇工).' })
  readonly runsBusiness!: boolean;

  @Allow()
  @Field(() => Boolean, {
    description: 'A child at a high-fee private school, or abroad at its own cost (高收费就学).',
  })
  readonly hasCostlySchooling!: boolean;

  @Allow()
  @Field(() => Boolean, { description: 'Regular use of a motor vehicle not for hire (经常使用机动车).' })
  readonly keepsVehicle!: boolean;

  @Allow()
  @Field(() => Boolean, { description: 'An able-bodied adult who does not work without a reason (无正当理由不就业).' })
  readonly isIdleWithoutReason!: boolean;
}

/** Everything that an application says. */
@InputType({
  description:
    'Everything that an application says (申请内容). It replaces what was saved; address and account left out stay as saved, null removes them.',
})
export class FilingContentInput {
  @Allow()
  @Field(() => ArchiveTier, { nullable: true, description: 'Tier applied for (建档标准).' })
  readonly tier?: ArchiveTier | null;

  @Allow()
  @Field(() => KeyGroup, { nullable: true, description: 'Key group (五类重点群体).' })
  readonly keyGroup?: KeyGroup | null;

  @Allow()
  @Field(() => HardshipCause, { nullable: true, description: 'Primary cause (主要致困原因); needed to hand it in.' })
  readonly primaryCause?: HardshipCause | null;

  @Allow()
  @Field(() => [HardshipCause], { defaultValue: [], description: 'Secondary causes (次要致困原因): none to three.' })
  readonly secondaryCauses!: HardshipCause[];

  @IsOptional()
  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'What the cause OTHER stands for (其他原因说明); only with it.' })
  readonly otherCause?: string | null;

  @Allow()
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether an accident or sudden event brought it about (意外致困).',
  })
  readonly isAccidental!: boolean;

  @Allow()
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the household can help itself to some degree (有一定自救能力).',
  })
  readonly canHelpItself?: boolean | null;

  @IsOptional()
  @ValidateNested()
  @Field(() => FilingHousingInput, { nullable: true, description: 'Where it lives (住房情况).' })
  readonly housing?: FilingHousingInput | null;

  @IsOptional()
  @MaxLength(200)
  @Field(() => String, { nullable: true, description: 'Home address (家庭住址); needed to hand it in.' })
  readonly address?: string | null;

  @IsOptional()
  @ValidateNested()
  @Field(() => FilingAccountInput, { nullable: true, description: 'Account that aid is to be paid to (收款账户).' })
  readonly account?: FilingAccountInput | null;

  @ArrayMaxSize(MAX_PERSONS)
  @ValidateNested({ each: true })
  @Field(() => [FilingPersonInput], {
    description: 'Persons of the household (家庭成员), the applicant as HEAD; at most 20.',
  })
  readonly persons!: FilingPersonInput[];

  @IsOptional()
  @ArrayMaxSize(MAX_AMOUNTS)
  @ValidateNested({ each: true })
  @Field(() => [FilingAmountInput], {
    defaultValue: [],
    description: 'Incomes and unavoidable expenses (收支明细); at most 200 lines.',
  })
  readonly amounts!: FilingAmountInput[];

  @ValidateNested()
  @Field(() => FilingDeclarationInput, { description: 'What bars a household from the register (不予建档情形申报).' })
  readonly declaration!: FilingDeclarationInput;
}

/** A new application. */
@InputType({ description: 'A new application as a draft (新建申请草稿).' })
export class CreateFilingDraftInput {
  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key gives the same application.' })
  readonly idempotencyKey!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'Region that is to keep the file (受理区域): a county or a city.' })
  readonly regionCode!: string;

  @Allow()
  @Field(() => ID, { description: 'Union that handles it (受理工会).' })
  readonly unionId!: string;

  @Allow()
  @Field(() => ID, { nullable: true, description: 'Closed file of a household that relapsed (返困前档案).' })
  readonly previousFileId?: string | null;

  @ValidateNested()
  @Field(() => FilingContentInput, { description: 'What it says (申请内容).' })
  readonly content!: FilingContentInput;
}

/** A draft, or a returned application, saved anew. */
@InputType({ description: 'A draft or a returned application, saved anew (保存申请).' })
export class SaveFilingDraftInput {
  @Allow()
  @Field(() => ID, { description: 'UUID of the application (申请编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version that was read (所读版本).' })
  readonly expectedVersion!: number;

  @ValidateNested()
  @Field(() => FilingContentInput, { description: 'What it says now (申请内容).' })
  readonly content!: FilingContentInput;
}
