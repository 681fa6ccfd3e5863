import { Instant, LocalDateScalar, RegionCodeScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { PersonRole } from '../role/person-role';
import { EmergencyVerdict } from './emergency-verdict';

/** Reading beyond one's regions in an emergency (应急授权): for hours, noticed by two, reviewed by another. */
@Entity({ name: 'emergency_access' })
@ObjectType('EmergencyAccess', {
  description: 'Reading beyond one’s regions in an emergency (应急授权): at most four hours, and reviewed afterwards.',
})
export class EmergencyAccess {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID (编号); it stands in the token and in the audit.' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'user_id' })
  @Field(() => ID, { description: 'Who opened it (启用人).' })
  userId!: string;

  @Column({ type: 'uuid', name: 'assignment_id' })
  @Field(() => ID, { description: 'The assignment that it widens (所依据的岗位授权).' })
  assignmentId!: string;

  @Column({ type: 'text' })
  @Field(() => PersonRole, { description: 'The role in which it reads (角色).' })
  role!: PersonRole;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'The emergency (事由).' })
  reason!: string;

  @Column({ type: 'text', name: 'case_reference' })
  @Field(() => String, { description: 'The case or document that it belongs to (案件或文号).' })
  caseReference!: string;

  @Column({ type: 'text', array: true, name: 'read_regions' })
  @Field(() => [RegionCodeScalar], { description: 'Regions opened for reading (临时可读区划).' })
  readRegions!: string[];

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'timestamptz', name: 'opened_at' })
  @Field(() => Instant, { description: 'When it began (启用时间).' })
  openedAt!: Date;

  @Column({ type: 'timestamptz', name: 'ends_at' })
  @Field(() => Instant, { description: 'When it ends by itself (到期时间).' })
  endsAt!: Date;

  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was ended early (提前结束时间); null otherwise.' })
  endedAt!: Date | null;

  @Column({ type: 'text', name: 'ended_by', nullable: true })
  @Field(() => ID, { nullable: true, description: 'Who ended it early (结束人); null otherwise.' })
  endedBy!: string | null;

  @Column({ type: 'uuid', array: true, name: 'notified_ids' })
  @Field(() => [ID], { description: 'The two users who were notified (被通知人).' })
  notifiedIds!: string[];

  @Column({ type: 'date', name: 'review_due_on' })
  @Field(() => LocalDateScalar, { description: 'Last day of its review (复核期限), three working days after.' })
  reviewDueOn!: LocalDate;

  @Column({ type: 'timestamptz', name: 'reviewed_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was reviewed (复核时间); null while it waits.' })
  reviewedAt!: Date | null;

  @Column({ type: 'text', name: 'reviewed_by', nullable: true })
  @Field(() => ID, { nullable: true, description: 'Who reviewed it (复核人); null while it waits.' })
  reviewedBy!: string | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => EmergencyVerdict, { nullable: true, description: 'What the review found (复核结论); null before.' })
  verdict!: EmergencyVerdict | null;

  @Column({ type: 'text', name: 'review_note', nullable: true })
  @Field(() => String, { nullable: true, description: 'Grounds of the finding (复核说明); null before.' })
  reviewNote!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}
