import { mutationResult, type Refusal, type SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { Household } from '../household/household.entity';
import type { ExitDecisionWriter } from './exit-decision.writer';
import type { ExitProposalWriter } from './exit-proposal.writer';
import { ExitReview } from './exit-review.entity';
import {
  CompleteFollowUpInput,
  DecideExitInput,
  ExitStepInput,
  ProposeExitInput,
  PubliciseExitInput,
  ServeExitNoticeInput,
} from './exit-review.inputs';
import { FollowUpTask } from './follow-up-task.entity';
import type { FollowUpWriter } from './follow-up.writer';

const ExitReviewResult = mutationResult(
  'ExitReviewResult',
  'What came of a step of an exit review (退出审核步骤结果).',
  () => [ExitReview],
);
const CompleteFollowUpResult = mutationResult(
  'CompleteFollowUpResult',
  'What came of keeping a follow-up (登记回访结果).',
  () => [FollowUpTask],
);
const CloseFileResult = mutationResult('CloseFileResult', 'What came of closing a file (归档结果).', () => [Household]);

const DECISION = { description: 'Which review, and reasons (审核意见).' };

/** Steps by which a household leaves the register (退出办理), through the API. */
@Resolver(() => ExitReview)
export class ExitWriteResolver {
  constructor(
    private readonly proposals: ExitProposalWriter,
    private readonly decisions: ExitDecisionWriter,
    private readonly followUps: FollowUpWriter,
  ) {}

  @Mutation(() => ExitReviewResult, {
    description:
      'Proposes that a household leaves the register (提出退出): out of hardship (脱困、解困) or de-registered (注销). For makers.',
  })
  proposeExit(
    @Arg('input', () => ProposeExitInput, { description: 'Which household, why, and what proves it (退出申请).' })
    input: ProposeExitInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<ExitReview | Refusal> {
    return this.proposals.propose(viewer, input);
  }

  @Mutation(() => ExitReviewResult, {
    description: 'Puts an exit out of hardship on public notice (退出公示), by the same clock as a filing. For makers.',
  })
  publiciseExit(
    @Arg('input', () => PubliciseExitInput, { description: 'Which review, and where (公示).' })
    input: PubliciseExitInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<ExitReview | Refusal> {
    return this.proposals.publicise(viewer, input);
  }

  @Mutation(() => ExitReviewResult, { description: 'Takes a proposed exit back with a reason (撤回退出). For makers.' })
  withdrawExit(
    @Arg('input', () => DecideExitInput, DECISION) input: DecideExitInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<ExitReview | Refusal> {
    return this.proposals.withdraw(viewer, input);
  }

  @Mutation(() => ExitReviewResult, {
    description:
      'Approves an exit (批准退出): EXITED with six months of follow-up, or CANCELLED on papers. For checkers who did not propose it.',
  })
  approveExit(
    @Arg('input', () => DecideExitInput, DECISION) input: DecideExitInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<ExitReview | Refusal> {
    return this.decisions.approve(viewer, input);
  }

  @Mutation(() => ExitReviewResult, {
    description: 'Refuses an exit with a reason (不予退出); the household stays. For checkers who did not propose it.',
  })
  rejectExit(
    @Arg('input', () => DecideExitInput, DECISION) input: DecideExitInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<ExitReview | Refusal> {
    return this.decisions.reject(viewer, input);
  }

  @Mutation(() => ExitReviewResult, {
    description: 'Keeps that the household was told of its exit in writing (书面告知). For makers.',
  })
  serveExitNotice(
    @Arg('input', () => ServeExitNoticeInput, { description: 'Which review, and how it was told (告知).' })
    input: ServeExitNoticeInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<ExitReview | Refusal> {
    return this.followUps.serveNotice(viewer, input);
  }

  @Mutation(() => CompleteFollowUpResult, { description: 'Keeps what a follow-up found (登记跟踪回访). For makers.' })
  completeFollowUp(
    @Arg('input', () => CompleteFollowUpInput, { description: 'Which task, and what was found (回访).' })
    input: CompleteFollowUpInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<FollowUpTask | Refusal> {
    return this.followUps.complete(viewer, input);
  }

  @Mutation(() => CloseFileResult, {
    description: 'Closes the file of an exited household after its follow-up (归档). For checkers.',
  })
  closeFile(
    @Arg('input', () => ExitStepInput, { description: 'The file by its id, and the version that was seen (档案).' })
    input: ExitStepInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Household | Refusal> {
    return this.followUps.close(viewer, input);
  }
}
