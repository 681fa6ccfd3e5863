import { Instant } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { CheckResult, CheckSource } from '../filing/check-source';
import { ConflictRule } from './conflict-rule';

/** What a list says of a member of an active file (在档家庭比对结果); a conflict is looked into at the review. */
@Entity({ name: 'household_match' })
@ObjectType('HouseholdMatch', {
  description: 'What another department’s list says of a member of an active file (在档家庭比对结果).',
})
export class HouseholdMatch {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the match (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'list_id' })
  @Field(() => ID, { description: 'The list that says so (比对名单编号).' })
  listId!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'uuid', name: 'worker_id' })
  @Field(() => ID, { name: 'workerId', description: 'The member (家庭成员编号).' })
  personId!: string;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => CheckSource, { description: 'Whose data (比对来源).' })
  source!: CheckSource;

  @Column({ type: 'text' })
  @Field(() => CheckResult, { description: 'MATCH, or CONFLICT when it contradicts the file (比对结果).' })
  result!: CheckResult;

  @Column({ type: 'text', nullable: true })
  @Field(() => ConflictRule, { nullable: true, description: 'What it contradicts (不一致情形); null for a match.' })
  rule!: ConflictRule | null;

  @Column({ type: 'uuid', name: 'consent_id', nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The consent that allowed it (授权书); null for deaths, which are told by law.',
  })
  consentId!: string | null;

  @Column({ type: 'timestamptz', name: 'found_at' })
  @Field(() => Instant, { description: 'When it was found (比对时间).' })
  foundAt!: Date;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'How a conflict was settled (处理结果); null while it is open.' })
  resolution!: string | null;

  @Column({ type: 'text', name: 'resolved_by', nullable: true })
  @Field(() => String, { nullable: true, description: 'User id of who settled it (处理人); null while it is open.' })
  resolvedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'resolved_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was settled (处理时间); null while it is open.' })
  resolvedAt!: Date | null;
}
