import { LocalDateScalar, Money, mutationResult, RegionCodeScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, IsUUID, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { AdvanceRequest } from './advance-request.entity';
import { AdvanceRule } from './advance-rule.entity';

@InputType('RequestAdvanceInput', { description: 'Wages of a verified case to be advanced (申请垫付).' })
export class RequestAdvanceInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the case (案件编号).' })
  readonly wageCaseId!: string;

  @Allow()
  @Field(() => Money, {
    nullable: true,
    description:
      'How much (垫付金额，元), at most what the rule allows and is still owed; as much as that when absent.',
  })
  readonly amount?: bigint | null;

  @Length(2, 200)
  @Field(() => String, { description: 'Why it cannot wait (垫付原因).' })
  readonly reason!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same request.' })
  readonly idempotencyKey!: string;
}

@InputType('SetAdvanceRuleInput', {
  description: 'How much of the wages owed may be advanced in a region (设定垫付比例).',
})
export class SetAdvanceRuleInput {
  @Allow()
  @Field(() => RegionCodeScalar, { description: 'The region (区域), and below where no nearer rule holds.' })
  readonly regionCode!: string;

  @Min(1)
  @Max(100)
  @Field(() => Int, { description: 'Share of the wages owed in per cent (垫付比例，%), 1 to 100.' })
  readonly sharePercent!: number;

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

export const RequestAdvanceResult = mutationResult(
  'RequestAdvanceResult',
  'What came of requesting an advance (申请结果).',
  () => [AdvanceRequest],
);
export const SetAdvanceRuleResult = mutationResult(
  'SetAdvanceRuleResult',
  'What came of setting it (设定结果).',
  () => [AdvanceRule],
);
