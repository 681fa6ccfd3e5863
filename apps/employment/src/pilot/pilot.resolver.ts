import { assertRegion } from '@nuan/auth';
import { Money, type SubgraphContext } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';

import type { EmploymentStatsService } from '../employment-stats/employment-stats.service';
import { EmploymentStats } from '../employment-stats/employment-stats.type';
import { Region } from '../references/region.reference';
import { assertYear } from '../year-range';
import { PilotCity } from './pilot-city.entity';
import { Pilot } from './pilot.entity';
import type { PilotService } from './pilot.service';

/** Pilots (试点) as the graph shows them. */
@Resolver(() => Pilot)
export class PilotResolver {
  constructor(
    private readonly service: PilotService,
    private readonly stats: EmploymentStatsService,
  ) {}

  @Query(() => Pilot, { description: 'One pilot by its id (按编号查试点); NOT_FOUND when it is unknown.' })
  pilot(
    @Arg('id', () => ID, { description: 'Id of the pilot (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Pilot> {
    return this.service.get(ctx.viewer, id);
  }

  @Query(() => [Pilot], {
    description: 'Pilots of the employment aid plan (就业创业援助行动计划试点), the latest year first.',
  })
  pilots(
    @Arg('year', () => Int, { nullable: true, description: 'Only this year (年度).' }) year: number | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly Pilot[]> {
    if (typeof year === 'number') assertYear(year);
    return this.service.list(ctx.viewer, year ?? null);
  }

  @FieldResolver(() => [Region], { description: 'The pilot cities (试点市), by code.' })
  async cities(@Root() pilot: Pilot, @Ctx() ctx: SubgraphContext): Promise<readonly Region[]> {
    return (await this.citiesOf(pilot, ctx)).map((city) => regionOf(Region, city.regionCode));
  }

  @FieldResolver(() => Money, { description: 'Money of the pilot over all its cities (投入资金).' })
  async budget(@Root() pilot: Pilot, @Ctx() ctx: SubgraphContext): Promise<bigint> {
    return (await this.citiesOf(pilot, ctx)).reduce((sum, city) => sum + city.budgetFen, 0n);
  }

  @FieldResolver(() => Money, { description: 'Money paid so far over all its cities (已支出).' })
  async spent(@Root() pilot: Pilot, @Ctx() ctx: SubgraphContext): Promise<bigint> {
    return (await this.citiesOf(pilot, ctx)).reduce((sum, city) => sum + city.spentFen, 0n);
  }

  @FieldResolver(() => [PilotCity], {
    description: 'Shares of the cities that the viewer covers (各试点市资金), by code.',
  })
  async shares(@Root() pilot: Pilot, @Ctx() ctx: SubgraphContext): Promise<readonly PilotCity[]> {
    return this.service.visibleShares(ctx.viewer, await this.citiesOf(pilot, ctx));
  }

  @FieldResolver(() => EmploymentStats, {
    nullable: true,
    description:
      'Employment figures of its cities in its year (试点成效); null with FORBIDDEN unless the viewer covers them all.',
  })
  async outcomes(@Root() pilot: Pilot, @Ctx() ctx: SubgraphContext): Promise<EmploymentStats> {
    const cities = await this.citiesOf(pilot, ctx);
    for (const city of cities) assertRegion(ctx.viewer, city.regionCode, 'region:aggregate');
    return this.stats.statsOfAll(
      ctx.viewer,
      cities.map((city) => city.regionCode),
      pilot.year,
    );
  }

  private citiesOf(pilot: Pilot, ctx: SubgraphContext): Promise<readonly PilotCity[]> {
    return ctx.load(this.service.loadCities, pilot.id);
  }
}

/** A city's share of a pilot. */
@Resolver(() => PilotCity)
export class PilotShareResolver {
  @FieldResolver(() => Region, { nullable: true, description: 'The city (试点市).' })
  city(@Root() share: PilotCity): Region {
    return regionOf(Region, share.regionCode);
  }
}
