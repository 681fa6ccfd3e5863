import type { AuditMeta as Meta } from '@nuan/facts';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

import { registerEnum } from '../published-enums';
import { Instant, RegionCodeScalar } from '../scalars';
import { REFUSAL } from './refusal-recorder';

/** What became of what somebody asked for. */
export enum AuditOutcome {
  DONE = 'DONE',
  REFUSED = 'REFUSED',
}

registerEnum(AuditOutcome, 'AuditOutcome', 'What became of what somebody asked for (结果).', {
  DONE: 'It was done (已执行).',
  REFUSED: 'It was refused for want of a right (被拒绝).',
});

/** One act as administrators read it. */
@Directive('@shareable')
@ObjectType('AuditMeta', {
  description:
    'One act of an officer or a program (审计元数据): who did what kind of thing, when and where – neither to whom nor with what note.',
})
export class AuditMeta {
  @Field(() => String, { description: 'Place in the chain (序号), rising without gaps in each subgraph.' })
  readonly seq!: string;

  @Field(() => Instant, { description: 'When (时间).' })
  readonly happenedAt!: Date;

  @Field(() => ID, { description: 'The user, as the identity provider knows it (用户编号).' })
  readonly actor!: string;

  @Field(() => String, { description: 'Role in which the user acted (角色).' })
  readonly role!: string;

  @Field(() => String, { description: 'What was done (操作), as noun and verb, such as person.reveal.' })
  readonly action!: string;

  @Field(() => RegionCodeScalar, {
    nullable: true,
    description: 'Region that the act belongs to (所在区域); null for one that belongs to none.',
  })
  readonly regionCode!: string | null;

  @Field(() => AuditOutcome, { description: 'What became of it (结果).' })
  readonly outcome!: AuditOutcome;
}

/** The act in the form of the API. */
export function auditMetaOf(act: Meta): AuditMeta {
  const outcome = act.action === REFUSAL ? AuditOutcome.REFUSED : AuditOutcome.DONE;
  return Object.assign(new AuditMeta(), { ...act, outcome });
}
