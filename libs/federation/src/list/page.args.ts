import { Max, Min } from 'class-validator';
import { ArgsType, Field, Int } from 'type-graphql';

/** Most rows of one page. */
export const MAX_PAGE_SIZE = 100;

/** How many rows of a short list that hangs on another entity are wanted; it is never paged further. */
@ArgsType()
export class FirstArgs {
  @Min(1)
  @Max(MAX_PAGE_SIZE)
  @Field(() => Int, { defaultValue: 20, description: 'How many, 1 to 100 (条数).' })
  readonly first: number = 20;
}

/** Arguments of a page (分页参数): `first` rows after the cursor `after`. */
@ArgsType()
export class PageArgs {
  @Min(1)
  @Max(MAX_PAGE_SIZE)
  @Field(() => Int, { defaultValue: 20, description: 'How many rows, 1 to 100 (每页行数).' })
  readonly first: number = 20;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the row to start after; from the beginning when absent (游标).',
  })
  readonly after?: string;
}
