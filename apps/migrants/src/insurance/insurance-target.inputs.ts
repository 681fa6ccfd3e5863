import { mutationResult, RegionCodeScalar } from '@nuan/federation';
import { Allow, Length, Max, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';

import { InsuranceTarget } from './insurance-target.entity';

@InputType('SetInsuranceTargetInput', {
  description: 'Share of the projects in progress to be insured by the end of a year (设定参保目标).',
})
export class SetInsuranceTargetInput {
  @Allow()
  @Field(() => RegionCodeScalar, { description: 'The region (区域), and below where no nearer target holds.' })
  readonly regionCode!: string;

  @Min(2000)
  @Max(2100)
  @Field(() => Int, { description: 'Year (年度), this one or a later one.' })
  readonly year!: number;

  @Min(1)
  @Max(100)
  @Field(() => Int, { description: 'Share in per cent (目标参保率，%), 1 to 100; not below that of the region above.' })
  readonly sharePercent!: number;

  @Length(2, 200)
  @Field(() => String, { description: 'What it rests on (依据).' })
  readonly basis!: string;
}

export const SetInsuranceTargetResult = mutationResult(
  'SetInsuranceTargetResult',
  'What came of setting it (设定结果).',
  () => [InsuranceTarget],
);
