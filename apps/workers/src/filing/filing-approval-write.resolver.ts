import type { SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { ClosePublicNoticeInput, RaiseObjectionInput, ResolveObjectionInput } from '../publicity/notice.input';
import type { NoticeWriter } from '../publicity/notice.writer';
import type { FilingApprovalWriter } from './filing-approval.writer';
import { FilingOpinionInput, FilingStepInput, PubliciseFilingInput } from './filing-step.input';
import { FileHouseholdResult, FilingStepResult, PublicNoticeResult } from './filing.results';

/** GraphQL face of notice, approval and recording (公示、审批、录入). */
@Resolver()
export class FilingApprovalWriteResolver {
  constructor(
    private readonly approvals: FilingApprovalWriter,
    private readonly notices: NoticeWriter,
  ) {}

  @Mutation(() => FilingStepResult, { description: 'Puts an application on public notice (公示).' })
  publiciseFiling(
    @Arg('input', () => PubliciseFilingInput, { description: 'The application and the place (申请及公示地点).' })
    input: PubliciseFilingInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.approvals.publicise(viewer, input);
  }

  @Mutation(() => FilingStepResult, {
    description: 'Approves an application after its notice (审批通过); never by who filed, reviewed or verified it.',
  })
  approveFiling(
    @Arg('input', () => FilingOpinionInput, { description: 'The application, as it was read (申请).' })
    input: FilingOpinionInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.approvals.approve(viewer, input);
  }

  @Mutation(() => FileHouseholdResult, {
    description: 'Enters an approved application in the register (录入建档): the file comes to be.',
  })
  recordFiling(
    @Arg('input', () => FilingStepInput, { description: 'The application, as it was read (申请).' })
    input: FilingStepInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.approvals.record(viewer, input);
  }

  @Mutation(() => PublicNoticeResult, {
    description: 'Takes an objection to a public notice down (登记异议); its clock stands still.',
  })
  raiseObjection(
    @Arg('input', () => RaiseObjectionInput, { description: 'The objection (异议).' }) input: RaiseObjectionInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.notices.raise(viewer, input);
  }

  @Mutation(() => PublicNoticeResult, {
    description: 'Resolves an objection (处理异议); upheld, it ends the notice and the application.',
  })
  resolveObjection(
    @Arg('input', () => ResolveObjectionInput, { description: 'The finding (处理结果).' }) input: ResolveObjectionInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.notices.resolve(viewer, input);
  }

  @Mutation(() => PublicNoticeResult, {
    description: 'Closes a public notice whose full working days are over (结束公示).',
  })
  closePublicNotice(
    @Arg('input', () => ClosePublicNoticeInput, { description: 'The notice (公示).' }) input: ClosePublicNoticeInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<object> {
    return this.notices.close(viewer, input);
  }
}
