import { Matches } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';

/** Which month's visits are wanted. */
@ArgsType()
export class VisitsArgs {
  @Matches(/^[1-9]\d{3}-(0[1-9]|1[0-2])$/)
  @Field(() => String, { nullable: true, description: 'Month (月份), YYYY-MM; all months on record when absent.' })
  readonly month?: string;
}
