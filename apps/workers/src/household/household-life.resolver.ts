import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Assessment } from '../assessment/assessment.entity';
import type { AssessmentService } from '../assessment/assessment.service';
import { CategoryOverride } from '../assessment/category-override.entity';
import { FormerMember } from '../member/former-member.entity';
import type { FormerMemberService } from '../member/former-member.service';
import { AnnualReview } from '../review/annual-review.entity';
import type { AnnualReviewService } from '../review/annual-review.service';
import { StaleConfirmation } from '../review/stale-confirmation.entity';
import { FileTransfer } from '../transfer/file-transfer.entity';
import type { FileTransferService } from '../transfer/file-transfer.service';
import { Household } from './household.entity';

/** Hangs on a household what its file has gone through since it was recorded. */
@Resolver(() => Household)
export class HouseholdLifeResolver {
  constructor(
    private readonly moves: FileTransferService,
    private readonly former: FormerMemberService,
    private readonly reviews: AnnualReviewService,
    private readonly means: AssessmentService,
  ) {}

  @FieldResolver(() => [FileTransfer], {
    nullable: true,
    description: 'Transfers of the file between unions (档案转接), newest first.',
  })
  transfers(@Root() { id }: Household, @Ctx() ctx: SubgraphContext): Promise<readonly FileTransfer[]> {
    return ctx.load(this.moves.loadByHousehold, id);
  }

  @FieldResolver(() => [FormerMember], {
    nullable: true,
    description:
      'Who was a member and is no longer (历史家庭成员), who left last first; null with FORBIDDEN for who may not see persons.',
  })
  formerMembers(@Root() { id }: Household, @Ctx() ctx: SubgraphContext): Promise<readonly FormerMember[]> {
    return ctx.load(this.former.loadByHousehold, id);
  }

  @FieldResolver(() => [AnnualReview], {
    nullable: true,
    description:
      'Annual reviews of the file (年度复核), newest first; null with FORBIDDEN for who may not see filings.',
  })
  annualReviews(@Root() { id }: Household, @Ctx() ctx: SubgraphContext): Promise<readonly AnnualReview[]> {
    return ctx.load(this.reviews.loadByHousehold, id);
  }

  @FieldResolver(() => [StaleConfirmation], {
    nullable: true,
    description: 'Confirmations of the file while its review was overdue (逾期档案确认), newest first.',
  })
  staleConfirmations(@Root() { id }: Household, @Ctx() ctx: SubgraphContext): Promise<readonly StaleConfirmation[]> {
    return ctx.load(this.reviews.loadConfirmations, id);
  }

  @FieldResolver(() => [Assessment], {
    nullable: true,
    description:
      'Income assessments since the filing (收入核算记录), newest first; null with FORBIDDEN for who may not see incomes.',
  })
  assessments(@Root() { id }: Household, @Ctx() ctx: SubgraphContext): Promise<readonly Assessment[]> {
    return ctx.load(this.means.loadByHousehold, id);
  }

  @FieldResolver(() => [CategoryOverride], {
    nullable: true,
    description: 'Categories proposed against the rules (类别调整), newest first.',
  })
  categoryOverrides(@Root() { id }: Household, @Ctx() ctx: SubgraphContext): Promise<readonly CategoryOverride[]> {
    return ctx.load(this.means.loadOverrides, id);
  }
}
