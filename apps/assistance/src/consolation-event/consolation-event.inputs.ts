import { LocalDateScalar, mutationResult, RegionCodeScalar } from '@nuan/federation';
import { type LocalDate, TargetGroupKind } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { ConsolationEvent } from './consolation-event.entity';

@InputType('PlanConsolationEventInput', {
  description: 'An occasion at which a group is to be consoled (安排慰问活动).',
})
export class PlanConsolationEventInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The campaign (活动编号).' })
  readonly campaignId!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'Where it is held (所在区域).' })
  readonly regionCode!: string;

  @IsUUID('all')
  @Field(() => ID, { description: 'The union that holds it (主办单位).' })
  readonly unionId!: string;

  @Length(2, 100)
  @Field(() => String, { description: 'Title in Chinese (活动名称).' })
  readonly title!: string;

  @Allow()
  @Field(() => TargetGroupKind, { description: 'The group, one that the campaign names (慰问对象类别).' })
  readonly group!: TargetGroupKind;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Day, within the campaign’s window (举办日期).' })
  readonly heldOn!: LocalDate;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same event.' })
  readonly idempotencyKey!: string;
}

@InputType('ConsolationEventStepInput', {
  description: 'Which event is changed, and the version that the client saw (慰问活动操作).',
})
class ConsolationEventStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the event (编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the event that the client saw (版本).' })
  readonly expectedVersion!: number;
}

@InputType('ChangeConsolationEventInput', {
  description: 'What changes of an event (调整慰问活动); what is absent stays.',
})
export class ChangeConsolationEventInput extends ConsolationEventStepInput {
  @IsOptional()
  @Length(2, 100)
  @Field(() => String, { nullable: true, description: 'Title in Chinese (活动名称).' })
  readonly title?: string | null;

  @Allow()
  @Field(() => TargetGroupKind, { nullable: true, description: 'The group (慰问对象类别).' })
  readonly group?: TargetGroupKind | null;

  @Allow()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day (举办日期).' })
  readonly heldOn?: LocalDate | null;
}

@InputType('CancelConsolationEventInput', { description: 'An event to call off (取消慰问活动).' })
export class CancelConsolationEventInput extends ConsolationEventStepInput {
  @Length(2, 200)
  @Field(() => String, { description: 'Why it is called off (取消原因).' })
  readonly reason!: string;
}

const event = (): readonly [typeof ConsolationEvent] => [ConsolationEvent];

export const PlanConsolationEventResult = mutationResult(
  'PlanConsolationEventResult',
  'What came of planning an event (安排结果).',
  event,
);
export const ChangeConsolationEventResult = mutationResult(
  'ChangeConsolationEventResult',
  'What came of changing an event (调整结果).',
  event,
);
export const CancelConsolationEventResult = mutationResult(
  'CancelConsolationEventResult',
  'What came of calling an event off (取消结果).',
  event,
);
