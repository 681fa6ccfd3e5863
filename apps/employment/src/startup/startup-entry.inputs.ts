import { LocalDateScalar, Money } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

/** Input of `giveStartupMaterial`. */
@InputType('GiveStartupMaterialInput', { description: 'Materials handed over to a project (发放实物).' })
export class GiveStartupMaterialInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The project (创业项目), awarded support in kind.' })
  readonly projectId!: string;

  @Length(2, 100)
  @Field(() => String, { description: 'What is handed over (物品), with its number or measure.' })
  readonly item!: string;

  @Allow()
  @Field(() => Money, { description: 'Value (价值), more than nothing; with the money paid never more than awarded.' })
  readonly value!: bigint;

  @Length(2, 60)
  @Field(() => String, { description: 'Number of the receipt that the leader signed (签收单号).' })
  readonly receiptNo!: string;

  @IsOptional()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day it is handed over (发放日期); today when absent.' })
  readonly givenOn?: LocalDate | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it hands nothing more over.' })
  readonly idempotencyKey!: string;
}

/** Input of `recordStartupRepayment`. */
@InputType('RecordStartupRepaymentInput', { description: 'An instalment of a loan that was paid back (登记还款).' })
export class RecordStartupRepaymentInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The project (创业项目) that was lent money.' })
  readonly projectId!: string;

  @Allow()
  @Field(() => Money, { description: 'Money paid back (还款金额); in all never more than was lent.' })
  readonly amount!: bigint;

  @Length(2, 60)
  @Field(() => String, { description: 'Number of the bank’s voucher (银行凭证号).' })
  readonly voucherNo!: string;

  @IsOptional()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day it came (还款日期); today when absent.' })
  readonly repaidOn?: LocalDate | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it records nothing more.' })
  readonly idempotencyKey!: string;
}

/** Input of `reverseStartupEntry`. */
@InputType('ReverseStartupEntryInput', { description: 'An entry to be taken back in full (冲销台账).' })
export class ReverseStartupEntryInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The entry (台账编号).' })
  readonly entryId!: string;

  @Length(2, 200)
  @Field(() => String, { description: 'Why it was wrong (冲销原因).' })
  readonly reason!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it takes nothing more back.' })
  readonly idempotencyKey!: string;
}
