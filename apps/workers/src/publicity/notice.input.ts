import { Allow, Length, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

import { ObjectionState } from './publicity-kind';

/** An objection to a public notice. */
@InputType({ description: 'An objection to a public notice (提出异议). Who raises it is not recorded.' })
export class RaiseObjectionInput {
  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key gives the same objection.' })
  readonly idempotencyKey!: string;

  @Allow()
  @Field(() => ID, { description: 'UUID of the notice (公示编号).' })
  readonly noticeId!: string;

  @MaxLength(500)
  @Field(() => String, { description: 'What it says (异议内容).' })
  readonly content!: string;
}

/** How an objection was resolved. */
@InputType({ description: 'How an objection was resolved (处理异议).' })
export class ResolveObjectionInput {
  @Allow()
  @Field(() => ID, { description: 'UUID of the objection (异议编号).' })
  readonly objectionId!: string;

  @Allow()
  @Field(() => ObjectionState, { description: 'DISMISSED or UPHELD (不成立或成立).' })
  readonly verdict!: ObjectionState;

  @MaxLength(500)
  @Field(() => String, { description: 'What was found (处理结果).' })
  readonly resolution!: string;
}

/** A public notice that is closed. */
@InputType({ description: 'A public notice whose working days are over (结束公示).' })
export class ClosePublicNoticeInput {
  @Allow()
  @Field(() => ID, { description: 'UUID of the notice (公示编号).' })
  readonly noticeId!: string;
}
