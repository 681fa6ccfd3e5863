import { LocalDateScalar, registerEnum } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { HouseholdRelation } from '../worker/household-relation';

/** Why somebody is no longer a member of a household (退出家庭原因). */
export enum MemberEndReason {
  DECEASED = 'DECEASED',
  DIVORCED = 'DIVORCED',
  MARRIED_OUT = 'MARRIED_OUT',
  MOVED_OUT = 'MOVED_OUT',
  SET_UP_OWN_HOUSEHOLD = 'SET_UP_OWN_HOUSEHOLD',
  MISTAKE = 'MISTAKE',
  NEW_FILE = 'NEW_FILE',
}

registerEnum(MemberEndReason, 'MemberEndReason', 'Why somebody is no longer a member of a household (退出家庭原因).', {
  DECEASED: 'Died (死亡).',
  DIVORCED: 'Divorced (离婚).',
  MARRIED_OUT: 'Married into another household (婚嫁迁出).',
  MOVED_OUT: 'Moved out (迁出).',
  SET_UP_OWN_HOUSEHOLD: 'Set up a household of its own (分户).',
  MISTAKE: 'Never was one: recorded by mistake (登记错误).',
  NEW_FILE: 'Went on to a new file (转入新档案).',
});

/** Who was a member of a file, until when, and why no longer (历史家庭成员); appended, never changed. */
@Entity({ name: 'former_member' })
@ObjectType('FormerMember', { description: 'Who was a member of a household, and until when (历史家庭成员).' })
export class FormerMember {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the membership (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'uuid', name: 'worker_id' })
  @Field(() => ID, { name: 'personId', description: 'The person (本人).' })
  workerId!: string;

  @Column({ type: 'text' })
  @Field(() => HouseholdRelation, { description: 'Relation to the head then (当时与户主关系).' })
  relation!: HouseholdRelation;

  @Column({ type: 'date', name: 'joined_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day (加入日期); null for a member since the filing.',
  })
  joinedOn!: string | null;

  @Column({ type: 'date', name: 'left_on' })
  @Field(() => LocalDateScalar, { description: 'Last day (退出日期).' })
  leftOn!: string;

  @Column({ type: 'text' })
  @Field(() => MemberEndReason, { description: 'Why no longer (退出原因).' })
  reason!: MemberEndReason;
}
