import { LocalDateScalar, mutationResult, RegionCodeScalar, type SubgraphContext } from '@nuan/federation';
import { type LocalDate, today } from '@nuan/kernel';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import { FilingRules } from './filing-rules';
import { PublishCategoryRulesInput, SetNoticeDaysInput, SetRequiredCheckInput } from './filing-rules.input';
import type { FilingRulesWriter } from './filing-rules.writer';

/** What setting a rule of filing came to. */
export const FilingRulesResult = mutationResult(
  'FilingRulesResult',
  'What setting a rule of filing came to (建档规则设置结果): the rules of its region on its first day.',
  () => [FilingRules],
);

/** GraphQL face of the rules of filing (建档规则). */
@Resolver()
export class FilingRulesResolver {
  constructor(private readonly rules: FilingRulesWriter) {}

  @Query(() => FilingRules, {
    nullable: true,
    description: 'What an application is held against in a region on a day (建档规则).',
  })
  filingRules(
    @Arg('regionCode', () => RegionCodeScalar, { description: 'Region (区域).' }) regionCode: string,
    @Arg('on', () => LocalDateScalar, { nullable: true, description: 'Day (日期); today when absent.' })
    on: LocalDate | undefined,
    @Ctx() { viewer, clock }: SubgraphContext,
  ): Promise<FilingRules> {
    return this.rules.rulesOn(viewer, regionCode, on ?? today(clock));
  }

  @Mutation(() => FilingRulesResult, {
    description: 'Sets how long public notices stand in a region (设置公示工作日数).',
  })
  setNoticeDays(
    @Arg('input', () => SetNoticeDaysInput, { description: 'The rule (规则).' }) input: SetNoticeDaysInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.rules.setNoticeDays(viewer, input);
  }

  @Mutation(() => FilingRulesResult, { description: 'Asks for the answer of a source, or ends it (设置必查来源).' })
  setRequiredCheck(
    @Arg('input', () => SetRequiredCheckInput, { description: 'The rule (规则).' }) input: SetRequiredCheckInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.rules.setRequiredCheck(viewer, input);
  }

  @Mutation(() => FilingRulesResult, { description: 'Publishes rules that give the category (发布困难类别认定规则).' })
  publishCategoryRules(
    @Arg('input', () => PublishCategoryRulesInput, { description: 'The rules (规则).' })
    input: PublishCategoryRulesInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.rules.publishCategoryRules(viewer, input);
  }
}
