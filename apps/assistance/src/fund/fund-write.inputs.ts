import { LocalDateScalar, Money, RegionCodeScalar } from '@nuan/federation';
import { AidPurpose, ArchiveTier, FundSource, TargetGroupKind, UnionLevel } from '@nuan/kernel';
import { Field, ID, InputType, Int } from 'type-graphql';

/** The earmark of a fund, as it is stated. */
@InputType('FundRuleInput', { description: 'The earmark of a fund (使用规定): whom and what its money may pay for.' })
export class FundRuleInput {
  @Field(() => [TargetGroupKind], { description: 'Target groups it may pay (适用对象); at least one.' })
  readonly groups!: TargetGroupKind[];

  @Field(() => [AidPurpose], { description: 'Purposes it may serve (资金用途); at least one.' })
  readonly purposes!: AidPurpose[];

  @Field(() => [ArchiveTier], {
    nullable: true,
    description: 'Tiers of file it may pay (适用建档标准); absent or empty for every tier.',
  })
  readonly tiers?: ArchiveTier[];

  @Field(() => [RegionCodeScalar], {
    nullable: true,
    description: 'Regions it may pay in, each with everything below (适用区域); absent or empty for the whole region.',
  })
  readonly regions?: string[];
}

/** Input of `createFund`. */
@InputType('CreateFundInput', { description: 'A fund to be opened (设立资金).' })
export class CreateFundInput {
  @Field(() => FundSource, { description: 'Where the money comes from (资金来源).' })
  readonly source!: FundSource;

  @Field(() => String, { description: 'Name in Chinese (资金名称), up to 200 characters.' })
  readonly name!: string;

  @Field(() => Int, { description: 'Budget year (预算年度).' })
  readonly year!: number;

  @Field(() => UnionLevel, {
    description: 'Level of the raising union (筹集层级): PROVINCE, PREFECTURE or COUNTY, that of its region.',
  })
  readonly raisedBy!: UnionLevel;

  @Field(() => ID, { description: 'The raising union (筹集单位).' })
  readonly unionId!: string;

  @Field(() => RegionCodeScalar, { description: 'Region of the raising union (所属区域).' })
  readonly region!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the campaign it is for (活动代码); none for daily aid.',
  })
  readonly campaign?: string;

  @Field(() => FundRuleInput, { description: 'The earmark (使用规定).' })
  readonly rule!: FundRuleInput;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'By when all of it must be passed down (下拨期限). Required for the fiscal aid and settlement money that the province raises; with it any fund is passed down in full.',
  })
  readonly passDownDueOn?: string;

  @Field(() => String, {
    description: 'Key of this request (幂等键), 8 to 200 characters: the same key is the same fund.',
  })
  readonly idempotencyKey!: string;
}

/** Input of `raiseMoney`. */
@InputType('RaiseMoneyInput', { description: 'Money that came into a fund (资金到账).' })
export class RaiseMoneyInput {
  @Field(() => ID, { description: 'The fund (资金编号); not one of donations, whose money comes with its donation.' })
  readonly fundId!: string;

  @Field(() => Money, { description: 'How much (金额，元); above 0.00.' })
  readonly amount!: bigint;

  @Field(() => String, { nullable: true, description: 'Document or note for the ledger (凭证说明).' })
  readonly memo?: string;

  @Field(() => String, { description: 'Key of this request (幂等键): the same key raises the money once.' })
  readonly idempotencyKey!: string;
}

/** Input of `takeBackRaised`. */
@InputType('TakeBackRaisedInput', { description: 'Money that goes back to where it came from (退回来源或更正).' })
export class TakeBackRaisedInput {
  @Field(() => ID, { description: 'The fund (资金编号).' })
  readonly fundId!: string;

  @Field(() => Money, { description: 'How much (金额，元); at most what the raising union still has available.' })
  readonly amount!: bigint;

  @Field(() => String, { description: 'Why (原因), for the ledger.' })
  readonly reason!: string;

  @Field(() => String, { description: 'Key of this request (幂等键): the same key takes the money back once.' })
  readonly idempotencyKey!: string;
}

/** Input of `changeFundRule`. */
@InputType('ChangeFundRuleInput', { description: 'A new earmark for a fund that has paid nothing yet (变更使用规定).' })
export class ChangeFundRuleInput {
  @Field(() => ID, { description: 'The fund (资金编号).' })
  readonly id!: string;

  @Field(() => Int, { description: 'Version of the fund that was read (版本).' })
  readonly expectedVersion!: number;

  @Field(() => FundRuleInput, { description: 'The whole new earmark (新的使用规定).' })
  readonly rule!: FundRuleInput;

  @Field(() => String, { description: 'Why it changes (变更原因).' })
  readonly reason!: string;
}

/** Input of `closeFund`. */
@InputType('CloseFundInput', { description: 'A fund whose money is all spent or gone back (关闭资金).' })
export class CloseFundInput {
  @Field(() => ID, { description: 'The fund (资金编号).' })
  readonly id!: string;

  @Field(() => Int, { description: 'Version of the fund that was read (版本).' })
  readonly expectedVersion!: number;
}
