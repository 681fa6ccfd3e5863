import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Pairing } from '../pairing/pairing.entity';
import type { PairingService } from '../pairing/pairing.service';
import { Household } from '../references/household.reference';
import { AidPlan } from './aid-plan.entity';
import type { AidPlanService } from './aid-plan.service';

/** What casework adds to a household (困难职工家庭): its plan in force and its helper. */
@Resolver(() => Household)
export class HouseholdCaseworkResolver {
  constructor(
    private readonly plans: AidPlanService,
    private readonly pairings: PairingService,
  ) {}

  @FieldResolver(() => AidPlan, {
    nullable: true,
    description: 'The plan in force (执行中的帮扶计划); null when the household has none.',
  })
  activePlan(@Root() household: Household, @Ctx() ctx: SubgraphContext): Promise<AidPlan | null> {
    return ctx.load(this.plans.loadActive, household.id);
  }

  @FieldResolver(() => Pairing, {
    nullable: true,
    description:
      'The pairing with the helper who answers for the household today (结对帮扶责任人); null when it has none.',
  })
  helper(@Root() household: Household, @Ctx() ctx: SubgraphContext): Promise<Pairing | null> {
    return ctx.load(this.pairings.loadHelper, household.id);
  }
}
