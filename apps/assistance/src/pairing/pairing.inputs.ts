import { LocalDateScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { HelperRank } from './helper-rank';

@InputType('PairingStepInput', {
  description: 'Which pairing is changed, and the version that the client saw (结对操作).',
})
class PairingStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the pairing (结对编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the pairing that the client saw (版本).' })
  readonly expectedVersion!: number;
}

@InputType('StartPairingInput', { description: 'A helper to pair with a household (结对).' })
export class StartPairingInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The household (困难职工家庭); its file is in force.' })
  readonly householdId!: string;

  @Length(2, 50)
  @Field(() => String, { description: 'Name of the helper (责任人姓名), who acts in office.' })
  readonly helperName!: string;

  @Allow()
  @Field(() => HelperRank, { description: 'Rank of the helper (责任人级别).' })
  readonly helperRank!: HelperRank;

  @IsOptional()
  @Length(2, 100)
  @Field(() => String, { nullable: true, description: 'Unit the helper works for (所在单位).' })
  readonly unitName?: string | null;

  @Allow()
  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether the helper answers first for the household (主要责任人); a household has one such at a time.',
  })
  readonly isPrimary: boolean = true;

  @Allow()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day (结对日期), not in the future; today when absent.',
  })
  readonly startsOn?: LocalDate | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same pairing.' })
  readonly idempotencyKey!: string;
}

@InputType('EndPairingInput', { description: 'A pairing to end (结束结对).' })
export class EndPairingInput extends PairingStepInput {
  @Allow()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day (结束日期), not in the future; today when absent.',
  })
  readonly endsOn?: LocalDate | null;

  @Length(2, 200)
  @Field(() => String, { description: 'Why it ends (结束原因).' })
  readonly reason!: string;
}

@InputType('ChangeHelperInput', { description: 'Another helper for a paired household, from today (更换责任人).' })
export class ChangeHelperInput extends PairingStepInput {
  @Length(2, 50)
  @Field(() => String, { description: 'Name of the new helper (责任人姓名).' })
  readonly helperName!: string;

  @Allow()
  @Field(() => HelperRank, { description: 'Rank of the new helper (责任人级别).' })
  readonly helperRank!: HelperRank;

  @IsOptional()
  @Length(2, 100)
  @Field(() => String, { nullable: true, description: 'Unit the new helper works for (所在单位).' })
  readonly unitName?: string | null;

  @Length(2, 200)
  @Field(() => String, { description: 'Why the helper changes (更换原因).' })
  readonly reason!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same pairing.' })
  readonly idempotencyKey!: string;
}

@InputType('RecordPairVisitInput', { description: 'A visit that a helper made (登记走访).' })
export class RecordPairVisitInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The pairing (结对编号).' })
  readonly pairingId!: string;

  @Allow()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day of the visit (走访日期); today when absent.' })
  readonly visitedOn?: LocalDate | null;

  @Length(2, 1000)
  @Field(() => String, { description: 'What the helper found (走访情况).' })
  readonly finding!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it records nothing more.' })
  readonly idempotencyKey!: string;
}
