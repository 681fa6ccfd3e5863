import type { SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { ConsentWriter } from './consent.writer';
import { CreateFilingDraftInput, SaveFilingDraftInput } from './filing-content.input';
import type { FilingDraftWriter } from './filing-draft.writer';
import {
  FilingReasonInput,
  FilingStepInput,
  RecordFilingConsentInput,
  WithdrawFilingConsentInput,
} from './filing-step.input';
import type { FilingSubmissionWriter } from './filing-submission.writer';
import { FileHouseholdResult, FilingStepResult } from './filing.results';

/** GraphQL face of filling applications in and handing them in (填写、提交申请). */
@Resolver()
export class FilingWriteResolver {
  constructor(
    private readonly drafts: FilingDraftWriter,
    private readonly consents: ConsentWriter,
    private readonly submissions: FilingSubmissionWriter,
  ) {}

  @Mutation(() => FilingStepResult, { description: 'Begins an application as a draft (新建建档申请).' })
  createFilingDraft(
    @Arg('input', () => CreateFilingDraftInput, { description: 'The new application (申请).' })
    input: CreateFilingDraftInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.drafts.create(viewer, input);
  }

  @Mutation(() => FilingStepResult, { description: 'Saves a draft or a returned application anew (保存申请).' })
  saveFilingDraft(
    @Arg('input', () => SaveFilingDraftInput, { description: 'The application with its content (申请).' })
    input: SaveFilingDraftInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.drafts.save(viewer, input);
  }

  @Mutation(() => FilingStepResult, { description: 'Records a consent of a person of an application (登记授权).' })
  recordFilingConsent(
    @Arg('input', () => RecordFilingConsentInput, { description: 'The consent (授权).' })
    input: RecordFilingConsentInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.consents.record(viewer, input);
  }

  @Mutation(() => FilingStepResult, { description: 'Takes a consent back (撤回授权); nothing more is done under it.' })
  withdrawFilingConsent(
    @Arg('input', () => WithdrawFilingConsentInput, { description: 'The consent (授权).' })
    input: WithdrawFilingConsentInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.consents.withdraw(viewer, input);
  }

  @Mutation(() => FileHouseholdResult, {
    description: 'Hands an application in (提交申请): complete, with consent, its category derived by the rules.',
  })
  submitFiling(
    @Arg('input', () => FilingStepInput, { description: 'The application, as it was read (申请).' })
    input: FilingStepInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.submissions.submit(viewer, input);
  }

  @Mutation(() => FilingStepResult, { description: 'Withdraws an application for the applicant (撤回申请).' })
  withdrawFiling(
    @Arg('input', () => FilingReasonInput, { description: 'The application, as it was read (申请).' })
    input: FilingReasonInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.submissions.withdraw(viewer, input);
  }
}
