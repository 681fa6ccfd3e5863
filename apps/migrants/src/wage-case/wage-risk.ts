import { Money, LocalDateScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Field, Int, ObjectType } from 'type-graphql';

import { daysLeft } from './wage-deadline';
import { WageRiskLevel } from './wage-risk-level';

/** Days before the deadline from which an open case is urgent: the week in which wages must be arranged. */
export const URGENT_DAYS = 7;

/** Open wage cases of one enterprise, summed. */
export interface OpenWages {
  readonly openCases: number;
  readonly owedFen: bigint;
  readonly recoveredFen: bigint;
  /** Earliest deadline of an open case; null when there is none. */
  readonly nextDeadlineOn: LocalDate | null;
}

/** Wage arrears of one enterprise that are still open (企业欠薪风险), within what the viewer may see. */
@ObjectType('WageRisk', { description: 'Open wage arrears of an enterprise (企业欠薪风险), reckoned today.' })
export class WageRisk {
  @Field(() => WageRiskLevel, { description: 'How urgent they are (风险等级).' })
  readonly level!: WageRiskLevel;

  @Field(() => Int, { nullable: true, description: 'Open cases (未结案件数); null when suppressed.' })
  readonly openCases!: number | null;

  @Field(() => Money, { nullable: true, description: 'Wages owed in the open cases (拖欠金额); null when suppressed.' })
  readonly owed!: bigint | null;

  @Field(() => Money, { nullable: true, description: 'Of these, paid so far (已追回金额); null when suppressed.' })
  readonly recovered!: bigint | null;

  @Field(() => Money, { nullable: true, description: 'Of these, still to be paid (尚欠金额); null when suppressed.' })
  readonly outstanding!: bigint | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Earliest deadline of an open case (最近支付期限); null when there is none.',
  })
  readonly nextDeadlineOn!: LocalDate | null;

  @Field(() => Boolean, { description: 'Whether numbers are withheld because they are too small (是否隐去小数).' })
  readonly suppressed!: boolean;
}

/** The risk of an enterprise on a day: HIGH when an open case is overdue or due within {@link URGENT_DAYS} days. */
export function wageRiskOf(wages: OpenWages, today: LocalDate): WageRisk {
  const urgent = wages.nextDeadlineOn !== null && daysLeft(wages.nextDeadlineOn, today) <= URGENT_DAYS;
  const level = wages.openCases === 0 ? WageRiskLevel.NONE : urgent ? WageRiskLevel.HIGH : WageRiskLevel.WATCH;
  return Object.assign(new WageRisk(), {
    level,
    openCases: wages.openCases,
    owed: wages.owedFen,
    recovered: wages.recoveredFen,
    outstanding: wages.owedFen - wages.recoveredFen,
    nextDeadlineOn: wages.nextDeadlineOn,
    suppressed: false,
  });
}
