import type { SubgraphContext } from '@nuan/federation';
import { today, yearOf } from '@nuan/kernel';
import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../enterprise/enterprise.entity';
import type { EnterpriseOutcome } from '../enterprise/enterprise.results';
import { DemonstrationPledge } from './demonstration-pledge.entity';
import { DemonstrationStep } from './demonstration-step.entity';
import {
  NominateDemonstrationUnitInput,
  PromiseJobsInput,
  RevokeDemonstrationUnitInput,
  SelectDemonstrationUnitInput,
} from './demonstration.inputs';
import {
  NominateDemonstrationUnitResult,
  PromiseJobsResult,
  RevokeDemonstrationUnitResult,
  SelectDemonstrationUnitResult,
} from './demonstration.results';
import type { DemonstrationService } from './demonstration.service';
import type { DemonstrationWriter } from './demonstration.writer';

/** Demonstration units (支持就业示范单位): how one became one, what it promises, and what is decided. */
@Resolver(() => Enterprise)
export class DemonstrationResolver {
  constructor(
    private readonly service: DemonstrationService,
    private readonly writer: DemonstrationWriter,
  ) {}

  @FieldResolver(() => [DemonstrationStep], {
    description: 'Decisions on its standing as a demonstration unit, newest first (示范单位认定记录).',
  })
  demonstrationSteps(@Root() { id }: Enterprise, @Ctx() ctx: SubgraphContext): Promise<readonly DemonstrationStep[]> {
    return ctx.load(this.service.loadSteps, id);
  }

  @FieldResolver(() => [DemonstrationPledge], {
    description: 'Jobs that it promises as a demonstration unit, newest year first (承诺吸纳就业岗位).',
  })
  jobPledges(@Root() { id }: Enterprise, @Ctx() ctx: SubgraphContext): Promise<readonly DemonstrationPledge[]> {
    return ctx.load(this.service.loadPledges, id);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Jobs promised for a year (承诺岗位数); null without a promise. Those filled are its placements.',
  })
  async jobsPromised(
    @Root() { id }: Enterprise,
    @Ctx() ctx: SubgraphContext,
    @Arg('year', () => Int, { nullable: true, description: 'Calendar year (年度); this year when absent.' })
    year?: number | null,
  ): Promise<number | null> {
    const pledges = await ctx.load(this.service.loadPledges, id);
    const wanted = year ?? yearOf(today(ctx.clock));
    return pledges.find((pledge) => pledge.year === wanted)?.jobs ?? null;
  }

  @Mutation(() => NominateDemonstrationUnitResult, {
    description: 'Nominates an enterprise as a demonstration unit for employment support (推荐示范单位).',
  })
  nominateDemonstrationUnit(
    @Arg('input', () => NominateDemonstrationUnitInput, { description: 'The nomination (推荐).' })
    input: NominateDemonstrationUnitInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseOutcome> {
    return this.writer.nominate(ctx.viewer, input);
  }

  @Mutation(() => SelectDemonstrationUnitResult, {
    description:
      'Selects a nominated unit (选树示范单位); for a city or the province, and another than who nominated it.',
  })
  selectDemonstrationUnit(
    @Arg('input', () => SelectDemonstrationUnitInput, { description: 'The selection (选树).' })
    input: SelectDemonstrationUnitInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseOutcome> {
    return this.writer.select(ctx.viewer, input);
  }

  @Mutation(() => RevokeDemonstrationUnitResult, {
    description: 'Revokes a demonstration unit, for good (撤销示范单位).',
  })
  revokeDemonstrationUnit(
    @Arg('input', () => RevokeDemonstrationUnitInput, { description: 'The revocation (撤销).' })
    input: RevokeDemonstrationUnitInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseOutcome> {
    return this.writer.revoke(ctx.viewer, input);
  }

  @Mutation(() => PromiseJobsResult, {
    description: 'States the jobs that a demonstration unit promises for a year (承诺岗位).',
  })
  promiseJobs(
    @Arg('input', () => PromiseJobsInput, { description: 'The promise (承诺).' }) input: PromiseJobsInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseOutcome> {
    return this.writer.promise(ctx.viewer, input);
  }
}
