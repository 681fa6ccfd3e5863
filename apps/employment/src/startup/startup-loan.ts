import { LocalDateScalar, Money } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Field, ObjectType } from 'type-graphql';

import type { StartupProject } from './startup-project.entity';

/** The interest-free loan of a start-up (无息借款) and how much of it came back. */
@ObjectType('StartupLoan', {
  description: 'The interest-free loan of a start-up (无息借款) and how much of it came back.',
})
export class StartupLoan {
  @Field(() => Money, { description: 'Money lent (借出金额), of what was paid.' })
  readonly lent!: bigint;

  @Field(() => Money, { description: 'Money paid back (已归还), in instalments; never more than was lent.' })
  readonly repaid!: bigint;

  @Field(() => Money, { description: 'Money still to be paid back (尚欠金额).' })
  readonly outstanding!: bigint;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day by which all of it is to be paid back (还款期限).',
  })
  readonly dueOn!: LocalDate | null;
}

/** The loan of a project; null while nothing is lent. */
export function loanOf({ loanFen, repaidFen, loanDueOn }: StartupProject): StartupLoan | null {
  if (loanFen === 0n) return null;
  const money = { lent: loanFen, repaid: repaidFen, outstanding: loanFen - repaidFen };
  return Object.assign(new StartupLoan(), { ...money, dueOn: loanDueOn });
}
