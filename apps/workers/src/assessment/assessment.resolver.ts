import { mutationResult, type Refusal, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';

import { Household } from '../household/household.entity';
import { Assessment, AssessmentLine } from './assessment.entity';
import { AssessHouseholdInput, DecideCategoryInput, ProposeCategoryInput } from './assessment.inputs';
import type { AssessmentService } from './assessment.service';
import type { AssessmentWriter } from './assessment.writer';
import { CategoryOverride } from './category-override.entity';
import type { CategoryOverrideWriter } from './category-override.writer';

const AssessHouseholdResult = mutationResult(
  'AssessHouseholdResult',
  'What came of assessing a household (重新核算结果).',
  () => [Household],
);
const CategoryOverrideResult = mutationResult(
  'CategoryOverrideResult',
  'What came of a category against the rules (类别调整结果).',
  () => [CategoryOverride],
);

const DECISION = { description: 'Which proposal, and what is said to it (意见).' };

/** Assessments and categories of files (收入核算、类别调整), through the API. */
@Resolver(() => Assessment)
export class AssessmentResolver {
  constructor(
    private readonly assessments: AssessmentService,
    private readonly writer: AssessmentWriter,
    private readonly overrides: CategoryOverrideWriter,
  ) {}

  @FieldResolver(() => [AssessmentLine], { description: 'Incomes and rigid expenses (收支明细), in the order given.' })
  lines(@Root() { id }: Assessment, @Ctx() ctx: SubgraphContext): Promise<readonly AssessmentLine[]> {
    return ctx.load(this.assessments.loadLines, id);
  }

  @Mutation(() => AssessHouseholdResult, {
    description:
      'Assesses the means of a filed household anew (重新核算): the category is what the rules in force give. For makers.',
  })
  assessHousehold(
    @Arg('input', () => AssessHouseholdInput, { description: 'The means, and why (收支情况).' })
    input: AssessHouseholdInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Household | Refusal> {
    return this.writer.assess(viewer, input);
  }

  @Mutation(() => CategoryOverrideResult, {
    description: 'Proposes a category against the result of the rules (提请调整类别). For makers.',
  })
  proposeCategory(
    @Arg('input', () => ProposeCategoryInput, { description: 'Which category, and why (拟调整类别).' })
    input: ProposeCategoryInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<CategoryOverride | Refusal> {
    return this.overrides.propose(viewer, input);
  }

  @Mutation(() => CategoryOverrideResult, {
    description: 'Confirms a category that another person proposed (确认类别调整). For checkers.',
  })
  confirmCategory(
    @Arg('input', () => DecideCategoryInput, DECISION) input: DecideCategoryInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<CategoryOverride | Refusal> {
    return this.overrides.confirm(viewer, input);
  }

  @Mutation(() => CategoryOverrideResult, {
    description: 'Declines a proposed category with a reason (否决类别调整). For checkers.',
  })
  declineCategory(
    @Arg('input', () => DecideCategoryInput, DECISION) input: DecideCategoryInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<CategoryOverride | Refusal> {
    return this.overrides.decline(viewer, input);
  }

  @Mutation(() => CategoryOverrideResult, { description: 'Takes a proposed category back (撤回类别调整). For makers.' })
  withdrawCategory(
    @Arg('input', () => DecideCategoryInput, DECISION) input: DecideCategoryInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<CategoryOverride | Refusal> {
    return this.overrides.withdraw(viewer, input);
  }
}
