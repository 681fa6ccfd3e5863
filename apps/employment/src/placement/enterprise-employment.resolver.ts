import { Count, countOf, type SubgraphContext } from '@nuan/federation';
import { CountUnit, today, yearOf } from '@nuan/kernel';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';

import type { JobReferralService } from '../referral/job-referral.service';
import { Enterprise } from '../references/enterprise.reference';
import { assertYear } from '../year-range';
import type { PlacementService } from './placement.service';

/** What employment adds to an enterprise (企业): the jobs it offers and the persons it took on. */
@Resolver(() => Enterprise)
export class EnterpriseEmploymentResolver {
  constructor(
    private readonly hired: PlacementService,
    private readonly referrals: JobReferralService,
  ) {}

  @FieldResolver(() => Count, {
    nullable: true,
    description:
      'Distinct persons placed with it (安置人数), in a year or ever; null for an enterprise of another region.',
  })
  async placements(
    @Root() enterprise: Enterprise,
    @Arg('year', () => Int, { nullable: true, description: 'Only this year (年度); all years when absent.' })
    year: number | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Count | null> {
    if (typeof year === 'number') assertYear(year);
    const persons = await ctx.load(this.hired.countByEmployer, enterprise.id, { year: year ?? null });
    return persons === null ? null : countOf(persons, CountUnit.PERSON);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Jobs that it filled in a year as a demonstration unit (示范单位已吸纳岗位数): placements by that route, beside those that it promised, `jobsPromised`; a job filled again counts again. Null for an enterprise of another region.',
  })
  async jobsFilled(
    @Root() enterprise: Enterprise,
    @Arg('year', () => Int, { nullable: true, description: 'Calendar year (年度); this year when absent.' })
    year: number | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<number | null> {
    const asked = year ?? yearOf(today(ctx.clock));
    assertYear(asked);
    return ctx.load(this.hired.countFilledJobs, enterprise.id, { year: asked });
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Openings that it offers today to those in need of work (提供岗位数); null for an enterprise of another region.',
  })
  jobsOffered(@Root() enterprise: Enterprise, @Ctx() ctx: SubgraphContext): Promise<number | null> {
    return ctx.load(this.referrals.countOpenings, enterprise.id, { on: today(ctx.clock) });
  }
}
