import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Instant } from '@nuan/federation';
import { ArchiveTier, ExitReason, FileStatus, HardshipCategory, HardshipCause } from '@nuan/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { BankAccountKind } from './bank-account';
import type { HousingType } from './housing';
import { KeyGroup } from './key-group';
import { ReliefMeasure } from './relief-measure';
import { TemporaryReason } from './temporary-reason';

/** States in which a household is on the register and may be given aid (在档). */
export const ACTIVE_STATUSES: readonly FileStatus[] = [
  FileStatus.RECORDED,
  FileStatus.UNDER_REVIEW,
  FileStatus.EXIT_PROPOSED,
  FileStatus.EXIT_PUBLICISED,
];

/** One household, one file: the unique constraints decide, not a prior read. */
export const UNIQUE_FILE_NO = 'household_file_no_unique';
export const UNIQUE_ACTIVE_HEAD = 'household_head_id_active_unique';

/**
 * A household in hardship with its file (困难职工家庭及档案). The unit of filing is the household: one household, one file, one head.
 * Income figures are the inputs of the last assessment, kept as they were, so that the category can be derived again (I8).
 */
@Entity({ name: 'household' })
@Directive('@key(fields: "id")')
@ObjectType('Household', {
  description:
    'A filed hardship household (困难职工家庭): the unit of filing and of aid. One household has one file and one head.',
})
export class Household {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the household file (档案).' })
  readonly id!: string;

  @Column({ type: 'text', name: 'file_no', collation: 'C' })
  @Field(() => String, { description: 'Number of the file (档案编号), unique in the province.' })
  fileNo!: string;

  /** The file that this household had before it relapsed. */
  @Column({ type: 'uuid', name: 'previous_file_id', nullable: true })
  previousFileId!: string | null;

  @Column({ type: 'text' })
  @Field(() => FileStatus, { description: 'State of the file (档案状态).' })
  status!: FileStatus;

  @Column({ type: 'text' })
  @Field(() => ArchiveTier, {
    description: 'Tier of the file (建档标准): by whose standard it was filed. Some money is for one tier only.',
  })
  tier!: ArchiveTier;

  @Column({ type: 'text' })
  @Field(() => HardshipCategory, {
    description: 'Category of hardship (困难类别), the result of `ruleSet` on the stored income unless overridden.',
  })
  category!: HardshipCategory;

  @Column({ type: 'text', name: 'rule_set' })
  @Field(() => String, {
    description: 'Version of the rules that gave the category (认定规则版本), such as "2009" or "2021".',
  })
  ruleSet!: string;

  @Column({ type: 'text', name: 'override_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    name: 'categoryOverrideReason',
    description: 'Why the category differs from the rule set’s result (类别调整理由); null when it does not.',
  })
  overrideReason!: string | null;

  @Column({ type: 'text', name: 'override_approved_by', nullable: true })
  overrideApprovedBy!: string | null;

  @Column({ type: 'text', name: 'primary_cause' })
  @Field(() => HardshipCause, { description: 'Primary cause of hardship (主要致困原因); exactly one.' })
  primaryCause!: HardshipCause;

  @Column({ type: 'text', name: 'secondary_causes', array: true })
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

  @Column({ type: 'boolean', name: 'is_migrant' })
  @Field(() => Boolean, { description: 'Whether the household is one of migrant workers (农民工家庭).' })
  isMigrant!: boolean;

  @Column({ type: 'boolean', name: 'is_zero_employment' })
  @Field(() => Boolean, { description: 'Whether nobody of the household has work (零就业家庭).' })
  isZeroEmployment!: boolean;

  @Column({ type: 'boolean', name: 'is_model_worker' })
  @Field(() => Boolean, { description: 'Whether the head is a model worker (劳模家庭).' })
  isModelWorker!: boolean;

  @Column({ type: 'boolean', name: 'can_help_itself', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the household has some capacity to help itself (有一定自救能力); null before it was judged.',
  })
  canHelpItself!: boolean | null;

