import { Instant, LocalDateScalar, mutationResult, RegionCodeScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import {
  Allow,
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { CultureEvent } from './culture-event.entity';
import { CultureEventKind } from './culture-event-kind';

/** What every change of an event states. */
@InputType('EventStepInput', { description: 'Which event is changed, and the version that the client saw (活动操作).' })
export class EventStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the event (编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the event that the client saw (版本).' })
  readonly expectedVersion!: number;
}

@InputType('PlanEventInput', { description: 'An event with places that are given out (筹备活动).' })
export class PlanEventInput {
  @Allow()
  @Field(() => CultureEventKind, { description: 'What is brought (项目).' })
  readonly kind!: CultureEventKind;

  @Length(2, 100)
  @Field(() => String, { description: 'Title (名称).' })
  readonly title!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'City or county of the event (所在区域).' })
  readonly regionCode!: string;

  @IsOptional()
  @Matches(/^[A-Z0-9-]{2,20}$/)
  @Field(() => String, { nullable: true, description: 'Campaign code (活动代码); absent when it is part of none.' })
  readonly campaignCode?: string | null;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Day it is held (举办日期), not before the claims begin.' })
  readonly heldOn!: LocalDate;

  @Min(1)
  @Max(100_000)
  @Field(() => Int, { description: 'Places (名额数).' })
  readonly quota!: number;

  @Allow()
  @Field(() => Instant, { description: 'Claims are taken from then on (报名开始时间).' })
  readonly opensAt!: Date;

  @Allow()
  @Field(() => Instant, { description: 'Claims are taken until then (报名截止时间).' })
  readonly closesAt!: Date;

  @Min(0)
  @Max(10_000)
  @Field(() => Int, { defaultValue: 0, description: 'Union volunteers who help (职工志愿者人数).' })
  readonly volunteers: number = 0;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same event.' })
  readonly idempotencyKey!: string;
}

@InputType('OpenEventInput', { description: 'An event to open for claims (开放报名).' })
export class OpenEventInput extends EventStepInput {}

@InputType('CloseEventInput', { description: 'An event whose list becomes final (截止报名).' })
export class CloseEventInput extends EventStepInput {}

@InputType('CancelEventInput', { description: 'An event to give up (取消活动).' })
export class CancelEventInput extends EventStepInput {
  @Length(2, 200)
  @Field(() => String, { description: 'Why (原因).' })
  readonly reason!: string;
}

@InputType('MarkAttendedInput', { description: 'Who came (签到).' })
export class MarkAttendedInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the event (活动编号).' })
  readonly eventId!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  @Field(() => [ID], {
    description: 'Claims of those who came (名额编号), 500 at most; one marked before stays marked.',
  })
  readonly claimIds!: string[];
}

const eventResult = (name: string, description: string): object =>
  mutationResult(`${name}Result`, description, () => [CultureEvent]);

export const PlanEventResult = eventResult('PlanEvent', 'What came of planning an event (筹备结果).');
export const OpenEventResult = eventResult('OpenEvent', 'What came of opening it (开放结果).');
export const CloseEventResult = eventResult('CloseEvent', 'What came of closing the list (截止结果).');
export const CancelEventResult = eventResult('CancelEvent', 'What came of giving it up (取消结果).');
export const MarkAttendedResult = eventResult('MarkAttended', 'What came of marking who came (签到结果): the event.');
