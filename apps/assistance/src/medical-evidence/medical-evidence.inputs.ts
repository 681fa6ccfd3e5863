import { LocalDateScalar, Money } from '@nuan/federation';
import { Allow, IsUUID, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** Input of `recordMedicalEvidence`. */
@InputType('RecordMedicalEvidenceInput', { description: 'Documented cost of a treatment (登记医疗自付费用).' })
export class RecordMedicalEvidenceInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The household (困难职工家庭).' })
  readonly householdId!: string;

  @IsUUID('all')
  @Field(() => ID, { description: 'The member who was treated (患者).' })
  readonly personId!: string;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'First day of the treatment (治疗开始日期).' })
  readonly periodFrom!: string;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Last day of the treatment (治疗结束日期); not after today.' })
  readonly periodTo!: string;

  @Allow()
  @Field(() => Money, { description: 'Sum of the invoices (医疗费用总额，元).' })
  readonly invoice!: bigint;

  @Allow()
  @Field(() => Money, { description: 'What insurance and others paid of it (报销金额，元); below the invoices.' })
  readonly reimbursed!: bigint;

  @Length(1, 200)
  @Field(() => String, { description: 'Number of the invoice or statement (票据编号): counts once for a household.' })
  readonly documentRef!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key is the same evidence.' })
  readonly idempotencyKey!: string;
}

/** Input of `withdrawMedicalEvidence` and `withdrawStudyEvidence`. */
@InputType('WithdrawEvidenceInput', { description: 'Evidence recorded by mistake (撤回凭证).' })
export class WithdrawEvidenceInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The evidence (凭证编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the evidence that was read (版本).' })
  readonly expectedVersion!: number;
}
