import { LocalDateScalar, mutationResult } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { Honour } from './honour.entity';
import { HonourKind } from './honour-kind';
import { HonourNomination } from './honour-nomination.entity';

@InputType('NominateHonourInput', { description: 'Who is proposed for which honour (推荐).' })
export class NominateHonourInput {
  @Allow()
  @Field(() => HonourKind, { description: 'Which honour (荣誉类型).' })
  readonly kind!: HonourKind;

  @Min(1)
  @Max(200)
  @Field(() => Int, { description: 'Edition (届次); 1 is the first.' })
  readonly edition!: number;

  @Length(2, 100)
  @Field(() => String, { description: 'Full name of the honour (荣誉名称).' })
  readonly name!: string;

  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the person (职工编号), a migrant worker.' })
  readonly personId!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same nomination.' })
  readonly idempotencyKey!: string;
}

@InputType('DecideHonourInput', { description: 'What is decided on a nomination (表彰决定).' })
export class DecideHonourInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the nomination (编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the nomination that the client saw (版本).' })
  readonly expectedVersion!: number;

  @Allow()
  @Field(() => Boolean, { description: 'Whether the honour is given (是否表彰).' })
  readonly award!: boolean;

  @Allow()
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether the provincial May Day labour medal comes with it (省五一劳动奖章).',
  })
  readonly labourMedal: boolean = false;

  @IsOptional()
  @Length(2, 200)
  @Field(() => String, { nullable: true, description: 'Why not (原因); needed to decline.' })
  readonly reason?: string | null;
}

@InputType('GrantRestStayInput', { description: 'A free rest stay for a person who was honoured (安排疗休养).' })
export class GrantRestStayInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the honour (编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the honour that the client saw (版本).' })
  readonly expectedVersion!: number;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'First day (开始日期), on or after the honour.' })
  readonly from!: LocalDate;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Last day (结束日期).' })
  readonly to!: LocalDate;
}

export const NominateHonourResult = mutationResult('NominateHonourResult', 'What came of proposing (推荐结果).', () => [
  HonourNomination,
]);
export const DecideHonourResult = mutationResult('DecideHonourResult', 'What came of deciding (决定结果).', () => [
  HonourNomination,
]);
export const GrantRestStayResult = mutationResult('GrantRestStayResult', 'What came of granting it (安排结果).', () => [
  Honour,
]);
