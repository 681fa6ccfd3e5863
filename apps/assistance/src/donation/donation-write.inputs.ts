import { LocalDateScalar, Money, RegionCodeScalar } from '@nuan/federation';
import { Allow, IsOptional, IsUUID, Length, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { DonationKind } from './donation-kind';
import { Valuation } from './valuation';

/** A lot of donated goods, as it comes in. */
@InputType('NewLotInput', { description: 'A lot of donated goods (捐赠物资批次).' })
export class NewLotInput {
  @Length(1, 200)
  @Field(() => String, { description: 'What the lot holds, in Chinese (物资名称).' })
  readonly goods!: string;

  @Allow()
  @Field(() => Int, { description: 'How many (数量).' })
  readonly quantity!: number;

  @Length(1, 200)
  @Field(() => String, { description: 'Unit of the quantity in Chinese (计量单位).' })
  readonly measure!: string;

  @Allow()
  @Field(() => Money, { description: 'Value of the whole lot (价值，元).' })
  readonly value!: bigint;

  @Allow()
  @Field(() => Valuation, { description: 'How the value was found (计价方式).' })
  readonly valuation!: Valuation;
}

/** Input of `receiveDonation`. */
@InputType('ReceiveDonationInput', { description: 'A gift of money or goods (接收捐赠).' })
export class ReceiveDonationInput {
  @Allow()
  @Field(() => DonationKind, { description: 'What is given (捐赠类型).' })
  readonly kind!: DonationKind;

  @Length(1, 200)
  @Field(() => String, {
    description: 'The donor as may be published (捐赠方): an organisation, or a collective name for private givers.',
  })
  readonly donor!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'Region that receives it (接收区域).' })
  readonly region!: string;

  @IsUUID('all')
  @Field(() => ID, { description: 'The receiving union (接收单位).' })
  readonly unionId!: string;

  @IsOptional()
  @Length(1, 200)
  @Field(() => String, { nullable: true, description: 'Code of the campaign it is for (活动代码).' })
  readonly campaign?: string | null;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Day it was received (接收日期); not after today.' })
  readonly receivedOn!: string;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, {
    nullable: true,
    description: 'The fund of donations that takes the money (所入资金); for CASH alone.',
  })
  readonly fundId?: string | null;

  @IsOptional()
  @Field(() => Money, { nullable: true, description: 'How much money (捐款金额，元); for CASH alone.' })
  readonly cash?: bigint | null;

  @IsOptional()
  @ValidateNested({ each: true })
  @Field(() => [NewLotInput], { nullable: true, description: 'The goods, 1 to 100 lots (捐赠物资); for GOODS alone.' })
  readonly lots?: NewLotInput[] | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key is the same donation.' })
  readonly idempotencyKey!: string;
}

/** Input of `returnDonation`. */
@InputType('ReturnDonationInput', {
  description: 'Cash of a donation given back, or recorded too high (退回或更正捐款).',
})
export class ReturnDonationInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The donation (捐赠编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the donation that was read (版本).' })
  readonly expectedVersion!: number;

  @Allow()
  @Field(() => Money, { description: 'How much (金额，元); at most what was not given back before.' })
  readonly cash!: bigint;

  @Length(1, 200)
  @Field(() => String, { description: 'Why (原因), for the ledger.' })
  readonly reason!: string;
}

/** Input of `issueLot`. */
@InputType('IssueLotInput', {
  description: 'Donated goods given to people (发放捐赠物资): a count of them, or a list.',
})
export class IssueLotInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The lot (物资批次编号).' })
  readonly lotId!: string;

  @Allow()
  @Field(() => Int, { description: 'How many (数量); at most what is left, and one a head at least.' })
  readonly quantity!: number;

  @IsOptional()
  @Field(() => Int, { nullable: true, description: 'Persons who receive (受助人数), where they are not listed.' })
  readonly recipients?: number | null;

  @IsOptional()
  @IsUUID('all', { each: true })
  @Field(() => [ID], {
    nullable: true,
    description: 'The persons who receive (受助人员名单), up to 1000, each once per donation; instead of a count.',
  })
  readonly personIds?: string[] | null;

  @IsOptional()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day of issue (发放日期); today when absent.' })
  readonly issuedOn?: string | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key is the same issue.' })
  readonly idempotencyKey!: string;
}

/** Input of `writeOffLot`. */
@InputType('WriteOffLotInput', { description: 'Donated goods that were lost, spoilt or given back (核销捐赠物资).' })
export class WriteOffLotInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The lot (物资批次编号).' })
  readonly lotId!: string;

  @Allow()
  @Field(() => Int, { description: 'How many (数量); at most what is left.' })
  readonly quantity!: number;

  @Length(1, 200)
  @Field(() => String, { description: 'Why (原因).' })
  readonly reason!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key writes off once.' })
  readonly idempotencyKey!: string;
}

/** Input of `takeBackLotIssue`. */
@InputType('TakeBackLotIssueInput', { description: 'An entry of goods to be taken back (冲销物资记录).' })
export class TakeBackLotIssueInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The entry (物资发放记录编号).' })
  readonly issueId!: string;

  @Length(1, 200)
  @Field(() => String, { description: 'Why (原因).' })
  readonly reason!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key takes it back once.' })
  readonly idempotencyKey!: string;
}
