import type { SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import {
  ChangeFundRuleInput,
  CloseFundInput,
  CreateFundInput,
  RaiseMoneyInput,
  TakeBackRaisedInput,
} from './fund-write.inputs';
import {
  ChangeFundRuleResult,
  CloseFundResult,
  CreateFundResult,
  type FundOutcome,
  RaiseMoneyResult,
  TakeBackRaisedResult,
} from './fund.results';
import type { FundWriter } from './fund.writer';

/** What is done to funds (资金), as the graph offers it. */
@Resolver()
export class FundWriteResolver {
  constructor(private readonly writer: FundWriter) {}

  @Mutation(() => CreateFundResult, { description: 'Opens a fund (设立资金), without money yet.' })
  createFund(
    @Arg('input', () => CreateFundInput, { description: 'The fund (资金).' }) input: CreateFundInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FundOutcome> {
    return this.writer.create(ctx.viewer, input);
  }

  @Mutation(() => RaiseMoneyResult, { description: 'Posts money that came into a fund (资金到账).' })
  raiseMoney(
    @Arg('input', () => RaiseMoneyInput, { description: 'The money (到账资金).' }) input: RaiseMoneyInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FundOutcome> {
    return this.writer.raise(ctx.viewer, input);
  }

  @Mutation(() => TakeBackRaisedResult, {
    description:
      'Gives raised money back to where it came from, or corrects an entry (退回来源或更正), by a counter-entry.',
  })
  takeBackRaised(
    @Arg('input', () => TakeBackRaisedInput, { description: 'The money (退回资金).' }) input: TakeBackRaisedInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FundOutcome> {
    return this.writer.takeBack(ctx.viewer, input);
  }

  @Mutation(() => ChangeFundRuleResult, {
    description: 'Replaces the earmark of a fund that has paid nothing yet (变更使用规定); the old one is kept.',
  })
  changeFundRule(
    @Arg('input', () => ChangeFundRuleInput, { description: 'The new earmark (新的使用规定).' })
    input: ChangeFundRuleInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FundOutcome> {
    return this.writer.changeRule(ctx.viewer, input);
  }

  @Mutation(() => CloseFundResult, { description: 'Closes a fund of which nobody holds money any more (关闭资金).' })
  closeFund(
    @Arg('input', () => CloseFundInput, { description: 'The fund (资金).' }) input: CloseFundInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FundOutcome> {
    return this.writer.close(ctx.viewer, input);
  }
}
