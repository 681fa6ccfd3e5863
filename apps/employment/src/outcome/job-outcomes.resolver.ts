import type { SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';

import { Placement } from '../placement/placement.entity';
import type { PlacementService } from '../placement/placement.service';
import { Household } from '../references/household.reference';
import { assertYear } from '../year-range';
import type { JobOutcomesService } from './job-outcomes.service';
import { HouseholdJobOutcomes } from './job-outcomes.type';

/** What employment adds to a household (困难职工家庭). */
@Resolver(() => Household)
export class HouseholdEmploymentResolver {
  constructor(private readonly outcomes: JobOutcomesService) {}

  @FieldResolver(() => HouseholdJobOutcomes, {
    nullable: true,
    description: 'What came of its members’ search for work (就业成效); null for a household of another region.',
  })
  jobOutcomes(
    @Root() household: Household,
    @Arg('year', () => Int, { nullable: true, description: 'Only this year (年度); all years when absent.' })
    year: number | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<HouseholdJobOutcomes | null> {
    if (typeof year === 'number') assertYear(year);
    return ctx.load(this.outcomes.loadByHousehold, household.id, { year: year ?? null });
  }
}

/** The placements behind a household's outcomes. */
@Resolver(() => HouseholdJobOutcomes)
export class JobOutcomesResolver {
  constructor(private readonly placements: PlacementService) {}

  @FieldResolver(() => [Placement], {
    name: 'placements',
    description: 'Placements of its members (成员就业记录), latest first, of all years.',
  })
  placementsOfMembers(
    @Root() outcomes: HouseholdJobOutcomes,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly Placement[]> {
    return ctx.load(this.placements.loadByHousehold, outcomes.householdId);
  }
}
