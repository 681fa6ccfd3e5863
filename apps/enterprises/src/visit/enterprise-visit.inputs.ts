import { LocalDateScalar, Money } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { VisitLeaderRank } from './visit-leader-rank';

@InputType('RecordEnterpriseVisitInput', { description: 'A visit to an enterprise to record (登记走访).' })
export class RecordEnterpriseVisitInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The enterprise (企业编号).' })
  readonly enterpriseId!: string;

  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{2,40}$/)
  @Field(() => String, { nullable: true, description: 'Code of the campaign (活动代码); none outside campaigns.' })
  readonly campaign?: string | null;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Day of the visit (走访日期); not in the future.' })
  readonly visitedOn!: LocalDate;

  @Allow()
  @Field(() => VisitLeaderRank, { description: 'Rank of who led it (带队领导级别).' })
  readonly leaderRank!: VisitLeaderRank;

  @Length(2, 60)
  @Field(() => String, { description: 'Public position of who led it (带队领导职务), never a name.' })
  readonly leader!: string;

  @IsOptional()
  @Min(0)
  @Max(1_000_000)
  @Field(() => Int, { nullable: true, description: 'Workers met, in persons (慰问职工人数), if counted.' })
  readonly workersMet?: number | null;

  @IsOptional()
  @Field(() => Money, {
    nullable: true,
    description:
      'Money handed to the enterprise itself (慰问金); above 0.00. Relief of workers is booked by assistance.',
  })
  readonly amount?: bigint | null;

  @IsOptional()
  @Field(() => Money, {
    nullable: true,
    description: 'Value of goods handed to the enterprise itself, as reported (慰问品折价); above 0.00.',
  })
  readonly goods?: bigint | null;

  @IsOptional()
  @Length(1, 500)
  @Field(() => String, { nullable: true, description: 'Note (备注).' })
  readonly note?: string | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same visit.' })
  readonly idempotencyKey!: string;
}

@InputType('CorrectEnterpriseVisitInput', { description: 'A visit that was recorded wrongly (更正走访).' })
export class CorrectEnterpriseVisitInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The wrong visit (走访编号).' })
  readonly id!: string;

  @Length(2, 500)
  @Field(() => String, { description: 'Why it is wrong (更正原因).' })
  readonly reason!: string;
}
