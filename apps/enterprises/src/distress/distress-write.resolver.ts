import type { SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { EnterpriseOutcome } from '../enterprise/enterprise.results';
import { ChangeDistressKindInput, CorrectDistressInput, EndDistressInput, OpenDistressInput } from './distress.inputs';
import {
  ChangeDistressKindResult,
  CorrectDistressResult,
  EndDistressResult,
  OpenDistressResult,
} from './distress.results';
import type { DistressWriter } from './distress.writer';

/** What is recorded of the distress of enterprises (困难认定), as the graph offers it. */
@Resolver()
export class DistressWriteResolver {
  constructor(private readonly writer: DistressWriter) {}

  @Mutation(() => OpenDistressResult, {
    description: 'Records that an enterprise is, or with a last day was, in distress (认定困难企业).',
  })
  openDistress(
    @Arg('input', () => OpenDistressInput, { description: 'The distress (困难).' }) input: OpenDistressInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseOutcome> {
    return this.writer.open(ctx.viewer, input);
  }

  @Mutation(() => ChangeDistressKindResult, {
    description: 'Ends the present distress and begins one of another kind, in one act (变更困难类型).',
  })
  changeDistressKind(
    @Arg('input', () => ChangeDistressKindInput, { description: 'The new kind (新类型).' })
    input: ChangeDistressKindInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseOutcome> {
    return this.writer.changeKind(ctx.viewer, input);
  }

  @Mutation(() => EndDistressResult, { description: 'Ends the present distress of an enterprise (解除困难).' })
  endDistress(
    @Arg('input', () => EndDistressInput, { description: 'The end (解除).' }) input: EndDistressInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseOutcome> {
    return this.writer.end(ctx.viewer, input);
  }

  @Mutation(() => CorrectDistressResult, {
    description: 'Takes a wrong distress period back by a counter-entry (更正困难时段); nothing is deleted.',
  })
  correctDistress(
    @Arg('input', () => CorrectDistressInput, { description: 'The wrong entry (错误记录).' })
    input: CorrectDistressInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EnterpriseOutcome> {
    return this.writer.correct(ctx.viewer, input);
  }
}
