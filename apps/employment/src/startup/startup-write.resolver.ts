import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { Placement } from '../placement/placement.entity';
import { StartupProject } from './startup-project.entity';
import type { StartupSupportWriter } from './startup-support.writer';
import {
  ApplyStartupInput,
  CloseStartupInput,
  OpenStartupInput,
  RecordStartupFundingInput,
  RecordStartupHireInput,
  RecoverStartupInput,
  ReviewStartupInput,
} from './startup-write.inputs';
import {
  ApplyStartupResult,
  CloseStartupResult,
  OpenStartupResult,
  RecordStartupFundingResult,
  RecordStartupHireResult,
  RecoverStartupResult,
  ReviewStartupResult,
} from './startup.results';
import type { StartupWriter } from './startup.writer';

/** Mutations of start-up projects (创业项目). */
@Resolver(() => StartupProject)
export class StartupWriteResolver {
  constructor(
    private readonly writer: StartupWriter,
    private readonly support: StartupSupportWriter,
  ) {}

  @Mutation(() => ApplyStartupResult, { description: 'Applies for the support of a start-up (申报创业项目).' })
  applyStartup(
    @Arg('input', () => ApplyStartupInput, { description: 'The project (创业项目).' }) input: ApplyStartupInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StartupProject | Refusal> {
    return this.writer.apply(ctx.viewer, input);
  }

  @Mutation(() => ReviewStartupResult, {
    description: 'Reviews an application, by another person than who entered it (评审).',
  })
  reviewStartup(
    @Arg('input', () => ReviewStartupInput, { description: 'Which project, and the opinion (项目与意见).' })
    input: ReviewStartupInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StartupProject | Refusal> {
    return this.writer.review(ctx.viewer, input);
  }

  @Mutation(() => RecordStartupFundingResult, {
    description: 'Records money that a disbursement paid to a project (登记拨付), never beyond the award.',
  })
  recordStartupFunding(
    @Arg('input', () => RecordStartupFundingInput, { description: 'The payment (拨付).' })
    input: RecordStartupFundingInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StartupProject | Refusal> {
    return this.support.fund(ctx.viewer, input);
  }

  @Mutation(() => OpenStartupResult, { description: 'A funded project goes into operation (开业).' })
  openStartup(
    @Arg('input', () => OpenStartupInput, { description: 'Which project, and the firm (项目与企业).' })
    input: OpenStartupInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StartupProject | Refusal> {
    return this.writer.open(ctx.viewer, input);
  }

  @Mutation(() => RecordStartupHireResult, {
    description: 'Records a person whom a project takes on, with proof (登记吸纳就业).',
  })
  recordStartupHire(
    @Arg('input', () => RecordStartupHireInput, { description: 'Who, and with which proof (人员与凭证).' })
    input: RecordStartupHireInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Placement | Refusal> {
    return this.support.hire(ctx.viewer, input);
  }

  @Mutation(() => CloseStartupResult, { description: 'Closes a project, with the reason (结项).' })
  closeStartup(
    @Arg('input', () => CloseStartupInput, { description: 'Which project, and why (项目与原因).' })
    input: CloseStartupInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StartupProject | Refusal> {
    return this.writer.close(ctx.viewer, input);
  }

  @Mutation(() => RecoverStartupResult, { description: 'Takes the support of a project back (收回扶持).' })
  recoverStartup(
    @Arg('input', () => RecoverStartupInput, { description: 'Which project, how much and why (项目、金额与原因).' })
    input: RecoverStartupInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StartupProject | Refusal> {
    return this.writer.recover(ctx.viewer, input);
  }
}
