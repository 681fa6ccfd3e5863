import { FirstArgs, type SubgraphContext } from '@nuan/federation';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Allocation } from '../allocation/allocation.entity';
import { LedgerPosting } from './ledger-posting';
import type { LedgerService } from './ledger.service';

/** The ledger as it hangs on allocations (台账). */
@Resolver(() => Allocation)
export class AllocationLedgerResolver {
  constructor(private readonly ledger: LedgerService) {}

  @FieldResolver(() => [LedgerPosting], {
    description: 'Its lines in the ledger (台账分录), the latest first; what its balances are made of.',
  })
  postings(
    @Root() allocation: Allocation,
    @Args(() => FirstArgs) { first }: FirstArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly LedgerPosting[]> {
    return ctx.load(this.ledger.loadPostings, allocation.id, { first });
  }
}
