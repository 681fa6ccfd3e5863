import { Money } from '@nuan/federation';
import { AidPurpose, DeliveryMode, TargetGroupKind } from '@nuan/kernel';
import { Allow, ArrayMaxSize, ArrayMinSize, IsOptional, IsUUID, Length, Matches, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** Most payments of one confirmation by hand; more of them are a batch. */
export const MAX_DELIVERIES = 100;

@InputType('FileDisbursementInput', { description: 'A payment to file (提交救助发放).' })
export class FileDisbursementInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The allocation that pays (资金分配).' })
  readonly allocationId!: string;

  @Allow()
  @Field(() => TargetGroupKind, { description: 'Group of the beneficiary (对象类别).' })
  readonly group!: TargetGroupKind;

  @Allow()
  @Field(() => AidPurpose, { description: 'Purpose (救助用途).' })
  readonly purpose!: AidPurpose;

  @Allow()
  @Field(() => DeliveryMode, { description: 'How it reaches the person (发放方式).' })
  readonly mode!: DeliveryMode;

  @IsOptional()
  @Length(4, 500)
  @Field(() => String, {
    nullable: true,
    description: 'Why it is paid in cash (现金发放原因); for cash, and for nothing else.',
  })
  readonly cashReason?: string | null;

  @Allow()
  @Field(() => Money, { description: 'Amount (金额，元); above 0.00.' })
  readonly amount!: bigint;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, {
    nullable: true,
    description: 'The household helped (受助家庭); required but for workers without a file.',
  })
  readonly householdId?: string | null;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'The person paid (领款人); the head of the household when absent.' })
  readonly payeeId?: string | null;

  @IsOptional()
  @Matches(/^[0-9]{6}$/)
  @Field(() => String, {
    nullable: true,
    description: 'County of the beneficiary (所在县区); required without a household, whose own it is otherwise.',
  })
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
  @Field(() => ID, {
    nullable: true,
    description:
      'The request that the payment answers (待付申请); payee, enterprise and region are then as requested, the amount is not above it.',
  })
  readonly requestId?: string | null;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'The event at which it is handed over (慰问活动).' })
  readonly consolationEventId?: string | null;

  @IsOptional()
  @Matches(/^[A-Z][A-Z0-9]{2,31}$/)
  @Field(() => String, {
    nullable: true,
    description: 'Code of the campaign (活动代码); absent for aid outside any campaign.',
  })
  readonly campaign?: string | null;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, {
    nullable: true,
    description: 'The first payment that this one tops up (补发对应的首次发放), when it is not a first one.',
  })
  readonly topUpOfId?: string | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same payment.' })
  readonly idempotencyKey!: string;
}

/** What every step of an existing payment states. */
@InputType('DisbursementStepInput', {
  description: 'Which payment is moved, and the version that the client saw (发放操作).',
})
export class DisbursementStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the payment (编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the payment that the client saw (版本).' })
  readonly expectedVersion!: number;
}

@InputType('ValidateDisbursementInput', { description: 'Which payment is to be checked (核验).' })
export class ValidateDisbursementInput extends DisbursementStepInput {}

@InputType('ReserveDisbursementInput', { description: 'Which payment is to get its money set aside (预留).' })
export class ReserveDisbursementInput extends DisbursementStepInput {}

@InputType('ApproveDisbursementInput', { description: 'Which payment is approved (审批).' })
export class ApproveDisbursementInput extends DisbursementStepInput {}

@InputType('SendDisbursementInput', { description: 'Which payment is handed over (发放).' })
export class SendDisbursementInput extends DisbursementStepInput {}

@InputType('RetryDisbursementInput', { description: 'Which failed payment is to be made again (重新发放).' })
export class RetryDisbursementInput extends DisbursementStepInput {}

@InputType('ReleaseDisbursementInput', { description: 'Which payment is given up, and why (释放).' })
export class ReleaseDisbursementInput extends DisbursementStepInput {
  @Length(4, 500)
  @Field(() => String, { description: 'Why (原因).' })
  readonly reason!: string;
}

@InputType('RequestReversalInput', { description: 'Which paid payment is to be taken back, and why (申请冲销).' })
export class RequestReversalInput extends DisbursementStepInput {
  @Length(4, 500)
  @Field(() => String, { description: 'Why (原因).' })
  readonly reason!: string;
}

@InputType('ApproveReversalInput', { description: 'Which payment is taken back (批准冲销).' })
export class ApproveReversalInput extends DisbursementStepInput {}

@InputType('ConfirmDeliveryInput', {
  description: 'Goods, vouchers or cash that were handed to the persons, against their signatures (签收确认).',
})
export class ConfirmDeliveryInput {
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_DELIVERIES)
  @IsUUID('all', { each: true })
  @Field(() => [ID], { description: 'The payments (发放编号), at most 100; those already confirmed are passed over.' })
  readonly ids!: string[];
}

@InputType('RegisterPayeeInput', {
  description: 'A member of a household to be paid in place of its head (登记代领人).',
})
export class RegisterPayeeInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The household (困难职工家庭).' })
  readonly householdId!: string;

  @IsUUID('all')
  @Field(() => ID, { description: 'The member (家庭成员).' })
  readonly payeeId!: string;

  @Length(12, 32)
  @Matches(/^[0-9]+$/)
  @Field(() => String, {
    description: 'Number of the member’s card or passbook (银行账号), digits; only a keyed hash and a mask are kept.',
  })
  readonly accountNumber!: string;

  @Allow()
  @Field(() => Boolean, {
    description: 'Whether the name on the account was found to be the name on the file (户名一致).',
  })
  readonly nameMatches!: boolean;

  @Length(4, 500)
  @Field(() => String, { description: 'Why the head is not paid (代领原因).' })
  readonly reason!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same registration.' })
  readonly idempotencyKey!: string;
}

@InputType('EndPayeeInput', { description: 'Which registration ends (终止代领).' })
export class EndPayeeInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the registration (登记编号).' })
  readonly id!: string;
}
