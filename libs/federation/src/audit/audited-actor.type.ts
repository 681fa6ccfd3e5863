import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

import { Instant } from '../scalars';

/** What one caller did to some of the asked subjects. */
@Directive('@shareable')
@ObjectType('AuditedActor', {
  description: 'What one user did to some of the asked subjects, added up (按人汇总的审计).',
})
export class AuditedActor {
  @Field(() => ID, { description: 'The user, as the identity provider knows it (用户编号).' })
  readonly actor!: string;

  @Field(() => String, { description: 'Role in which the user acted (角色).' })
  readonly role!: string;

  @Field(() => String, { description: 'What was done (操作), as noun and verb.' })
  readonly action!: string;

  @Field(() => Int, { description: 'How many acts (次数).' })
  readonly acts!: number;

  @Field(() => Int, { description: 'How many of the asked subjects they touched or showed (涉及对象数).' })
  readonly subjects!: number;

  @Field(() => Instant, { description: 'The first of the acts (首次).' })
  readonly firstAt!: Date;

  @Field(() => Instant, { description: 'The last of them (末次).' })
  readonly lastAt!: Date;
}
