import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { InsuranceProject } from './insurance-project.entity';
import {
  CloseProjectInput,
  CloseProjectResult,
  RecordInsuranceInput,
  RecordInsuranceResult,
  RegisterProjectInput,
  RegisterProjectResult,
} from './insurance-project.inputs';
import type { InsuranceProjectWriter } from './insurance-project.writer';

/** Mutations of construction projects and their insurance (同舟计划). */
@Resolver(() => InsuranceProject)
export class InsuranceProjectWriteResolver {
  constructor(private readonly writer: InsuranceProjectWriter) {}

  @Mutation(() => RegisterProjectResult, {
    description: 'Registers a construction project in progress (登记在建项目).',
  })
  registerProject(
    @Arg('input', () => RegisterProjectInput, { description: 'The project (项目).' }) input: RegisterProjectInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InsuranceProject | Refusal> {
    return this.writer.register(ctx.viewer, input);
  }

  @Mutation(() => RecordInsuranceResult, {
    description:
      'Records the injury insurance of a project by its proof (登记参保); recorded again, it changes workers and proof.',
  })
  recordInsurance(
    @Arg('input', () => RecordInsuranceInput, { description: 'The insurance (参保情况).' }) input: RecordInsuranceInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InsuranceProject | Refusal> {
    return this.writer.recordInsurance(ctx.viewer, input);
  }

  @Mutation(() => CloseProjectResult, {
    description: 'Ends a project (项目竣工): it is no longer counted as in progress.',
  })
  closeProject(
    @Arg('input', () => CloseProjectInput, { description: 'Which project, and when (项目与日期).' })
    input: CloseProjectInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<InsuranceProject | Refusal> {
    return this.writer.close(ctx.viewer, input);
  }
}
