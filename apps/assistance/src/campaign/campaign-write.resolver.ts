import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { Campaign } from './campaign.entity';
import {
  ChangeCampaignInput,
  CloseCampaignInput,
  OpenCampaignInput,
  PlanCampaignInput,
  StartClosingCampaignInput,
} from './campaign.inputs';
import {
  type CampaignCodeTaken,
  ChangeCampaignResult,
  CloseCampaignResult,
  OpenCampaignResult,
  PlanCampaignResult,
  StartClosingCampaignResult,
} from './campaign.results';
import type { CampaignWriter } from './campaign.writer';

/** Mutations of campaigns (送温暖活动). */
@Resolver(() => Campaign)
export class CampaignWriteResolver {
  constructor(private readonly writer: CampaignWriter) {}

  @Mutation(() => PlanCampaignResult, { description: 'Announces a campaign with its groups (部署送温暖活动).' })
  planCampaign(
    @Arg('input', () => PlanCampaignInput, { description: 'The campaign (活动).' }) input: PlanCampaignInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Campaign | Refusal | CampaignCodeTaken> {
    return this.writer.plan(ctx.viewer, input);
  }

  @Mutation(() => ChangeCampaignResult, { description: 'Changes a campaign that is not winding up yet (调整活动).' })
  changeCampaign(
    @Arg('input', () => ChangeCampaignInput, { description: 'What changes (调整内容).' }) input: ChangeCampaignInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Campaign | Refusal> {
    return this.writer.change(ctx.viewer, input);
  }

  @Mutation(() => OpenCampaignResult, { description: 'Begins a campaign (启动活动).' })
  openCampaign(
    @Arg('input', () => OpenCampaignInput, { description: 'Which campaign (活动).' }) input: OpenCampaignInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Campaign | Refusal> {
    return this.writer.open(ctx.viewer, input);
  }

  @Mutation(() => StartClosingCampaignResult, {
    description: 'Winds a campaign up (活动收尾): late payments still come in.',
  })
  startClosingCampaign(
    @Arg('input', () => StartClosingCampaignInput, { description: 'Which campaign (活动).' })
    input: StartClosingCampaignInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Campaign | Refusal> {
    return this.writer.startClosing(ctx.viewer, input);
  }

  @Mutation(() => CloseCampaignResult, {
    description:
      'Closes a campaign and freezes its figures (结束活动): it answers with them from then on, and takes no payment.',
  })
  closeCampaign(
    @Arg('input', () => CloseCampaignInput, { description: 'Which campaign (活动).' }) input: CloseCampaignInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Campaign | Refusal> {
    return this.writer.close(ctx.viewer, input);
  }
}
