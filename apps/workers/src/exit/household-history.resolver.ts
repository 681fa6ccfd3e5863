import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { FilingApplication } from '../filing/filing-application.entity';
import type { FilingService } from '../filing/filing.service';
import { Household } from '../household/household.entity';
import { ExitReview } from './exit-review.entity';
import type { ExitReviewService } from './exit-review.service';

/** Hangs on a household how it came on the register and how it leaves it. */
@Resolver(() => Household)
export class HouseholdHistoryResolver {
  constructor(
    private readonly filings: FilingService,
    private readonly exits: ExitReviewService,
  ) {}

  @FieldResolver(() => FilingApplication, {
    nullable: true,
    description: 'Application that led to this file (建档申请); null for files taken over from before.',
  })
  application(@Root() { id }: Household, @Ctx() ctx: SubgraphContext): Promise<FilingApplication | null> {
    return ctx.load(this.filings.loadByHousehold, id);
  }

  @FieldResolver(() => [ExitReview], {
    nullable: true,
    description: 'Exit reviews of this file (退出审核), newest first; null with FORBIDDEN for who may not see filings.',
  })
  exitReviews(@Root() { id }: Household, @Ctx() ctx: SubgraphContext): Promise<readonly ExitReview[]> {
    return ctx.load(this.exits.loadByHousehold, id);
  }
}
