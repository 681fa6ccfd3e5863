import type { SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { CategoryOverrideWriter } from './category-override.writer';
import type { FilingReviewWriter } from './filing-review.writer';
import {
  FilingOpinionInput,
  FilingReasonInput,
  FilingStepInput,
  OverrideFilingCategoryInput,
  OverrideExclusionInput,
  RecordHouseholdVisitInput,
  ReportExclusionInput,
} from './filing-step.input';
import type { FilingSubmissionWriter } from './filing-submission.writer';
import { FilingStepResult } from './filing.results';

/** GraphQL face of the review of applications (审核). */
@Resolver()
export class FilingReviewWriteResolver {
  constructor(
    private readonly submissions: FilingSubmissionWriter,
    private readonly reviews: FilingReviewWriter,
    private readonly overrides: CategoryOverrideWriter,
  ) {}

  @Mutation(() => FilingStepResult, { description: 'Returns an application for completion (退回补正).' })
  returnFiling(
    @Arg('input', () => FilingReasonInput, { description: 'The application, as it was read (申请).' })
    input: FilingReasonInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.submissions.returnForCompletion(viewer, input);
  }

  @Mutation(() => FilingStepResult, { description: 'Refuses an application (不予建档).' })
  rejectFiling(
    @Arg('input', () => FilingReasonInput, { description: 'The application, as it was read (申请).' })
    input: FilingReasonInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.submissions.reject(viewer, input);
  }

  @Mutation(() => FilingStepResult, { description: 'Passes the first review (初审通过); never by who filed it.' })
  passFirstReview(
    @Arg('input', () => FilingOpinionInput, { description: 'The application, as it was read (申请).' })
    input: FilingOpinionInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.reviews.passFirstReview(viewer, input);
  }

  @Mutation(() => FilingStepResult, { description: 'Records a verification visit at home (登记入户核实).' })
  recordHouseholdVisit(
    @Arg('input', () => RecordHouseholdVisitInput, { description: 'The visit (入户).' })
    input: RecordHouseholdVisitInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.reviews.recordVisit(viewer, input);
  }

  @Mutation(() => FilingStepResult, {
    description: 'Passes visit and matching (复核、比对通过); never by who filed or reviewed it.',
  })
  passFilingChecks(
    @Arg('input', () => FilingOpinionInput, { description: 'The application, as it was read (申请).' })
    input: FilingOpinionInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.reviews.passChecks(viewer, input);
  }

  @Mutation(() => FilingStepResult, {
    description: 'Notes what bars the household from the register (登记不予建档情形).',
  })
  reportExclusion(
    @Arg('input', () => ReportExclusionInput, { description: 'The finding (情形).' }) input: ReportExclusionInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.reviews.reportExclusion(viewer, input);
  }

  @Mutation(() => FilingStepResult, {
    description: 'Lifts what bars the household, with a reason (豁免不予建档情形); never by who entered it.',
  })
  overrideExclusion(
    @Arg('input', () => OverrideExclusionInput, { description: 'The finding and the reason (情形及理由).' })
    input: OverrideExclusionInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.reviews.overrideExclusion(viewer, input);
  }

  @Mutation(() => FilingStepResult, {
    description:
      'Proposes a category against the rules’ result (调整困难类别); in force once a second person confirms it.',
  })
  overrideFilingCategory(
    @Arg('input', () => OverrideFilingCategoryInput, { description: 'The category and the reason (类别及理由).' })
    input: OverrideFilingCategoryInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.overrides.propose(viewer, input);
  }

  @Mutation(() => FilingStepResult, {
    description: 'Confirms a proposed category (确认类别调整); never by who proposed it.',
  })
  confirmFilingCategory(
    @Arg('input', () => FilingStepInput, { description: 'The application, as it was read (申请).' })
    input: FilingStepInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.overrides.confirm(viewer, input);
  }
}
