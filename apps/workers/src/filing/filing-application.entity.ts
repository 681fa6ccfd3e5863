import { Instant } from '@nuan/federation';
import { HardshipCategory, HardshipCause } from '@nuan/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { ApplicationStatus } from './application-status';

/**
 * An application to be filed (建档申请): from the form to the register. Nothing is recorded without consent, visit, checks without an
 * open conflict, a completed public notice, and approval by someone who neither filed nor verified (I4).
 */
@Entity({ name: 'filing_application' })
@Directive('@key(fields: "id")')
@ObjectType('FilingApplication', {
  description: 'An application to be filed as a household in hardship (建档申请), with every step to the register.',
})
export class FilingApplication {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the application (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => ApplicationStatus, { description: 'State of the application (申请状态).' })
  status!: ApplicationStatus;

  @Column({ type: 'uuid', name: 'applicant_id' })
  applicantId!: string;

  /** The file it led to, once RECORDED. */
  @Column({ type: 'uuid', name: 'household_id', nullable: true })
  householdId!: string | null;

  /** The closed file of a household that relapsed. */
  @Column({ type: 'uuid', name: 'previous_file_id', nullable: true })
  previousFileId!: string | null;

  @Column({ type: 'uuid', name: 'consent_id', nullable: true })
  @Field(() => ID, {
    nullable: true,
    description:
      'Consent to the check of finances (授权书编号); null until it is given, and nothing is checked before.',
  })
  consentId!: string | null;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'union_id' })
  unionId!: string;

  @Column({ type: 'text', nullable: true })
  @Field(() => HardshipCategory, {
    nullable: true,
    description: 'Category of hardship applied for (申请类别); null in a draft.',
  })
  category!: HardshipCategory | null;

  @Column({ type: 'text', name: 'primary_cause', nullable: true })
  @Field(() => HardshipCause, {
    nullable: true,
    description: 'Primary cause of hardship declared (主要致困原因); null in a draft.',
  })
  primaryCause!: HardshipCause | null;

  @Column({ type: 'text', name: 'created_by' })
  @Field(() => String, { description: 'User id of who filled it in (建档人).' })
  createdBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  @Field(() => Instant, { description: 'When it was begun (创建时间).' })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'submitted_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was handed in (提交时间); null in a draft.' })
  submittedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'recorded_at', nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description: 'When the household was entered in the register (录入时间); null until then.',
  })
  recordedAt!: Date | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the application (版本), raised by every change.' })
  version!: number;
}
