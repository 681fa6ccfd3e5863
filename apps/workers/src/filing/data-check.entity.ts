import { Instant } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { CheckResult, CheckSource } from './check-source';

/** One matching of a household with another department's data (信息比对), made under the applicant's consent. */
@Entity({ name: 'data_check' })
@ObjectType('DataCheck', {
  description: 'One matching with another department’s data (信息比对), under the applicant’s consent.',
})
export class DataCheck {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the check (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'application_id' })
  applicationId!: string;

  /** The authorisation that allowed the check. */
  @Column({ type: 'uuid', name: 'consent_id' })
  @Field(() => ID, { description: 'The consent that allowed it (授权书).' })
  consentId!: string;

  @Column({ type: 'text' })
  @Field(() => CheckSource, { description: 'Whose data (比对来源).' })
  source!: CheckSource;

  @Column({ type: 'text' })
  @Field(() => CheckResult, { description: 'What was found (比对结果).' })
  result!: CheckResult;

  @Column({ type: 'timestamptz', name: 'checked_at' })
  @Field(() => Instant, { description: 'When it was made (比对时间).' })
  checkedAt!: Date;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Remark of the officer (备注); null when there is none.' })
  note!: string | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'How a conflict was resolved (不一致处理结果); null while it is open, or when there was none.',
  })
  resolution!: string | null;
}
