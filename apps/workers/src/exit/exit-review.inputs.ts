import { LocalDateScalar, Money } from '@nuan/federation';
import { ExitReason } from '@nuan/kernel';
import { Allow, ArrayMaxSize, IsOptional, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { IncomeSource } from './exit-evidence.entity';
import { NoticeChannel, ProposedAs } from './exit-proposal';

/** Income of one month, as it is proved. */
@InputType({ description: 'Income of one month, as it is proved (月度收入佐证).' })
export class MonthlyIncomeInput {
  @Allow()
  @Field(() => LocalDateScalar, { description: 'First day of the month (月份), such as 2016-07-01.' })
  readonly month!: string;

  @Allow()
  @Field(() => Money, { description: 'Income per head in the month (人均收入).' })
  readonly perCapita!: bigint;

  @Allow()
  @Field(() => IncomeSource, { description: 'What proves it (证明来源).' })
  readonly source!: IncomeSource;
}

/** Why a household is to leave, and what proves it. */
@InputType({ description: 'Why a household is to leave the register, and what proves it (提出退出).' })
export class ProposeExitInput {
  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key gives the same review.' })
  readonly idempotencyKey!: string;

  @Allow()
  @Field(() => ID, { description: 'File (档案).' })
  readonly householdId!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the file that was seen (所见版本).' })
  readonly expectedVersion!: number;

  @Allow()
  @Field(() => ExitReason, { description: 'Why the household is to leave (退出原因).' })
  readonly reason!: ExitReason;

  @Allow()
  @Field(() => ProposedAs, { description: 'Who asked for it (提出方式).' })
  readonly proposedAs!: ProposedAs;

  @Allow()
  @Field(() => String, { description: 'The reason in words (说明), at most 500 characters.' })
  readonly explanation!: string;

  @ArrayMaxSize(24)
  @Field(() => [MonthlyIncomeInput], {
    defaultValue: [],
    description: 'Income month by month (月度收入佐证); for SELF_SUPPORTING six months in a row above the line.',
  })
  readonly evidence!: MonthlyIncomeInput[];
}

/** What every step of an exit review names. */
@InputType({ description: 'Which exit review (退出审核), and which version of it was seen.' })
export class ExitStepInput {
  @Allow()
  @Field(() => ID, { description: 'The review (审核编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the review that was seen (所见版本).' })
  readonly expectedVersion!: number;
}

/** Where the exit is put on notice. */
@InputType({ description: 'Where an exit is put on public notice (退出公示).' })
export class PubliciseExitInput extends ExitStepInput {
  @Length(2, 100)
  @Field(() => String, { description: 'Where it is put up (公示地点).' })
  readonly place!: string;
}

/** What is decided on an exit. */
@InputType({ description: 'What is decided on an exit (退出审批).' })
export class DecideExitInput extends ExitStepInput {
  @IsOptional()
  @Allow()
  @Field(() => String, { nullable: true, description: 'Reasons (理由); needed to refuse or to take back.' })
  readonly opinion?: string | null;
}

/** The written notice to the household. */
@InputType({ description: 'The written notice of an exit to the household (书面告知).' })
export class ServeExitNoticeInput extends ExitStepInput {
  @Length(1, 60)
  @Field(() => String, { description: 'Number of the notice (告知文号).' })
  readonly noticeNo!: string;

  @Allow()
  @Field(() => NoticeChannel, { description: 'How it was served (送达方式).' })
  readonly channel!: NoticeChannel;

  @Allow()
  @Field(() => LocalDateScalar, {
    description: 'Day it was served (送达日期): not before the approval, not in the future.',
  })
  readonly servedOn!: string;
}

/** What a follow-up found. */
@InputType({ description: 'What a follow-up found (跟踪回访情况).' })
export class CompleteFollowUpInput {
  @Allow()
  @Field(() => ID, { description: 'The task (回访编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the task that was seen (所见版本).' })
  readonly expectedVersion!: number;

  @Allow()
  @Field(() => String, { description: 'What was found (回访情况), at most 500 characters.' })
  readonly finding!: string;

  @Allow()
  @Field(() => Boolean, { description: 'Whether a relapse is to be feared (有无返困风险).' })
  readonly isRelapseFeared!: boolean;
}
