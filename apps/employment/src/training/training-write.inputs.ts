import { LocalDateScalar, Money, RegionCodeScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { TrainingKind } from './training-kind';

/** Input of `createTrainingProgram`. */
@InputType('CreateTrainingProgramInput', { description: 'A training programme to be set up (设立培训项目).' })
export class CreateTrainingProgramInput {
  @Length(2, 100)
  @Field(() => String, { description: 'Name of the programme (项目名称).' })
  readonly name!: string;

  @Allow()
  @Field(() => TrainingKind, { description: 'Kind of training (培训类型).' })
  readonly kind!: TrainingKind;

  @Allow()
  @Field(() => Int, { description: 'Year the programme belongs to (年度).' })
  readonly year!: number;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'City or county that runs it (所在区域).' })
  readonly region!: string;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'Union that organises it (主办工会).' })
  readonly unionId?: string | null;

  @Allow()
  @Field(() => Money, { description: 'Money set aside (预算), more than nothing.' })
  readonly budget!: bigint;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same programme.' })
  readonly idempotencyKey!: string;
}

/** Input of `changeTrainingBudget`. */
@InputType('ChangeTrainingBudgetInput', { description: 'Another budget for a programme (调整预算).' })
export class ChangeTrainingBudgetInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The programme (培训项目).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the programme that the client saw (版本).' })
  readonly expectedVersion!: number;

  @Allow()
  @Field(() => Money, { description: 'The new budget (预算), no less than what is spent.' })
  readonly budget!: bigint;
}

/** Input of `openTrainingSession`. */
@InputType('OpenTrainingSessionInput', { description: 'A session to be opened for applications (开设培训班次).' })
export class OpenTrainingSessionInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The programme (培训项目).' })
  readonly programId!: string;

  @Length(2, 100)
  @Field(() => String, { description: 'Name of the session (班次名称).' })
  readonly name!: string;

  @Length(2, 100)
  @Field(() => String, { description: 'Who teaches (培训机构).' })
  readonly provider!: string;

  @IsOptional()
  @Field(() => RegionCodeScalar, {
    nullable: true,
    description: 'Where it takes place (所在区域), within the programme’s region; that region when absent.',
  })
  readonly region?: string | null;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'First day (开班日期), in the programme’s year.' })
  readonly startsOn!: LocalDate;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Last day (结业日期).' })
  readonly endsOn!: LocalDate;

  @Min(1)
  @Max(1000)
  @Field(() => Int, { description: 'Seats (计划人数).' })
  readonly capacity!: number;

  @IsOptional()
  @Min(1)
  @Max(2000)
  @Field(() => Int, {
    nullable: true,
    description: 'Hours that must be attended to complete it (结业学时); absent when the provider decides.',
  })
  readonly requiredHours?: number | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same session.' })
  readonly idempotencyKey!: string;
}

/** Input of `recordTrainingPayment`. */
@InputType('RecordTrainingPaymentInput', { description: 'Money paid for a training programme (登记培训支出).' })
export class RecordTrainingPaymentInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The programme (培训项目).' })
  readonly programId!: string;

  @Allow()
  @Field(() => Money, { description: 'Money paid (金额); never beyond what the budget leaves.' })
  readonly amount!: bigint;

  @IsOptional()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day of the payment (支付日期); today when absent.' })
  readonly paidOn?: LocalDate | null;

  @Length(2, 60)
  @Field(() => String, { description: 'Number of the voucher (凭证号).' })
  readonly voucherNo!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it pays nothing more.' })
  readonly idempotencyKey!: string;
}
