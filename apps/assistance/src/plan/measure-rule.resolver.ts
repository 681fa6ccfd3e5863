import { LocalDateScalar, type Refusal, RegionCodeScalar, type SubgraphContext } from '@nuan/federation';
import { HardshipCause, type LocalDate, today } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { ProposedMeasure } from './measure-proposal';
import { MeasureRule } from './measure-rule.entity';
import {
  AddMeasureRuleInput,
  AddMeasureRuleResult,
  EndMeasureRuleInput,
  EndMeasureRuleResult,
} from './measure-rule.inputs';
import type { MeasureRuleService } from './measure-rule.service';
import type { MeasureRuleWriter } from './measure-rule.writer';

/** Rules of which measure answers which cause (因困施策) as the graph shows and takes them. */
@Resolver(() => MeasureRule)
export class MeasureRuleResolver {
  constructor(
    private readonly rules: MeasureRuleService,
    private readonly writer: MeasureRuleWriter,
  ) {}

  @Query(() => [ProposedMeasure], {
    description:
      'Measures that the rules propose today for the causes of a household (因困施策建议), the primary cause first; NOT_FOUND outside the viewer’s regions.',
  })
  proposeMeasures(
    @Arg('householdId', () => ID, { description: 'The household (困难职工家庭).' }) householdId: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly ProposedMeasure[]> {
    return this.rules.propose(ctx.viewer, householdId, today(ctx.clock));
  }

  @Query(() => [MeasureRule], {
    description:
      'Rules that hold in a region (因困施策规则), those of the regions above it included; by region, cause and order.',
  })
  measureRules(
    @Arg('region', () => RegionCodeScalar, { description: 'The region (区域).' }) region: string,
    @Arg('on', () => LocalDateScalar, { nullable: true, description: 'On this day (日期); today when absent.' })
    on: LocalDate | undefined,
    @Arg('cause', () => HardshipCause, { nullable: true, description: 'Only for this cause (致困原因).' })
    cause: HardshipCause | undefined,
    @Ctx() ctx: SubgraphContext,
  ): Promise<MeasureRule[]> {
    return this.rules.list(ctx.viewer, region, on ?? today(ctx.clock), cause);
  }

  @Mutation(() => AddMeasureRuleResult, {
    description: 'Adds a rule (新增因困施策规则); for its cause and region it replaces the wider ones.',
  })
  addMeasureRule(
    @Arg('input', () => AddMeasureRuleInput, { description: 'The rule (规则).' }) input: AddMeasureRuleInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<MeasureRule | Refusal> {
    return this.writer.add(ctx.viewer, input);
  }

  @Mutation(() => EndMeasureRuleResult, {
    description: 'Ends a rule (终止因困施策规则); what it proposed stays explained.',
  })
  endMeasureRule(
    @Arg('input', () => EndMeasureRuleInput, { description: 'Which rule, and its last day (规则).' })
    input: EndMeasureRuleInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<MeasureRule | Refusal> {
    return this.writer.end(ctx.viewer, input);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region that the rule holds in (适用区域), and below.' })
  region(@Root() rule: MeasureRule): Region {
    return regionOf(Region, rule.regionCode);
  }
}