  @Column({ type: 'text', name: 'key_group', nullable: true })
  @Field(() => KeyGroup, {
    nullable: true,
    description: 'Key group of the household (五类重点群体); null when it was not classed.',
  })
  keyGroup!: KeyGroup | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => ReliefMeasure, {
    nullable: true,
    description: 'Batch by which the household is to come out of hardship (四个一批); null before it was decided.',
  })
  measure!: ReliefMeasure | null;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'union_id' })
  unionId!: string;

  @Column({ type: 'uuid', name: 'employer_id', nullable: true })
  employerId!: string | null;

  @Column({ type: 'uuid', name: 'head_id' })
  headId!: string;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Members of the household, the head included (家庭人口); at least 1.' })
  size!: number;

  @Column({ type: 'bigint', name: 'annual_income_fen', transformer: bigintTransformer })
  annualIncomeFen!: bigint;

  @Column({ type: 'bigint', name: 'rigid_expense_fen', transformer: bigintTransformer })
  rigidExpenseFen!: bigint;

  @Column({ type: 'bigint', name: 'net_per_capita_fen', transformer: bigintTransformer })
  netPerCapitaFen!: bigint;

  @Column({ type: 'bigint', name: 'line_fen', transformer: bigintTransformer })
  lineFen!: bigint;

  @Column({ type: 'integer', name: 'assessed_size' })
  assessedSize!: number;

  @Column({ type: 'date', name: 'assessed_on' })
  assessedOn!: string;

  @Column({ type: 'text', name: 'housing_type', nullable: true })
  housingType!: HousingType | null;

  /** Square metres. */
  @Column({ type: 'double precision', name: 'housing_area_m2', nullable: true })
  housingAreaM2!: number | null;

  @Column({ type: 'bytea', name: 'address_sealed', nullable: true, select: false })
  addressSealed?: Buffer | null;

  @Column({ type: 'text', name: 'bank_name', nullable: true })
  bankName!: string | null;

  @Column({ type: 'text', name: 'bank_account_mask', nullable: true })
  bankAccountMask!: string | null;

  @Column({ type: 'bytea', name: 'bank_account_sealed', nullable: true, select: false })
  bankAccountSealed?: Buffer | null;

  @Column({ type: 'bytea', name: 'bank_account_hash', nullable: true, select: false })
  bankAccountHash?: Buffer | null;

  /** Whether the name on the account was the head's when it was registered. */
  @Column({ type: 'boolean', name: 'bank_account_name_checked', default: true })
  bankAccountNameChecked!: boolean;

  @Column({ type: 'text', name: 'bank_account_kind', nullable: true })
  bankAccountKind!: BankAccountKind | null;

  @Column({ type: 'date', name: 'recorded_on' })
  @Field(() => LocalDateScalar, { description: 'Day the household was recorded (建档日期).' })
  recordedOn!: string;

  @Column({ type: 'date', name: 'last_reviewed_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day of the last review (最近复核日期); null before the first.',
  })
  lastReviewedOn!: string | null;

  @Column({ type: 'date', name: 'next_review_due_on' })
  @Field(() => LocalDateScalar, {
    name: 'nextReviewDue',
    description:
      'Last day for the next review (下次复核期限), at most twelve months after the last one; a file past it is stale.',
  })
  nextReviewDueOn!: string;

  @Column({ type: 'timestamptz', name: 'last_visited_at', nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description: 'When the household was last visited at home (最近入户时间); null before the first visit.',
  })
  lastVisitedAt!: Date | null;

  @Column({ type: 'date', name: 'exited_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day the household left the register (退出日期); null while it is on it.',
  })
  exitedOn!: string | null;

  @Column({ type: 'text', name: 'exit_reason', nullable: true })
  @Field(() => ExitReason, {
    nullable: true,
    description: 'Why the household left the register (退出原因); null while it is on it.',
  })
  exitReason!: ExitReason | null;

  @Column({ type: 'date', name: 'follow_up_until_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'Until when an exited household is followed up (跟踪期截止日), at least six months; null unless it exited.',
  })
  followUpUntilOn!: string | null;

  @Column({ type: 'text', name: 'temporary_reason', nullable: true })
  @Field(() => TemporaryReason, {
    nullable: true,
    description: 'Why a temporary file was opened (临时建档原因); null for a filed household.',
  })
  temporaryReason!: TemporaryReason | null;

  @Column({ type: 'date', name: 'closed_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day the file was closed (归档日期), after the follow-up or as a temporary file; null before.',
  })
  closedOn!: string | null;

  @Column({ type: 'date', name: 'stale_confirmed_until_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    name: 'staleConfirmedUntil',
    description:
      'Until when an overdue file may be paid (逾期档案确认有效期), by a confirmation with a reason; null without one.',
  })
  staleConfirmedUntilOn!: string | null;

  @Column({ type: 'date', name: 'erased_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day the personal data was erased after the retention (个人信息清除日期); null before.',
  })
  erasedOn!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the file (版本), raised by every change; 1 when it was recorded.' })
  version!: number;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  @Field(() => Instant, { description: 'When the file was last changed (最近变更时间).' })
  changedAt!: Date;
}
