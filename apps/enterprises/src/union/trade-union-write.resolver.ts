import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { TradeUnion } from './trade-union.entity';
import { ChangeUnionInput, DissolveUnionInput, FoundUnionInput, MoveUnionInput } from './trade-union.inputs';
import { ChangeUnionResult, DissolveUnionResult, FoundUnionResult, MoveUnionResult } from './trade-union.results';
import type { TradeUnionWriter } from './trade-union.writer';

/** What is done to the tree of unions (工会组织体系), as the graph offers it. */
@Resolver()
export class TradeUnionWriteResolver {
  constructor(private readonly writer: TradeUnionWriter) {}

  @Mutation(() => FoundUnionResult, { description: 'Founds a union organisation under another one (成立工会).' })
  foundUnion(
    @Arg('input', () => FoundUnionInput, { description: 'The organisation (工会).' }) input: FoundUnionInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<TradeUnion | Refusal> {
    return this.writer.found(ctx.viewer, input);
  }

  @Mutation(() => ChangeUnionResult, { description: 'Changes name, industry or aid centre of a union (变更工会信息).' })
  changeUnion(
    @Arg('input', () => ChangeUnionInput, { description: 'What changes (变更内容).' }) input: ChangeUnionInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<TradeUnion | Refusal> {
    return this.writer.change(ctx.viewer, input);
  }

  @Mutation(() => MoveUnionResult, { description: 'Puts a union under another one (调整工会隶属关系).' })
  moveUnion(
    @Arg('input', () => MoveUnionInput, { description: 'The new place (新的隶属关系).' }) input: MoveUnionInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<TradeUnion | Refusal> {
    return this.writer.move(ctx.viewer, input);
  }

  @Mutation(() => DissolveUnionResult, {
    description: 'Dissolves a union for good (撤销工会); its employers, shops and files pass to the successor.',
  })
  dissolveUnion(
    @Arg('input', () => DissolveUnionInput, { description: 'The dissolution (撤销).' }) input: DissolveUnionInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<TradeUnion | Refusal> {
    return this.writer.dissolve(ctx.viewer, input);
  }
}
