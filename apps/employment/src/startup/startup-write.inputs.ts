import { LocalDateScalar, Money } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { SupportMode } from './support-mode';

/** Input of `applyStartup`. */
@InputType('ApplyStartupInput', { description: 'An application for the support of a start-up (申报创业项目).' })
export class ApplyStartupInput {
  @Length(2, 100)
  @Field(() => String, { description: 'Name of the project (项目名称).' })
  readonly name!: string;

  @IsUUID('all')
  @Field(() => ID, { description: 'The leader (创业带头人); one project a year.' })
  readonly leaderId!: string;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, {
    nullable: true,
    description: 'The firm founded (创办企业), whose region the project has; absent before it is registered.',
  })
  readonly enterpriseId?: string | null;

  @Allow()
  @Field(() => [SupportMode], { description: 'How it is to be supported (扶持方式), at least one, each once.' })
  readonly support!: SupportMode[];

  @Allow()
  @Field(() => Money, { description: 'Money asked for (申请金额).' })
  readonly amount!: bigint;

  @Min(1)
  @Max(10_000)
  @Field(() => Int, { description: 'Jobs that the leader undertakes to create (计划吸纳人数).' })
  readonly jobsPlanned!: number;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same project.' })
  readonly idempotencyKey!: string;
}

@InputType('StartupStepInput', { description: 'Which project, and the version that the client saw (项目操作).' })
class StartupStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The project (创业项目).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the project that the client saw (版本).' })
  readonly expectedVersion!: number;
}

/** Input of `reviewStartup`. */
@InputType('ReviewStartupInput', { description: 'The review of an application, by another person (评审).' })
export class ReviewStartupInput extends StartupStepInput {
  @Allow()
  @Field(() => Boolean, { description: 'Whether it is approved (是否通过); turned down, it is closed.' })
  readonly approved!: boolean;

  @IsOptional()
  @Field(() => Money, {
    nullable: true,
    description: 'Money awarded (核定金额), no more than asked for; all of it when absent.',
  })
  readonly amount?: bigint | null;

  @Length(2, 500)
  @Field(() => String, { description: 'Opinion (评审意见).' })
  readonly opinion!: string;
}

/** Input of `recordStartupFunding`. */
@InputType('RecordStartupFundingInput', { description: 'Money that reached a project (登记拨付).' })
export class RecordStartupFundingInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The project (创业项目).' })
  readonly projectId!: string;

  @IsUUID('all')
  @Field(() => ID, {
    description:
      'Disbursement of assistance that paid it (发放记录): for a start-up, made, of this amount, to the leader; it is recorded once.',
  })
  readonly disbursementId!: string;

  @Allow()
  @Field(() => Money, { description: 'Money paid (金额); in all never more than awarded.' })
  readonly amount!: bigint;

  @IsOptional()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day of the payment (拨付日期); today when absent.' })
  readonly paidOn?: LocalDate | null;

  @Allow()
  @Field(() => SupportMode, {
    nullable: true,
    description: 'In which of the modes awarded (扶持方式); needed when money was awarded in several, never MATERIAL.',
  })
  readonly mode?: SupportMode | null;

  @IsOptional()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'By when a loan is to be paid back (还款期限): one to three years later; for a loan alone.',
  })
  readonly loanDueOn?: LocalDate | null;

  @IsOptional()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day whose interest a subsidy pays (贴息起始日); for a subsidy alone.',
  })
  readonly subsidyFrom?: LocalDate | null;

  @IsOptional()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day whose interest a subsidy pays (贴息截止日); for a subsidy alone.',
  })
  readonly subsidyTo?: LocalDate | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it pays nothing more.' })
  readonly idempotencyKey!: string;
}

/** Input of `openStartup`. */
@InputType('OpenStartupInput', { description: 'A funded project that goes into operation (开业).' })
export class OpenStartupInput extends StartupStepInput {
  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'The firm founded (创办企业); needed unless it is on record.' })
  readonly enterpriseId?: string | null;
}

/** Input of `recordStartupHire`. */
@InputType('RecordStartupHireInput', { description: 'A person whom a project takes on (登记吸纳就业).' })
export class RecordStartupHireInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The project (创业项目).' })
  readonly projectId!: string;

  @IsUUID('all')
  @Field(() => ID, { description: 'The person taken on (吸纳人员), not the leader.' })
  readonly personId!: string;

  @IsOptional()
  @Field(() => LocalDateScalar, { nullable: true, description: 'First day in the job (就业日期); today when absent.' })
  readonly hiredOn?: LocalDate | null;

  @IsOptional()
  @Field(() => Money, { nullable: true, description: 'Monthly wage agreed (月工资); absent when not reported.' })
  readonly wage?: bigint | null;

  @Length(2, 100)
  @Field(() => String, {
    description: 'Proof (就业凭证): number of the labour contract. Only proven hires count as jobs.',
  })
  readonly contractRef!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same placement.' })
  readonly idempotencyKey!: string;
}

/** Input of `closeStartup`. */
@InputType('CloseStartupInput', { description: 'A project to be closed (结项).' })
export class CloseStartupInput extends StartupStepInput {
  @Length(2, 200)
  @Field(() => String, { description: 'Why (结项原因).' })
  readonly reason!: string;
}

/** Input of `recoverStartup`. */
@InputType('RecoverStartupInput', { description: 'Support to be taken back (收回扶持).' })
export class RecoverStartupInput extends StartupStepInput {
  @Allow()
  @Field(() => Money, {
    description:
      'Money and value of materials taken back (收回金额), more than nothing and no more than was given and not repaid.',
  })
  readonly amount!: bigint;

  @Length(2, 200)
  @Field(() => String, { description: 'Why (收回原因).' })
  readonly reason!: string;
}
