import { LocalDateScalar, mutationResult, RegionCodeScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, Length, Max, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';

import { HelperRank } from './helper-rank';
import { VisitCadence } from './visit-cadence.entity';
import { LONGEST_VISIT_INTERVAL_MONTHS } from './visit-duty';

@InputType('SetVisitCadenceInput', { description: 'How often helpers of a region are to visit (设定走访频次).' })
export class SetVisitCadenceInput {
  @Allow()
  @Field(() => RegionCodeScalar, { description: 'The region (区域), and below where no nearer rule holds.' })
  readonly regionCode!: string;

  @Allow()
  @Field(() => HelperRank, { nullable: true, description: 'Only helpers of this rank (责任人级别); all when absent.' })
  readonly helperRank?: HelperRank | null;

  @Min(1)
  @Max(LONGEST_VISIT_INTERVAL_MONTHS)
  @Field(() => Int, { description: 'Months between two visits (走访间隔，月), 1 to 6.' })
  readonly intervalMonths!: number;

  @Allow()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day (生效日期), from today on; today when absent.',
  })
  readonly validFrom?: LocalDate | null;

  @Length(2, 200)
  @Field(() => String, { description: 'What it rests on (依据).' })
  readonly basis!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same rule.' })
  readonly idempotencyKey!: string;
}

export const SetVisitCadenceResult = mutationResult(
  'SetVisitCadenceResult',
  'What came of setting it (设定结果).',
  () => [VisitCadence],
);
