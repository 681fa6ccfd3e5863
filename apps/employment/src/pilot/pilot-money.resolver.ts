import { assertRegion } from '@nuan/auth';
import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { EmploymentStatsService } from '../employment-stats/employment-stats.service';
import { EmploymentStats } from '../employment-stats/employment-stats.type';
import { EmploymentPayment } from '../payment/employment-payment.entity';
import type { EmploymentPaymentService } from '../payment/employment-payment.service';
import { PilotCity } from './pilot-city.entity';
import { Pilot } from './pilot.entity';
import type { PilotService } from './pilot.service';

/** What the cities of a pilot spent. */
@Resolver(() => Pilot)
export class PilotMoneyResolver {
  constructor(private readonly ledger: EmploymentPaymentService) {}

  @FieldResolver(() => [EmploymentPayment], {
    description: 'Payments and reversals of the cities that the viewer covers (支出明细), by day.',
  })
  payments(@Root() pilot: Pilot, @Ctx() ctx: SubgraphContext): Promise<readonly EmploymentPayment[]> {
    return ctx.load(this.ledger.loadByPilot, pilot.id);
  }
}

/** What came of a city's share. */
@Resolver(() => PilotCity)
export class PilotShareOutcomeResolver {
  constructor(
    private readonly pilots: PilotService,
    private readonly stats: EmploymentStatsService,
  ) {}

  @FieldResolver(() => EmploymentStats, {
    nullable: true,
    description:
      'Employment figures of the city in the pilot’s year (试点市成效); `costPerPlacement` compares the cities by the yuan.',
  })
  async outcomes(@Root() share: PilotCity, @Ctx() ctx: SubgraphContext): Promise<EmploymentStats | null> {
    assertRegion(ctx.viewer, share.regionCode, 'region:aggregate');
    const pilot = await ctx.load(this.pilots.loadMany, share.pilotId);
    if (pilot === null) return null;
    return ctx.load(this.stats.loadStats, share.regionCode, { year: pilot.year });
  }
}
