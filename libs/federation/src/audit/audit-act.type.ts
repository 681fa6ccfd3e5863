import type { AuditAct as Act } from '@nuan/facts';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

import { Instant, RegionCodeScalar } from '../scalars';
import { OutcomeFact } from '../write/outcomes';

/** One act as auditors read it. */
@Directive('@shareable')
@ObjectType('AuditAct', {
  description:
    'One act of an officer or a program (审计记录): who did what, when, and to whom. Never changed or deleted.',
})
export class AuditAct {
  @Field(() => ID, { description: 'Opaque UUID of the record (编号).' })
  readonly id!: string;

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

  @Field(() => [String], { description: 'Kinds of what it touched (对象类别), types of this schema.' })
  readonly subjectKinds!: readonly string[];

  @Field(() => [ID], { description: 'Those of the asked ids that it touched or showed (对象编号).' })
  readonly subjectIds!: readonly string[];

  @Field(() => [OutcomeFact], {
    description: 'What else is on record (详情): states before and after, amounts, reasons; never personal data.',
  })
  readonly facts!: readonly OutcomeFact[];
}

/** The act in the form of the API. */
export function auditActOf({ detail, ...act }: Act): AuditAct {
  const facts = Object.entries(detail).map(
    ([name, value]) => new OutcomeFact(name, Array.isArray(value) ? value.join(', ') : String(value)),
  );
  return Object.assign(new AuditAct(), { ...act, facts });
}
