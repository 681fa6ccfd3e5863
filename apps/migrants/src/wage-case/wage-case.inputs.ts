import { LocalDateScalar, Money, mutationResult, RegionCodeScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, ArrayMaxSize, ArrayUnique, IsOptional, IsUUID, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { WageCase } from './wage-case.entity';
import { WagePaymentSource } from './wage-payment-source';

/** What every change of an existing case states. */
@InputType('WageCaseStepInput', {
  description: 'Which case is changed, and the version that the client saw (案件操作).',
})
export class WageCaseStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the case (案件编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the case that the client saw (版本).' })
  readonly expectedVersion!: number;
}

@InputType('ReportWageCaseInput', { description: 'Wages that an enterprise owes (登记欠薪案件).' })
export class ReportWageCaseInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Enterprise that owes them (欠薪企业).' })
  readonly enterpriseId!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'City or county that handles the case (所在区域).' })
  readonly regionCode!: string;

  @Min(1)
  @Max(100_000)
  @Field(() => Int, { description: 'Workers whose wages are owed (涉及人数).' })
  readonly workers!: number;

  @Allow()
  @Field(() => Money, { description: 'Wages owed (拖欠金额，元); above 0.00.' })
  readonly owed!: bigint;

  @IsOptional()
  @ArrayMaxSize(1000)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  @Field(() => [ID], {
    nullable: true,
    description: 'Of these workers, those whom the unions know (已知职工), at most as many as are counted.',
  })
  readonly workerIds?: string[] | null;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, {
    nullable: true,
    description: 'Inspection that found the case (督查); absent when workers reported it.',
  })
  readonly inspectionId?: string | null;

  @Allow()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day the case was taken up (登记日期), not in the future; today when absent.',
  })
  readonly reportedOn?: LocalDate | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same case.' })
  readonly idempotencyKey!: string;
}

@InputType('VerifyWageCaseInput', {
  description: 'What verification found (核实案件); by another person than reported it.',
})
export class VerifyWageCaseInput extends WageCaseStepInput {
  @Allow()
  @Field(() => Money, {
    nullable: true,
    description: 'Wages owed as verified (核实金额，元); as reported when absent.',
  })
  readonly owed?: bigint | null;

  @IsOptional()
  @Min(1)
  @Max(100_000)
  @Field(() => Int, { nullable: true, description: 'Workers as verified (核实人数); as reported when absent.' })
  readonly workers?: number | null;
}

@InputType('OrderPaymentInput', { description: 'The enterprise is told to pay (责令支付).' })
export class OrderPaymentInput extends WageCaseStepInput {
  @Allow()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'Day by which it is to pay (支付期限), from today on; the day before the next Spring Festival when absent.',
  })
  readonly deadline?: LocalDate | null;
}

@InputType('RecordWagePaymentInput', { description: 'Wages that were paid in a case (登记支付).' })
export class RecordWagePaymentInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the case (案件编号).' })
  readonly wageCaseId!: string;

  @Allow()
  @Field(() => Money, { description: 'How much (支付金额，元); above 0.00 and never more than is still owed.' })
  readonly amount!: bigint;

  @Allow()
  @Field(() => WagePaymentSource, {
    defaultValue: WagePaymentSource.EMPLOYER,
    description: 'Where it came from (支付来源).',
  })
  readonly source: WagePaymentSource = WagePaymentSource.EMPLOYER;

  @Allow()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day it was paid (支付日期); today when absent.' })
  readonly paidOn?: LocalDate | null;

  @IsOptional()
  @Length(2, 100)
  @Field(() => String, { nullable: true, description: 'Number of the proof of payment (凭证号).' })
  readonly proofRef?: string | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it pays nothing more.' })
  readonly idempotencyKey!: string;
}

@InputType('SendWageCaseToLegalInput', { description: 'A case for legal aid or the labour authority (转法律程序).' })
export class SendWageCaseToLegalInput extends WageCaseStepInput {
  @Length(2, 200)
  @Field(() => String, { description: 'Why (原因).' })
  readonly reason!: string;
}

@InputType('CloseWageCaseInput', { description: 'A case to close (结案).' })
export class CloseWageCaseInput extends WageCaseStepInput {
  @Length(2, 200)
  @Field(() => String, { description: 'How it ended (结案说明); of a report not verified, why it is unfounded.' })
  readonly reason!: string;
}

const caseResult = (name: string, description: string): object => mutationResult(name, description, () => [WageCase]);

export const ReportWageCaseResult = caseResult('ReportWageCaseResult', 'What came of reporting (登记结果).');
export const VerifyWageCaseResult = caseResult('VerifyWageCaseResult', 'What came of verifying (核实结果).');
export const OrderPaymentResult = caseResult('OrderPaymentResult', 'What came of ordering payment (责令结果).');
export const RecordWagePaymentResult = caseResult(
  'RecordWagePaymentResult',
  'What came of recording a payment (登记结果): its case.',
);
export const SendWageCaseToLegalResult = caseResult('SendWageCaseToLegalResult', 'What came of it (移送结果).');
export const CloseWageCaseResult = caseResult('CloseWageCaseResult', 'What came of closing (结案结果).');
