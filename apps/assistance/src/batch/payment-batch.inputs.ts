import { Money } from '@nuan/federation';
import { AidPurpose, ArchiveTier, DeliveryMode, HardshipCategory, TargetGroupKind } from '@nuan/kernel';
import {
  Allow,
  ArrayMaxSize,
  ArrayMinSize,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** Most lines of one request; a batch takes any number of requests. */
export const MAX_LINES_AT_ONCE = 500;

@InputType('AmountStepInput', {
  description: 'How much one kind of beneficiary gets (发放标准分档). What is not named is any.',
})
export class AmountStepInput {
  @Allow()
  @Field(() => HardshipCategory, { nullable: true, description: 'Category of hardship (困难类别).' })
  readonly category?: HardshipCategory | null;

  @Allow()
  @Field(() => ArchiveTier, { nullable: true, description: 'Tier of the file (建档标准).' })
  readonly tier?: ArchiveTier | null;

  @Allow()
  @Field(() => Money, { description: 'Amount (金额，元); above 0.00.' })
  readonly amount!: bigint;
}

@InputType('CreatePaymentBatchInput', {
  description:
    'A batch of payments (新建发放批次): with an amount rule its lines are made for everyone registered in the campaign, else they are added.',
})
export class CreatePaymentBatchInput {
  @Length(1, 200)
  @Field(() => String, { description: 'What to call it (批次名称).' })
  readonly title!: string;

  @IsOptional()
  @Matches(/^[A-Z][A-Z0-9]{2,31}$/)
  @Field(() => String, {
    nullable: true,
    description: 'Code of the campaign (活动代码); absent for aid outside any campaign.',
  })
  readonly campaign?: string | null;

  @Matches(/^[0-9]{6}$/)
  @Field(() => String, { description: 'Region whose beneficiaries it pays, everything below included (所在区域).' })
  readonly regionCode!: string;

  @Allow()
  @Field(() => TargetGroupKind, { description: 'Group of all its beneficiaries (对象类别).' })
  readonly group!: TargetGroupKind;

  @Allow()
  @Field(() => AidPurpose, { description: 'Purpose of all its payments (救助用途).' })
  readonly purpose!: AidPurpose;

  @Allow()
  @Field(() => DeliveryMode, { description: 'How all of it reaches the persons (发放方式).' })
  readonly mode!: DeliveryMode;

  @IsOptional()
  @Length(4, 500)
  @Field(() => String, { nullable: true, description: 'Why it is paid in cash (现金发放原因); for cash alone.' })
  readonly cashReason?: string | null;

  @IsUUID('all')
  @Field(() => ID, { description: 'The fund that pays (资金).' })
  readonly fundId!: string;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, {
    nullable: true,
    description:
      'The one allocation that pays (资金分配); when absent, each line is paid by the fund’s allocation of the smallest region around it.',
  })
  readonly allocationId?: string | null;

  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Field(() => [AmountStepInput], {
    nullable: true,
    description: 'How much each registered beneficiary gets (发放标准): the first step that fits. Needs a campaign.',
  })
  readonly amounts?: AmountStepInput[] | null;

  @Length(8, 150)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same batch.' })
  readonly idempotencyKey!: string;
}

@InputType('BatchLineInput', { description: 'One payment of a batch (批次明细).' })
export class BatchLineInput {
  @Length(1, 100)
  @Field(() => String, {
    description: 'Key of the line within the batch (明细幂等键): sent again, it is the same payment.',
  })
  readonly key!: string;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, {
    nullable: true,
    description: 'The household helped (受助家庭); absent for workers without a file.',
  })
  readonly householdId?: string | null;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'The person paid (领款人); the head of the household when absent.' })
  readonly payeeId?: string | null;

  @IsOptional()
  @Matches(/^[0-9]{6}$/)
  @Field(() => String, { nullable: true, description: 'County of a beneficiary without a household (所在县区).' })
  readonly regionCode?: string | null;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'Enterprise of the consoled worker (所在企业).' })
  readonly enterpriseId?: string | null;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'The student helped (受助学生), for aid to study.' })
  readonly studentId?: string | null;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, {
    nullable: true,
    description:
      'The documented own cost that medical aid answers (医疗自付费用凭证); for medical aid, and for nothing else.',
  })
  readonly medicalEvidenceId?: string | null;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'The first payment that this one tops up (补发对应的首次发放).' })
  readonly topUpOfId?: string | null;

  @Allow()
  @Field(() => Money, { description: 'Amount (金额，元); above 0.00.' })
  readonly amount!: bigint;
}

/** What every step of a batch states. */
@InputType('BatchStepInput', { description: 'Which batch is moved, and the version that the client saw (批次操作).' })
export class BatchStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the batch (批次编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the batch that the client saw (版本).' })
  readonly expectedVersion!: number;
}

@InputType('AddBatchLinesInput', { description: 'Payments to add to a batch (添加批次明细).' })
export class AddBatchLinesInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the batch (批次编号).' })
  readonly batchId!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES_AT_ONCE)
  @ValidateNested({ each: true })
  @Field(() => [BatchLineInput], { description: 'The payments (明细), at most 500 in one request.' })
  readonly lines!: BatchLineInput[];
}

@InputType('ValidateBatchInput', { description: 'Which batch is to be checked (批次核验).' })
export class ValidateBatchInput extends BatchStepInput {}

@InputType('ReserveBatchInput', { description: 'Which batch is to get its money set aside (批次预留).' })
export class ReserveBatchInput extends BatchStepInput {}

@InputType('ApproveBatchInput', { description: 'Which batch is approved (批次审批).' })
export class ApproveBatchInput extends BatchStepInput {}

@InputType('SendBatchInput', { description: 'Which batch is handed over (批次发放).' })
export class SendBatchInput extends BatchStepInput {}

@InputType('RetryBatchInput', { description: 'Which batch’s failures are paid again (失败重发).' })
export class RetryBatchInput extends BatchStepInput {}

@InputType('ConfirmBatchDeliveryInput', {
  description:
    'Which batch of goods, vouchers or cash was handed to the persons, against their signatures (批次签收确认).',
})
export class ConfirmBatchDeliveryInput extends BatchStepInput {}

@InputType('CancelBatchInput', { description: 'Which batch is given up, and why (取消批次).' })
export class CancelBatchInput extends BatchStepInput {
  @Length(4, 500)
  @Field(() => String, { description: 'Why (原因).' })
  readonly reason!: string;
}
