import { LocalDateScalar, mutationResult, RegionCodeScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, ArrayMaxSize, ArrayUnique, IsOptional, IsUUID, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { WageCase } from '../wage-case/wage-case.entity';
import { Inspection } from './inspection.entity';
import { InspectionFinding } from './inspection-finding.entity';
import { InspectionKind } from './inspection-kind';

/** What every change of an existing inspection states. */
@InputType('InspectionStepInput', { description: 'Which inspection, and the version that the client saw (督查操作).' })
export class InspectionStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the inspection (督查编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the inspection that the client saw (版本).' })
  readonly expectedVersion!: number;
}

/** What every change of an existing finding states. */
@InputType('FindingStepInput', { description: 'Which finding, and the version that the client saw (问题操作).' })
export class FindingStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the finding (问题编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the finding that the client saw (版本).' })
  readonly expectedVersion!: number;
}

@InputType('PlanInspectionInput', { description: 'An inspection trip to one city or county (计划督查).' })
export class PlanInspectionInput {
  @Allow()
  @Field(() => InspectionKind, { description: 'What it looks into (督查类型).' })
  readonly kind!: InspectionKind;

  @Length(2, 200)
  @Field(() => String, { description: 'Title (名称).' })
  readonly title!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'City or county inspected (督查区域).' })
  readonly regionCode!: string;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'First day (开始日期).' })
  readonly startsOn!: LocalDate;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Last day (结束日期), not before the first.' })
  readonly endsOn!: LocalDate;

  @IsOptional()
  @Length(2, 100)
  @Field(() => String, { nullable: true, description: 'Office or unit of who leads it (带队单位、职务), not a name.' })
  readonly leader?: string | null;

  @ArrayMaxSize(20)
  @ArrayUnique()
  @Length(2, 50, { each: true })
  @Field(() => [String], { defaultValue: [], description: 'Departments that take part (联合部门).' })
  readonly partners!: string[];

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same inspection.' })
  readonly idempotencyKey!: string;
}

@InputType('OpenInspectionInput', { description: 'An inspection that begins (开始督查).' })
export class OpenInspectionInput extends InspectionStepInput {}

@InputType('CancelInspectionInput', { description: 'A planned inspection that does not take place (取消督查).' })
export class CancelInspectionInput extends InspectionStepInput {
  @Length(2, 200)
  @Field(() => String, { description: 'Why (原因).' })
  readonly reason!: string;
}

@InputType('CloseInspectionInput', { description: 'An inspection that is over (结束督查).' })
export class CloseInspectionInput extends InspectionStepInput {}

@InputType('AddFindingInput', { description: 'What an inspection under way finds (登记问题).' })
export class AddFindingInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the inspection (督查编号).' })
  readonly inspectionId!: string;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'Enterprise it concerns (涉及企业); absent when it concerns none.' })
  readonly enterpriseId?: string | null;

  @Length(2, 1000)
  @Field(() => String, { description: 'What was found (问题描述).' })
  readonly summary!: string;

  @Allow()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day it was found (发现日期), within the inspection and not in the future; today when absent.',
  })
  readonly foundOn?: LocalDate | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same finding.' })
  readonly idempotencyKey!: string;
}

@InputType('OrderRectificationInput', { description: 'A finding to be put right by a day (责令整改).' })
export class OrderRectificationInput extends FindingStepInput {
  @Allow()
  @Field(() => LocalDateScalar, { description: 'Day by which it is to be put right (整改期限), from today on.' })
  readonly deadline!: LocalDate;
}

@InputType('ReportRectifiedInput', { description: 'A finding that was put right (报告整改).' })
export class ReportRectifiedInput extends FindingStepInput {
  @Allow()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day it was put right (整改日期); today when absent.' })
  readonly rectifiedOn?: LocalDate | null;
}

@InputType('CheckRectifiedInput', { description: 'A finding whose putting right was checked (复查).' })
export class CheckRectifiedInput extends FindingStepInput {}

@InputType('ReturnRectifiedInput', { description: 'A finding that is not put right after all (退回整改).' })
export class ReturnRectifiedInput extends FindingStepInput {
  @Length(2, 200)
  @Field(() => String, { description: 'What is still wrong (退回原因).' })
  readonly reason!: string;

  @Allow()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Another day by which to put it right (整改期限), from today on; the old one stays when absent.',
  })
  readonly deadline?: LocalDate | null;
}

@InputType('LinkWageCaseInput', { description: 'A wage case that an inspection found (关联案件).' })
export class LinkWageCaseInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the inspection (督查编号).' })
  readonly inspectionId!: string;

  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the case (案件编号).' })
  readonly wageCaseId!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the case that the client saw (版本).' })
  readonly expectedVersion!: number;
}

const inspectionResult = (name: string, description: string): object =>
  mutationResult(name, description, () => [Inspection]);
const findingResult = (name: string, description: string): object =>
  mutationResult(name, description, () => [InspectionFinding]);

export const PlanInspectionResult = inspectionResult('PlanInspectionResult', 'What came of planning (计划结果).');
export const OpenInspectionResult = inspectionResult('OpenInspectionResult', 'What came of beginning (开始结果).');
export const CloseInspectionResult = inspectionResult('CloseInspectionResult', 'What came of closing (结束结果).');
export const CancelInspectionResult = inspectionResult('CancelInspectionResult', 'What came of cancelling (取消结果).');
export const AddFindingResult = findingResult('AddFindingResult', 'What came of taking it down (登记结果).');
export const OrderRectificationResult = findingResult('OrderRectificationResult', 'What came of the order (责令结果).');
export const ReportRectifiedResult = findingResult('ReportRectifiedResult', 'What came of the report (报告结果).');
export const CheckRectifiedResult = findingResult('CheckRectifiedResult', 'What came of the check (复查结果).');
export const ReturnRectifiedResult = findingResult('ReturnRectifiedResult', 'What came of sending it back (退回结果).');
export const LinkWageCaseResult = mutationResult(
  'LinkWageCaseResult',
  'What came of linking (关联结果): the case.',
  () => [WageCase],
);
