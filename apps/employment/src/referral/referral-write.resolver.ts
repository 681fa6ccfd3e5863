import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { JobReferral } from './job-referral.entity';
import type { JobVacancy } from './job-vacancy.entity';
import {
  CloseVacancyInput,
  DeclineReferralInput,
  InviteToInterviewInput,
  PostVacancyInput,
  ReferPersonInput,
} from './referral-write.inputs';
import {
  CloseVacancyResult,
  DeclineReferralResult,
  InviteToInterviewResult,
  PostVacancyResult,
  ReferPersonResult,
} from './referral.results';
import type { ReferralWriter } from './referral.writer';

/** Mutations of vacancies (岗位信息) and referrals (推荐岗位). */
@Resolver(() => JobReferral)
export class ReferralWriteResolver {
  constructor(private readonly writer: ReferralWriter) {}

  @Mutation(() => PostVacancyResult, { description: 'Posts jobs that an employer offers (发布岗位).' })
  postVacancy(
    @Arg('input', () => PostVacancyInput, { description: 'The jobs (岗位).' }) input: PostVacancyInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<JobVacancy | Refusal> {
    return this.writer.postVacancy(ctx.viewer, input);
  }

  @Mutation(() => CloseVacancyResult, { description: 'Closes a vacancy from today (停止招用).' })
  closeVacancy(
    @Arg('input', () => CloseVacancyInput, { description: 'Which vacancy (岗位信息).' }) input: CloseVacancyInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<JobVacancy | Refusal> {
    return this.writer.closeVacancy(ctx.viewer, input);
  }

  @Mutation(() => ReferPersonResult, { description: 'Recommends a person for a job (推荐岗位).' })
  referPerson(
    @Arg('input', () => ReferPersonInput, { description: 'Who, and for which job (人员与岗位).' })
    input: ReferPersonInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<JobReferral | Refusal> {
    return this.writer.refer(ctx.viewer, input);
  }

  @Mutation(() => InviteToInterviewResult, {
    description: 'Records that the employer wants to see the person (安排面试).',
  })
  inviteToInterview(
    @Arg('input', () => InviteToInterviewInput, { description: 'Which referral (岗位推荐).' })
    input: InviteToInterviewInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<JobReferral | Refusal> {
    return this.writer.invite(ctx.viewer, input);
  }

  @Mutation(() => DeclineReferralResult, {
    description: 'Records that nothing came of a referral, with the reason (推荐未成功).',
  })
  declineReferral(
    @Arg('input', () => DeclineReferralInput, { description: 'Which referral, and why (推荐与原因).' })
    input: DeclineReferralInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<JobReferral | Refusal> {
    return this.writer.decline(ctx.viewer, input);
  }
}
