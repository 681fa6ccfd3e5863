import { LocalDateScalar, RegionCodeScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, Max, Min } from 'class-validator';
import { ArgsType, Field, Int } from 'type-graphql';

/** Whose coverage is asked for, and when. */
@ArgsType()
export class InsuranceCoverageArgs {
  @Allow()
  @Field(() => RegionCodeScalar, { description: 'The region (区域) and everything below it.' })
  readonly region!: string;

  @Min(2000)
  @Max(2100)
  @Field(() => Int, { description: 'Year of the target (年度).' })
  readonly year!: number;

  @Allow()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day to count for (截至日期); the end of the year when absent, or today before that.',
  })
  readonly on?: LocalDate;
}
