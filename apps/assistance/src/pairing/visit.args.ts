import { Max, Min } from 'class-validator';
import { ArgsType, Field, Int } from 'type-graphql';

/** How many of a pairing's visits are wanted. */
@ArgsType()
export class VisitArgs {
  @Min(1)
  @Max(100)
  @Field(() => Int, { defaultValue: 20, description: 'How many visits, 1 to 100 (条数).' })
  readonly first: number = 20;
}
