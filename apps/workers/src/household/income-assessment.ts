import { LocalDateScalar, Money } from '@nuan/federation';
import { Field, Float, Int, ObjectType } from 'type-graphql';

/** What a category was derived from. All amounts in fen; `netPerCapita` and `line` per month. */
export interface IncomeInputs {
  readonly annualIncomeFen: bigint;
  readonly rigidExpenseFen: bigint;
  readonly netPerCapitaFen: bigint;
  readonly lineFen: bigint;
  readonly assessedSize: number;
  readonly assessedOn: string;
  readonly ruleSet: string;
}

/** Income assessment of a household with the inputs it was computed from, so that anyone can compute it again. */
@ObjectType('IncomeAssessment', {
  description:
    'Income assessment (收入核算): twelve months’ income and rigid expense, the net income per head and month, and the line it is held against.',
})
export class IncomeAssessment {
  @Field(() => Money, { description: 'Income of all members over twelve months (家庭年度总收入).' })
  readonly annualIncome: bigint;

  @Field(() => Money, {
    description: 'Unavoidable expense over the same twelve months (刚性支出): illness, schooling, disability.',
  })
  readonly rigidExpense: bigint;

  @Field(() => Money, {
    description:
      'Net income per head and month (家庭月人均净收入): (income − rigid expense) / members / 12. Negative when expense exceeds income.',
  })
  readonly netPerCapita: bigint;

  @Field(() => Money, {
    description: 'Monthly minimum-living line of the region on the day of the assessment (当地低保标准).',
  })
  readonly line: bigint;

  @Field(() => Float, {
    description: 'Net income per head divided by the line (月人均净收入与低保标准之比); below 1 means below the line.',
  })
  readonly ratio: number;

  @Field(() => Int, { description: 'Members counted in the assessment (核算人口).' })
  readonly members: number;

  @Field(() => LocalDateScalar, { description: 'Day of the assessment (核算日期).' })
  readonly assessedOn: string;

  @Field(() => String, {
    description: 'Version of the rules that were applied (认定规则版本), such as "2009" or "2021".',
  })
  readonly ruleSet: string;

  constructor(inputs: IncomeInputs) {
    this.annualIncome = inputs.annualIncomeFen;
    this.rigidExpense = inputs.rigidExpenseFen;
    this.netPerCapita = inputs.netPerCapitaFen;
    this.line = inputs.lineFen;
    this.ratio = Math.round((Number(inputs.netPerCapitaFen) / Number(inputs.lineFen)) * 10_000) / 10_000;
    this.members = inputs.assessedSize;
    this.assessedOn = inputs.assessedOn;
    this.ruleSet = inputs.ruleSet;
  }
}

/**
 * Net income per head and month in fen: (twelve months' income − rigid expense) / members / 12, a fraction of a fen dropped.
 * Source: the formula of the national form as restated by provincial rules (家庭月人均收入).
 */
export function netPerCapitaFen(annualIncomeFen: bigint, rigidExpenseFen: bigint, members: number): bigint {
  return (annualIncomeFen - rigidExpenseFen) / BigInt(members) / 12n;
}
