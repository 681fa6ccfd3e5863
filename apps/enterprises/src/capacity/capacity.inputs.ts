import { LocalDateScalar } from '@nuan/federation';
import { DiversionRoute, Industry, type LocalDate } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** 2,000,000,000 tons: above any works. */
export const MAX_TONS = 2_000_000_000;

/** 2,000,000 persons: above any employer. */
export const MAX_DIVERTED = 2_000_000;

/** What every yearly report of an enterprise states. */
@InputType('YearlyReportInput', { description: 'Which enterprise reports for which year (年度报送).' })
export class YearlyReportInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The enterprise (企业编号).' })
  readonly enterpriseId!: string;

  @Min(2013)
  @Max(2100)
  @Field(() => Int, { description: 'Calendar year (年度); not a year to come.' })
  readonly year!: number;

  @Min(0)
  @Field(() => Int, {
    defaultValue: 0,
    description: 'Version of the report that the client saw (版本); 0 for none. The same report again is no change.',
  })
  readonly expectedVersion!: number;
}

@InputType('RecordCapacityCutInput', { description: 'Capacity given up in a year (登记去产能).' })
export class RecordCapacityCutInput extends YearlyReportInput {
  @Allow()
  @Field(() => Industry, { description: 'What was produced: COAL or STEEL (产品).' })
  readonly product!: Industry;

  @Min(1)
  @Max(MAX_TONS)
  @Field(() => Int, { description: 'Capacity to be given up, tons a year (计划压减产能，吨/年).' })
  readonly plannedTons!: number;

  @Min(0)
  @Max(MAX_TONS)
  @Field(() => Int, { description: 'Capacity given up so far, tons a year (已压减产能，吨/年).' })
  readonly doneTons!: number;

  @IsOptional()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day the works closed (关停日期), if they did.' })
  readonly closedOn?: LocalDate | null;
}

@InputType('RecordDiversionInput', { description: 'Workers diverted in a year by one route (登记分流安置).' })
export class RecordDiversionInput extends YearlyReportInput {
  @Allow()
  @Field(() => DiversionRoute, { description: 'Route (安置渠道).' })
  readonly route!: DiversionRoute;

  @Min(0)
  @Max(MAX_DIVERTED)
  @Field(() => Int, { description: 'Persons (人数); 0 takes a report back.' })
  readonly workers!: number;
}
