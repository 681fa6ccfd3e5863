import type { SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { AllocationStepInput, ProposeAllocationInput, ReturnUnspentInput } from './allocation-write.inputs';
import {
  type AllocationOutcome,
  ConfirmAllocationResult,
  IssueAllocationResult,
  ProposeAllocationResult,
  ReturnUnspentResult,
  SettleAllocationResult,
  WithdrawProposalResult,
} from './allocation.results';
import type { AllocationWriter } from './allocation.writer';

/** What is done to allocations (资金分配), as the graph offers it. */
@Resolver()
export class AllocationWriteResolver {
  constructor(private readonly writer: AllocationWriter) {}

  @Mutation(() => ProposeAllocationResult, {
    description: 'Proposes to pass money down one step of the tree (提出资金分配); nothing moves yet.',
  })
  proposeAllocation(
    @Arg('input', () => ProposeAllocationInput, { description: 'The proposal (拟分配).' })
    input: ProposeAllocationInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AllocationOutcome> {
    return this.writer.propose(ctx.viewer, input);
  }

  @Mutation(() => WithdrawProposalResult, { description: 'Withdraws an open proposal (撤回拟分配).' })
  withdrawProposal(
    @Arg('input', () => AllocationStepInput, { description: 'The allocation (资金分配).' }) input: AllocationStepInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AllocationOutcome> {
    return this.writer.withdraw(ctx.viewer, input);
  }

  @Mutation(() => IssueAllocationResult, {
    description: 'Issues the open proposal: the money moves down (下拨资金). Not by the person who proposed it.',
  })
  issueAllocation(
    @Arg('input', () => AllocationStepInput, { description: 'The allocation (资金分配).' }) input: AllocationStepInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AllocationOutcome> {
    return this.writer.issue(ctx.viewer, input);
  }

  @Mutation(() => ConfirmAllocationResult, {
    description: 'Confirms that the money arrived (确认到账), by the receiving union; then it may be spent.',
  })
  confirmAllocation(
    @Arg('input', () => AllocationStepInput, { description: 'The allocation (资金分配).' }) input: AllocationStepInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AllocationOutcome> {
    return this.writer.confirm(ctx.viewer, input);
  }

  @Mutation(() => ReturnUnspentResult, { description: 'Gives unspent money back to the union above (上缴结余).' })
  returnUnspent(
    @Arg('input', () => ReturnUnspentInput, { description: 'The money (结余资金).' }) input: ReturnUnspentInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AllocationOutcome> {
    return this.writer.giveBack(ctx.viewer, input);
  }

  @Mutation(() => SettleAllocationResult, { description: 'Settles an allocation whose money is spent (结算).' })
  settleAllocation(
    @Arg('input', () => AllocationStepInput, { description: 'The allocation (资金分配).' }) input: AllocationStepInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AllocationOutcome> {
    return this.writer.settle(ctx.viewer, input);
  }
}
