import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { PartnerShop } from './partner-shop.entity';
import { CorrectPartnerShopInput, EndPartnerShopInput, SignPartnerShopInput } from './partner-shop.inputs';
import { CorrectPartnerShopResult, EndPartnerShopResult, SignPartnerShopResult } from './partner-shop.results';
import type { PartnerShopWriter } from './partner-shop.writer';

/** What is done to contracts with shops (签约超市), as the graph offers it. */
@Resolver()
export class PartnerShopWriteResolver {
  constructor(private readonly writer: PartnerShopWriter) {}

  @Mutation(() => SignPartnerShopResult, {
    description: 'Signs a contract with a shop that gives households on file a discount (签约超市).',
  })
  signPartnerShop(
    @Arg('input', () => SignPartnerShopInput, { description: 'The contract (签约内容).' }) input: SignPartnerShopInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PartnerShop | Refusal> {
    return this.writer.sign(ctx.viewer, input);
  }

  @Mutation(() => EndPartnerShopResult, { description: 'Ends a contract with a shop before its term (提前终止签约).' })
  endPartnerShop(
    @Arg('input', () => EndPartnerShopInput, { description: 'The end (终止).' }) input: EndPartnerShopInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PartnerShop | Refusal> {
    return this.writer.end(ctx.viewer, input);
  }

  @Mutation(() => CorrectPartnerShopResult, {
    description: 'Takes a wrong contract back by a counter-entry (更正签约); nothing is deleted.',
  })
  correctPartnerShop(
    @Arg('input', () => CorrectPartnerShopInput, { description: 'The wrong entry (错误记录).' })
    input: CorrectPartnerShopInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PartnerShop | Refusal> {
    return this.writer.correct(ctx.viewer, input);
  }
}
