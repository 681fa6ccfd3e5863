import { Instant } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { ConflictRule } from '../matching/conflict-rule';
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

  /** The list that answered; null when none did, or the answer came on paper. */
  @Column({ type: 'uuid', name: 'list_id', nullable: true })
  listId!: string | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => ConflictRule, {
    nullable: true,
    description: 'What a conflict contradicts (不一致情形); null otherwise.',
  })
  rule!: ConflictRule | null;

  @Column({ type: 'text', name: 'checked_by', nullable: true })
  checkedBy!: string | null;

  /** Who filed the application, who may not settle its conflicts. */
  @Column({ type: 'text', name: 'filed_by', nullable: true })
  filedBy!: string | null;

  @Column({ type: 'text', name: 'resolved_by', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'User id of who settled the conflict (处理人); null while it is open.',
  })
  resolvedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'resolved_at', nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description: 'When the conflict was settled (处理时间); null while it is open.',
  })
  resolvedAt!: Date | null;
}
