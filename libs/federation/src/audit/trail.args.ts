import { Allow } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';

import { Instant } from '../scalars';

/** Which acts an auditor wants added up. */
@ArgsType()
export class ActorsArgs {
  @Allow()
  @Field(() => String, {
    nullable: true,
    description: 'Only acts whose name begins so (操作), such as person.reveal; all when absent.',
  })
  readonly action?: string | null;

  @Allow()
  @Field(() => Instant, { nullable: true, description: 'Only acts from this time on (起始时间).' })
  readonly since?: Date | null;

  @Allow()
  @Field(() => Instant, { nullable: true, description: 'Only acts before this time (截止时间).' })
  readonly until?: Date | null;
}

/** Which acts an auditor wants listed. */
@ArgsType()
export class TrailArgs extends ActorsArgs {
  @Allow()
  @Field(() => String, { nullable: true, description: 'Only acts of this user (用户编号).' })
  readonly actor?: string | null;

  @Allow()
  @Field(() => String, {
    nullable: true,
    description: 'Only acts before this place in the chain (序号), to go on from a page.',
  })
  readonly before?: string | null;
}
