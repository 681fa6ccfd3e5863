import { LocalDateScalar, RegionCodeScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType('SignPartnerShopInput', { description: 'A contract with a shop (签约超市).' })
export class SignPartnerShopInput {
  @Length(2, 200)
  @Field(() => String, { description: 'Name of the shop (名称).' })
  readonly name!: string;

  @Allow()
  @Field(() => RegionCodeScalar, {
    description: 'Where the shop is (所在区划): a county, or the city for one at city level.',
  })
  readonly region!: string;

  @IsUUID('all')
  @Field(() => ID, { description: 'The union that signs (签约工会); it exists on the first day.' })
  readonly unionId!: string;

  @Min(1)
  @Max(99)
  @Field(() => Int, { description: 'Taken off the price for households on file, in percent (优惠幅度，%).' })
  readonly discountPercent!: number;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'First day of the contract (签约起始日期); at most a year ahead.' })
  readonly validFrom!: LocalDate;

  @IsOptional()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day of the contract (到期日期), on or after the first; null when it is open-ended.',
  })
  readonly validTo?: LocalDate | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same contract.' })
  readonly idempotencyKey!: string;
}

/** What every change of a contract states: which one, and what the client saw of it. */
@InputType('PartnerShopStepInput', {
  description: 'Which contract is changed, and the version that the client saw (签约操作).',
})
export class PartnerShopStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the shop (编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the contract that the client saw (版本).' })
  readonly expectedVersion!: number;

  @Length(2, 500)
  @Field(() => String, { description: 'Why (原因).' })
  readonly reason!: string;
}

@InputType('EndPartnerShopInput', { description: 'The end of a contract before its term (提前终止签约).' })
export class EndPartnerShopInput extends PartnerShopStepInput {
  @Allow()
  @Field(() => LocalDateScalar, {
    description: 'Its last day (终止日期), from its first day on and before the last day that was signed.',
  })
  readonly endedOn!: LocalDate;
}

@InputType('CorrectPartnerShopInput', { description: 'A contract that was recorded wrongly (更正签约).' })
export class CorrectPartnerShopInput extends PartnerShopStepInput {}
