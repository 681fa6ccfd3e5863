import type { SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import {
  ChangeEnterpriseInput,
  DeregisterEnterpriseInput,
  MoveEnterpriseInput,
  RegisterEnterpriseInput,
  ReinstateEnterpriseInput,
} from './enterprise-write.inputs';
import {
  ChangeEnterpriseResult,
  DeregisterEnterpriseResult,
  type EnterpriseAlreadyRegistered,
  type EnterpriseOutcome,
  MoveEnterpriseResult,
  RegisterEnterpriseResult,
  ReinstateEnterpriseResult,
} from './enterprise.results';
import type { EnterpriseWriter } from './enterprise.writer';

/** What is done to the register of enterprises (企业登记), as the graph offers it. */
@Resolver()
export class EnterpriseWriteResolver {
  constructor(private readonly writer: EnterpriseWriter) {}

  @Mutation(() => RegisterEnterpriseResult, {
    description: 'Enters an employer into the register (登记企业), once per credit code.',
  })
  registerEnterprise(
    @Arg('input', () => RegisterEnterpriseInput, { description: 'The employer (企业).' })
    input: RegisterEnterpriseInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseOutcome | EnterpriseAlreadyRegistered> {
    return this.writer.register(ctx.viewer, input);
  }

  @Mutation(() => ChangeEnterpriseResult, {
    description: 'Changes name, industry, ownership, headcount or union of an enterprise (变更企业信息).',
  })
  changeEnterprise(
    @Arg('input', () => ChangeEnterpriseInput, { description: 'What changes (变更内容).' })
    input: ChangeEnterpriseInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseOutcome> {
    return this.writer.change(ctx.viewer, input);
  }

  @Mutation(() => MoveEnterpriseResult, {
    description: 'Moves an enterprise to another region from a day on (企业迁移); earlier facts keep theirs.',
  })
  moveEnterprise(
    @Arg('input', () => MoveEnterpriseInput, { description: 'The move (迁移).' }) input: MoveEnterpriseInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseOutcome> {
    return this.writer.move(ctx.viewer, input);
  }

  @Mutation(() => DeregisterEnterpriseResult, {
    description:
      'Deregisters an enterprise (注销企业); it is no longer counted and nothing is recorded of it any more.',
  })
  deregisterEnterprise(
    @Arg('input', () => DeregisterEnterpriseInput, { description: 'The deregistration (注销).' })
    input: DeregisterEnterpriseInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseOutcome> {
    return this.writer.deregister(ctx.viewer, input);
  }

  @Mutation(() => ReinstateEnterpriseResult, {
    description:
      'Takes a wrong deregistration back by a counter-entry (更正注销): it counts again, as if it had never gone.',
  })
  reinstateEnterprise(
    @Arg('input', () => ReinstateEnterpriseInput, { description: 'Which enterprise, and why (更正).' })
    input: ReinstateEnterpriseInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseOutcome> {
    return this.writer.reinstate(ctx.viewer, input);
  }
}
