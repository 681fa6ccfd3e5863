import { LocalDateScalar, Money, RegionCodeScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, ArrayMaxSize, ArrayMinSize, IsOptional, IsUUID, Length, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** A city of a pilot to be planned. */
@InputType('PilotCityInput', { description: 'A city of a pilot with its money (试点市资金).' })
export class PilotCityInput {
  @Allow()
  @Field(() => RegionCodeScalar, { description: 'The city (试点市).' })
  readonly city!: string;

  @Allow()
  @Field(() => Money, { description: 'Money given to it (预算), more than nothing.' })
  readonly budget!: bigint;
}

/** Input of `planPilot`. */
@InputType('PlanPilotInput', { description: 'A pilot to be planned (部署试点).' })
export class PlanPilotInput {
  @Length(2, 100)
  @Field(() => String, { description: 'Name of the pilot (试点名称), once a year.' })
  readonly name!: string;

  @Allow()
  @Field(() => Int, { description: 'Year its money belongs to (年度).' })
  readonly year!: number;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'First day (开始日期).' })
  readonly startsOn!: LocalDate;

  @IsOptional()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day (结束日期); absent while it is not fixed.' })
  readonly endsOn?: LocalDate | null;

  @Length(2, 500)
  @Field(() => String, { description: 'By which rule the cities were chosen (试点市选取规则).' })
  readonly selectionRule!: string;

  @ValidateNested({ each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(16)
  @Field(() => [PilotCityInput], { description: 'Its cities (试点市), each once, with their money.' })
  readonly cities!: PilotCityInput[];

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same pilot.' })
  readonly idempotencyKey!: string;
}

/** Input of `recordPilotSpending`. */
@InputType('RecordPilotSpendingInput', { description: 'Money that a city spent on a pilot (登记试点支出).' })
export class RecordPilotSpendingInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The pilot (试点).' })
  readonly pilotId!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'The city (试点市).' })
  readonly city!: string;

  @Allow()
  @Field(() => Money, { description: 'Money spent (金额), within what the city has left.' })
  readonly amount!: bigint;

  @IsOptional()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day of the payment (支付日期); today when absent.' })
  readonly paidOn?: LocalDate | null;

  @Length(2, 60)
  @Field(() => String, { description: 'Number of the voucher (凭证号).' })
  readonly voucherNo!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it spends nothing more.' })
  readonly idempotencyKey!: string;
}
