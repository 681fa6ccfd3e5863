import { Instant, LocalDateScalar, Money, mutationResult, RegionCodeScalar } from '@nuan/federation';
import { DeliveryMode, type LocalDate } from '@nuan/kernel';
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
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { PlaceClaim } from '../place/place-claim.entity';
import { EventFull } from '../place/place-outcomes';
import { ReturnKind } from './return-kind';
import { ReturnService } from './return-service.entity';

/** What every change of a return service states. */
@InputType('ReturnStepInput', {
  description: 'Which return service is changed, and the version that the client saw (返乡服务操作).',
})
export class ReturnStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the service (编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the service that the client saw (版本).' })
  readonly expectedVersion!: number;
}

@InputType('PlanReturnInput', { description: 'A way to bring migrant workers home (筹备返乡服务).' })
export class PlanReturnInput {
  @Allow()
  @Field(() => ReturnKind, { description: 'How they are brought home (服务方式).' })
  readonly kind!: ReturnKind;

  @Length(2, 100)
  @Field(() => String, { description: 'Title (名称).' })
  readonly title!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'City or county that gives the service (服务区域).' })
  readonly regionCode!: string;

  @IsOptional()
  @Matches(/^[A-Z0-9-]{2,20}$/)
  @Field(() => String, { nullable: true, description: 'Campaign code (活动代码); absent when it is part of none.' })
  readonly campaignCode?: string | null;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Day of the trip or payment (服务日期).' })
  readonly servedOn!: LocalDate;

  @IsOptional()
  @Min(1)
  @Max(5000)
  @Field(() => Int, {
    nullable: true,
    description: 'Seats (座位数): of a pick-up or a chartered bus, and of these alone.',
  })
  readonly seats?: number | null;

  @IsOptional()
  @Field(() => Instant, { nullable: true, description: 'Seats are booked from then on (订座开始时间); with seats.' })
  readonly opensAt?: Date | null;

  @IsOptional()
  @Field(() => Instant, { nullable: true, description: 'Seats are booked until then (订座截止时间); with seats.' })
  readonly closesAt?: Date | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same service.' })
  readonly idempotencyKey!: string;
}

@InputType('OpenReturnInput', { description: 'A return service to open (开放办理).' })
export class OpenReturnInput extends ReturnStepInput {}

@InputType('DepartReturnInput', { description: 'A journey that departs (出发).' })
export class DepartReturnInput extends ReturnStepInput {}

@InputType('FinishReturnInput', { description: 'A return service that is over (完成返乡服务).' })
export class FinishReturnInput extends ReturnStepInput {}

@InputType('CancelReturnInput', { description: 'A return service to give up (取消返乡服务).' })
export class CancelReturnInput extends ReturnStepInput {
  @Length(2, 200)
  @Field(() => String, { description: 'Why (原因).' })
  readonly reason!: string;
}

@InputType('RecordServedInput', { description: 'How many were brought home (登记服务人数).' })
export class RecordServedInput extends ReturnStepInput {
  @Min(0)
  @Max(5000)
  @Field(() => Int, { description: 'Persons brought home in all (服务人数), those marked as boarded included.' })
  readonly served!: number;
}

@InputType('BookSeatInput', { description: 'Who books a seat of which trip (订座).' })
export class BookSeatInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the trip (返乡服务编号).' })
  readonly returnServiceId!: string;

  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the person (职工编号).' })
  readonly personId!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same seat.' })
  readonly idempotencyKey!: string;
}

@InputType('MarkBoardedInput', { description: 'Who boarded (登记乘车).' })
export class MarkBoardedInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the trip (返乡服务编号).' })
  readonly returnServiceId!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  @Field(() => [ID], {
    description: 'Seats of those who boarded (订座编号), 500 at most; one marked before stays marked.',
  })
  readonly claimIds!: string[];
}

@InputType('BuyGroupTicketsInput', { description: 'Tickets bought for a group (购买团体车票).' })
export class BuyGroupTicketsInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the service (返乡服务编号).' })
  readonly returnServiceId!: string;

  @Length(2, 100)
  @Field(() => String, { description: 'Railway, airline or bus company (承运单位).' })
  readonly carrier!: string;

  @Min(1)
  @Max(5000)
  @Field(() => Int, { description: 'Tickets (张数).' })
  readonly tickets!: number;

  @Allow()
  @Field(() => Money, { description: 'Price of one ticket (票价).' })
  readonly price!: bigint;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it buys nothing more.' })
  readonly idempotencyKey!: string;
}

@InputType('TravelSubsidyInput', { description: 'A travel subsidy for one person (交通补贴).' })
export class TravelSubsidyInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the person (职工编号).' })
  readonly personId!: string;

  @Allow()
  @Field(() => Money, { description: 'Amount (金额).' })
  readonly amount!: bigint;

  @Allow()
  @Field(() => DeliveryMode, {
    nullable: true,
    description:
      'How it is to be paid (发放方式): to the person’s card, as when absent, or passbook; no other way is taken.',
  })
  readonly mode?: DeliveryMode | null;
}

@InputType('RequestTravelSubsidiesInput', { description: 'Travel subsidies that are to be paid (申请交通补贴).' })
export class RequestTravelSubsidiesInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the service (返乡服务编号), of the kind TRANSPORT_SUBSIDY.' })
  readonly returnServiceId!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Field(() => [TravelSubsidyInput], { description: 'For whom, and how much (补贴明细), 500 at most.' })
  readonly subsidies!: TravelSubsidyInput[];

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it asks for nothing more.' })
  readonly idempotencyKey!: string;
}

const returnResult = (name: string, description: string): object =>
  mutationResult(`${name}Result`, description, () => [ReturnService]);

export const PlanReturnResult = returnResult('PlanReturn', 'What came of planning it (筹备结果).');
export const OpenReturnResult = returnResult('OpenReturn', 'What came of opening it (开放结果).');
export const DepartReturnResult = returnResult('DepartReturn', 'What came of departing (出发结果).');
export const FinishReturnResult = returnResult('FinishReturn', 'What came of finishing it (完成结果).');
export const CancelReturnResult = returnResult('CancelReturn', 'What came of giving it up (取消结果).');
export const RecordServedResult = returnResult('RecordServed', 'What came of recording how many (登记结果).');
export const MarkBoardedResult = returnResult('MarkBoarded', 'What came of marking who boarded (登记结果).');
export const BuyGroupTicketsResult = returnResult('BuyGroupTickets', 'What came of the purchase (购票结果).');
export const RequestTravelSubsidiesResult = returnResult(
  'RequestTravelSubsidies',
  'What came of asking for subsidies (申请结果): the service.',
);
export const BookSeatResult = mutationResult('BookSeatResult', 'What came of booking a seat (订座结果).', () => [
  PlaceClaim,
  EventFull,
]);
