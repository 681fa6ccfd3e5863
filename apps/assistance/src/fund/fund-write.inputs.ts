import { LocalDateScalar, Money, RegionCodeScalar } from '@nuan/federation';
import { AidPurpose, ArchiveTier, FundSource, TargetGroupKind, UnionLevel } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** The earmark of a fund, as it is stated. */
@InputType('FundRuleInput', { description: 'The earmark of a fund (使用规定): whom and what its money may pay for.' })
export class FundRuleInput {
  @Allow()
  @Field(() => [TargetGroupKind], { description: 'Target groups it may pay (适用对象); at least one.' })
  readonly groups!: TargetGroupKind[];

  @Allow()
  @Field(() => [AidPurpose], { description: 'Purposes it may serve (资金用途); at least one.' })
  readonly purposes!: AidPurpose[];

  @IsOptional()
  @Field(() => [ArchiveTier], {
    nullable: true,
    description: 'Tiers of file it may pay (适用建档标准); absent or empty for every tier.',
  })
  readonly tiers?: ArchiveTier[] | null;

  @IsOptional()
  @Field(() => [RegionCodeScalar], {
    nullable: true,
    description: 'Regions it may pay in, each with everything below (适用区域); absent or empty for the whole region.',
  })
  readonly regions?: string[] | null;
}

/** Input of `createFund`. */
@InputType('CreateFundInput', { description: 'A fund to be opened (设立资金).' })
export class CreateFundInput {
  @Allow()
  @Field(() => FundSource, { description: 'Where the money comes from (资金来源).' })
  readonly source!: FundSource;

  @Length(1, 200)
  @Field(() => String, { description: 'Name in Chinese (资金名称), up to 200 characters.' })
  readonly name!: string;

  @Allow()
  @Field(() => Int, { description: 'Budget year (预算年度).' })
  readonly year!: number;

  @Allow()
  @Field(() => UnionLevel, {
    description: 'Level of the raising union (筹集层级): PROVINCE, PREFECTURE or COUNTY, that of its region.',
  })
  readonly raisedBy!: UnionLevel;

  @IsUUID('all')
  @Field(() => ID, { description: 'The raising union (筹集单位).' })
  readonly unionId!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'Region of the raising union (所属区域).' })
  readonly region!: string;

  @IsOptional()
  @Length(1, 200)
  @Field(() => String, {
    nullable: true,
    description: 'Code of the campaign it is for (活动代码); none for daily aid.',
  })
  readonly campaign?: string | null;

  @ValidateNested()
  @Field(() => FundRuleInput, { description: 'The earmark (使用规定).' })
  readonly rule!: FundRuleInput;

  @IsOptional()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'By when all of it must be passed down (下拨期限). Required for the fiscal aid and settlement money that the province raises; with it any fund is passed down in full.',
  })
  readonly passDownDueOn?: string | null;

  @Length(8, 200)
  @Field(() => String, {
    description: 'Key of this request (幂等键), 8 to 200 characters: the same key is the same fund.',
  })
  readonly idempotencyKey!: string;
}

/** Input of `raiseMoney`. */
@InputType('RaiseMoneyInput', { description: 'Money that came into a fund (资金到账).' })
export class RaiseMoneyInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The fund (资金编号); not one of donations, whose money comes with its donation.' })
  readonly fundId!: string;

  @Allow()
  @Field(() => Money, { description: 'How much (金额，元); above 0.00.' })
  readonly amount!: bigint;

  @IsOptional()
  @Length(1, 200)
  @Field(() => String, { nullable: true, description: 'Document or note for the ledger (凭证说明).' })
  readonly memo?: string | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key raises the money once.' })
  readonly idempotencyKey!: string;
}

/** Input of `takeBackRaised`. */
@InputType('TakeBackRaisedInput', { description: 'Money that goes back to where it came from (退回来源或更正).' })
export class TakeBackRaisedInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The fund (资金编号).' })
  readonly fundId!: string;

  @Allow()
  @Field(() => Money, { description: 'How much (金额，元); at most what the raising union still has available.' })
  readonly amount!: bigint;

  @Length(1, 200)
  @Field(() => String, { description: 'Why (原因), for the ledger.' })
  readonly reason!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key takes the money back once.' })
  readonly idempotencyKey!: string;
}

/** Input of `changeFundRule`. */
@InputType('ChangeFundRuleInput', { description: 'A new earmark for a fund that has paid nothing yet (变更使用规定).' })
export class ChangeFundRuleInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The fund (资金编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the fund that was read (版本).' })
  readonly expectedVersion!: number;

  @ValidateNested()
  @Field(() => FundRuleInput, { description: 'The whole new earmark (新的使用规定).' })
  readonly rule!: FundRuleInput;

  @Length(1, 200)
  @Field(() => String, { description: 'Why it changes (变更原因).' })
  readonly reason!: string;
}

/** Input of `closeFund`. */
@InputType('CloseFundInput', { description: 'A fund whose money is all spent or gone back (关闭资金).' })
export class CloseFundInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The fund (资金编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the fund that was read (版本).' })
  readonly expectedVersion!: number;
}
