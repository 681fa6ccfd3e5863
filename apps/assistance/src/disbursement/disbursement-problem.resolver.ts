import { OutcomeFact, type SubgraphContext } from '@nuan/federation';
import { yuan } from '@nuan/kernel';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Disbursement } from './disbursement.entity';
import type { DisbursementService } from './disbursement.service';
import { DisbursementProblem } from './disbursement-problem.entity';

/** Problems of payments (核验问题) as the graph shows them. */
@Resolver(() => DisbursementProblem)
export class DisbursementProblemResolver {
  constructor(private readonly payments: DisbursementService) {}

  @FieldResolver(() => [OutcomeFact], {
    description: 'Figures behind it (相关数据): states, dates, amounts in yuan.',
  })
  facts(@Root() { facts }: DisbursementProblem): OutcomeFact[] {
    return Object.entries(facts).flatMap(([name, value]) => (value === null ? [] : factOf(name, value)));
  }

  @FieldResolver(() => Disbursement, {
    nullable: true,
    description: 'The payment that is held back (对应发放); null when it is of another region.',
  })
  disbursement(@Root() problem: DisbursementProblem, @Ctx() ctx: SubgraphContext): Promise<Disbursement | null> {
    return ctx.load(this.payments.loadMany, problem.disbursementId);
  }
}

/** Amounts are kept in fen under a name that says so, and shown in yuan. */
function factOf(name: string, value: string | number | boolean): OutcomeFact {
  const amount = /^(\w+)Fen$/.exec(name)?.[1];
  return amount === undefined
    ? new OutcomeFact(name, String(value))
    : new OutcomeFact(amount, yuan(BigInt(Number(value))));
}
