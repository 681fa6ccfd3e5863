import { Instant, registerEnum } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What bars a household from the register (不予建档情形). Source: provincial filing rules. */
export enum ExclusionRule {
  SECOND_HOME = 'SECOND_HOME',
  BUSINESS_OWNER = 'BUSINESS_OWNER',
  COSTLY_SCHOOLING = 'COSTLY_SCHOOLING',
  MOTOR_VEHICLE = 'MOTOR_VEHICLE',
  IDLE_WITHOUT_REASON = 'IDLE_WITHOUT_REASON',
}

registerEnum(ExclusionRule, 'ExclusionRule', 'What bars a household from the register (不予建档情形).', {
  SECOND_HOME: 'Two homes or more (拥有两套及以上住房).',
  BUSINESS_OWNER: 'A shop, or hired hands (开办门店或雇佣他人).',
  COSTLY_SCHOOLING: 'A child at a high-fee private school, or abroad at its own cost (子女高收费就学或自费留学).',
  MOTOR_VEHICLE: 'Regular use of a motor vehicle that is not for hire (经常使用非营运机动车).',
  IDLE_WITHOUT_REASON:
    'An able-bodied adult who does not work without a reason (有劳动能力无正当理由不就业); in some places.',
});

/** Where an exclusion was found (发现途径). */
export enum ExclusionOrigin {
  DECLARATION = 'DECLARATION',
  DATA_CHECK = 'DATA_CHECK',
  VISIT = 'VISIT',
}

registerEnum(ExclusionOrigin, 'ExclusionOrigin', 'Where an exclusion was found (发现途径).', {
  DECLARATION: 'In the declaration itself (申报).',
  DATA_CHECK: 'By matching (信息比对).',
  VISIT: 'At the visit (入户).',
});

/** A finding that bars a household from the register (不予建档情形), until it is cleared or lifted with a reason by another person. */
@Entity({ name: 'exclusion_finding' })
@ObjectType('ExclusionFinding', {
  description: 'A finding that bars the household from the register (不予建档情形), unless it is lifted with a reason.',
})
export class ExclusionFinding {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the finding (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'application_id' })
  applicationId!: string;

  @Column({ type: 'text' })
  @Field(() => ExclusionRule, { description: 'Which rule (情形).' })
  rule!: ExclusionRule;

  @Column({ type: 'text' })
  @Field(() => ExclusionOrigin, { description: 'Where it was found (发现途径).' })
  origin!: ExclusionOrigin;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'What shows it (依据).' })
  evidence!: string;

  @Column({ type: 'uuid', name: 'data_check_id', nullable: true })
  dataCheckId!: string | null;

  @Column({ type: 'text', name: 'found_by' })
  @Field(() => String, { description: 'User id of who entered it (发现人).' })
  foundBy!: string;

  @Column({ type: 'timestamptz', name: 'found_at' })
  @Field(() => Instant, { description: 'When it was found (发现时间).' })
  foundAt!: Date;

  /** When the declaration that showed it was corrected. */
  @Column({ type: 'timestamptz', name: 'cleared_at', nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description: 'When a new declaration cleared it (消除时间); null while it stands.',
  })
  clearedAt!: Date | null;

  @Column({ type: 'text', name: 'override_reason', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was lifted (豁免理由); null while it bars.' })
  overrideReason!: string | null;

  @Column({ type: 'text', name: 'overridden_by', nullable: true })
  @Field(() => String, { nullable: true, description: 'User id of who lifted it (豁免人), never who entered it.' })
  overriddenBy!: string | null;

  @Column({ type: 'timestamptz', name: 'overridden_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was lifted (豁免时间); null while it bars.' })
  overriddenAt!: Date | null;
}
