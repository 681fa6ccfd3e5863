import { Instant } from '@nuan/federation';
import { ArchiveTier, HardshipCategory, HardshipCause } from '@nuan/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { BankAccountKind } from '../household/bank-account';
import type { HousingType } from '../household/housing';
import { KeyGroup } from '../household/key-group';
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

  /** The head of the household as a person of the register; null until the application is recorded. */
  @Column({ type: 'uuid', name: 'applicant_id', nullable: true })
  applicantId!: string | null;

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
    description:
      'Category of hardship (困难类别): the result of the rules, or the override of it; null until it is handed in.',
  })
  category!: HardshipCategory | null;

  @Column({ type: 'text', name: 'primary_cause', nullable: true })
  @Field(() => HardshipCause, {
    nullable: true,
    description: 'Primary cause of hardship declared (主要致困原因); null in a draft.',
  })
  primaryCause!: HardshipCause | null;

  @Column({ type: 'text', name: 'secondary_causes', array: true, default: '{}' })
  @Field(() => [HardshipCause], {
    description: 'Secondary causes (次要致困原因): none to three, distinct, without the primary one.',
  })
  secondaryCauses!: HardshipCause[];

  @Column({ type: 'text', name: 'other_cause', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What the cause OTHER stands for (其他原因说明); null when no cause is OTHER.',
  })
  otherCause!: string | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => ArchiveTier, {
    nullable: true,
    description: 'Tier applied for (建档标准); null while it is not chosen.',
  })
  tier!: ArchiveTier | null;

  @Column({ type: 'text', name: 'key_group', nullable: true })
  @Field(() => KeyGroup, { nullable: true, description: 'Key group (五类重点群体); null when it was not classed.' })
  keyGroup!: KeyGroup | null;

  @Column({ type: 'boolean', name: 'is_migrant', default: false })
  @Field(() => Boolean, { description: 'Whether the household is one of migrant workers (农民工家庭).' })
  isMigrant!: boolean;

  @Column({ type: 'boolean', name: 'is_accidental', default: false })
  @Field(() => Boolean, {
    description: 'Whether an accident or a sudden event brought the hardship about (意外致困).',
  })
  isAccidental!: boolean;

  @Column({ type: 'boolean', name: 'can_help_itself', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the household has some capacity to help itself (有一定自救能力); null before it was judged.',
  })
  canHelpItself!: boolean | null;

  @Column({ type: 'text', name: 'housing_type', nullable: true })
  housingType!: HousingType | null;

  /** Square metres. */
  @Column({ type: 'double precision', name: 'housing_area_m2', nullable: true })
  housingAreaM2!: number | null;

  @Column({ type: 'bytea', name: 'address_sealed', nullable: true, select: false })
  addressSealed?: Buffer | null;

  @Column({ type: 'text', name: 'bank_name', nullable: true })
  bankName!: string | null;

  @Column({ type: 'text', name: 'bank_account_kind', nullable: true })
  bankAccountKind!: BankAccountKind | null;

  @Column({ type: 'text', name: 'bank_account_mask', nullable: true })
  bankAccountMask!: string | null;

  @Column({ type: 'bytea', name: 'bank_account_sealed', nullable: true, select: false })
  bankAccountSealed?: Buffer | null;

  @Column({ type: 'bytea', name: 'bank_account_hash', nullable: true, select: false })
  bankAccountHash?: Buffer | null;

  @Column({ type: 'integer', name: 'homes_owned', default: 0 })
  @Field(() => Int, { description: 'Homes that the household declares to own (自有住房套数).' })
  homesOwned!: number;

  @Column({ type: 'boolean', name: 'runs_business', default: false })
  @Field(() => Boolean, { description: 'Whether it declares a shop or hired hands (开办门店或雇工).' })
  runsBusiness!: boolean;

  @Column({ type: 'boolean', name: 'has_costly_schooling', default: false })
  @Field(() => Boolean, {
    description: 'Whether it declares a child at a high-fee private school or abroad at its own cost (高收费就学).',
  })
  hasCostlySchooling!: boolean;

  @Column({ type: 'boolean', name: 'keeps_vehicle', default: false })
  @Field(() => Boolean, {
    description: 'Whether it declares the regular use of a motor vehicle not for hire (经常使用机动车).',
  })
  keepsVehicle!: boolean;

  @Column({ type: 'boolean', name: 'is_idle_without_reason', default: false })
  @Field(() => Boolean, {
    description: 'Whether an able-bodied adult of it does not work without a reason (无正当理由不就业).',
  })
  isIdleWithoutReason!: boolean;

  /** How many times it was handed in. */
  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Round of the procedure (轮次): 1, and one more each time it comes back.' })
  round!: number;

  @Column({ type: 'uuid', name: 'assessment_id', nullable: true })
  assessmentId!: string | null;

  @Column({ type: 'text', name: 'override_category', nullable: true })
  overrideCategory!: HardshipCategory | null;

  @Column({ type: 'text', name: 'override_reason', nullable: true })
  overrideReason!: string | null;

  @Column({ type: 'text', name: 'override_proposed_by', nullable: true })
  overrideProposedBy!: string | null;

  @Column({ type: 'text', name: 'override_confirmed_by', nullable: true })
  overrideConfirmedBy!: string | null;

  @Column({ type: 'text', name: 'submitted_by', nullable: true })
  submittedBy!: string | null;

  @Column({ type: 'text', name: 'reviewed_by', nullable: true })
  reviewedBy!: string | null;

  @Column({ type: 'text', name: 'verified_by', nullable: true })
  verifiedBy!: string | null;

  @Column({ type: 'text', name: 'approved_by', nullable: true })
  approvedBy!: string | null;

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

  @Column({ type: 'date', name: 'erased_on', nullable: true })
  erasedOn!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the application (版本), raised by every change.' })
  version!: number;
}
