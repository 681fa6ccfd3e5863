import { type Connection, Money, nestedConnection, PageArgs, type SubgraphContext } from '@nuan/federation';
import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';

import { Household } from '../references/household.reference';
import type { Disbursement } from './disbursement.entity';
import { DisbursementConnection } from './disbursement.list';
import type { DisbursementService } from './disbursement.service';

/** What money adds to a household (困难职工家庭): its payments and their sum. */
@Resolver(() => Household)
export class HouseholdMoneyResolver {
  constructor(private readonly payments: DisbursementService) {}

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'Money paid to the household (救助金额合计，元) in the year, or ever; 0.00 when nothing was paid. Null when assistance cannot answer.',
  })
  aidTotal(
    @Root() household: Household,
    @Arg('year', () => Int, {
      nullable: true,
      description: 'Calendar year of payment in Asia/Shanghai (发放年度); every year when absent.',
    })
    year: number | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<bigint> {
    return ctx.load(this.payments.loadAidTotal, household.id, { year: year ?? null });
  }

  @FieldResolver(() => DisbursementConnection, {
    nullable: true,
    description: 'Payments for the household (发放明细), the latest filed first. Null when assistance cannot answer.',
  })
  disbursements(
    @Root() household: Household,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Connection<Disbursement> {
    return nestedConnection(ctx, household.id, page, this.payments.loadByHousehold, this.payments.countByHousehold);
  }
}
