import { Max, Min } from 'class-validator';
import { ArgsType, Field, Int } from 'type-graphql';

/** How many rows of a list that hangs on another entity are wanted. */
@ArgsType()
export class FirstArgs {
  @Min(1)
  @Max(100)
  @Field(() => Int, { defaultValue: 20, description: 'How many, 1 to 100 (条数).' })
  readonly first: number = 20;
}
