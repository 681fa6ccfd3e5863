import { LocalDateScalar, mutationResult, RegionCodeScalar } from '@nuan/federation';
import { CountPrecision, type LocalDate, OccupationGroup } from '@nuan/kernel';
import { Allow, ArrayMaxSize, ArrayUnique, IsOptional, IsUUID, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { HealthCheckBatch } from './health-check-batch.entity';

/** What every change of a batch states. */
@InputType('HealthCheckStepInput', {
  description: 'Which batch is changed, and the version that the client saw (体检批次操作).',
})
export class HealthCheckStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the batch (编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the batch that the client saw (版本).' })
  readonly expectedVersion!: number;
}

@InputType('PlanHealthCheckBatchInput', { description: 'Free health checks for one occupation (筹备体检).' })
export class PlanHealthCheckBatchInput {
  @Length(2, 100)
  @Field(() => String, { description: 'Title (名称): whom and where; never what checks show.' })
  readonly title!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'City or county of the batch (所在区域).' })
  readonly regionCode!: string;

  @Allow()
  @Field(() => OccupationGroup, { description: 'Occupation of those checked (职业群体).' })
  readonly occupation!: OccupationGroup;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Day of the checks (体检日期).' })
  readonly checkedOn!: LocalDate;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same batch.' })
  readonly idempotencyKey!: string;
}

@InputType('RecordHealthCheckBatchInput', { description: 'How many were checked (登记体检人数).' })
export class RecordHealthCheckBatchInput extends HealthCheckStepInput {
  @Min(1)
  @Max(100_000)
  @Field(() => Int, { description: 'Persons checked in all (体检人数); it replaces what was counted before.' })
  readonly persons!: number;

  @Allow()
  @Field(() => CountPrecision, { defaultValue: CountPrecision.EXACT, description: 'How exact the number is (精度).' })
  readonly precision: CountPrecision = CountPrecision.EXACT;

  @IsOptional()
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  @Field(() => [ID], {
    nullable: true,
    description:
      'Those of filed households among them (在档家庭成员), 500 at most: that they were checked is recorded, once.',
  })
  readonly personIds?: string[] | null;
}

@InputType('CloseHealthCheckBatchInput', { description: 'A batch whose count is final (结束体检).' })
export class CloseHealthCheckBatchInput extends HealthCheckStepInput {}

@InputType('CancelHealthCheckBatchInput', { description: 'A planned batch to give up (取消体检).' })
export class CancelHealthCheckBatchInput extends HealthCheckStepInput {
  @Length(2, 200)
  @Field(() => String, { description: 'Why (原因).' })
  readonly reason!: string;
}

const batchResult = (name: string, description: string): object =>
  mutationResult(`${name}HealthCheckBatchResult`, description, () => [HealthCheckBatch]);

export const PlanHealthCheckBatchResult = batchResult('Plan', 'What came of planning a batch (筹备结果).');
export const RecordHealthCheckBatchResult = batchResult('Record', 'What came of the count (登记结果).');
export const CloseHealthCheckBatchResult = batchResult('Close', 'What came of closing it (结束结果).');
export const CancelHealthCheckBatchResult = batchResult('Cancel', 'What came of giving it up (取消结果).');
