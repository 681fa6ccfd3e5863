import {
  type Connection,
  type OrderInput,
  PageArgs,
  type Refusal,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import { Delegation } from './delegation.entity';
import { DelegateRoleInput, EndDelegationInput } from './delegation.inputs';
import { DelegationConnection, delegationList } from './delegation.list';
import { DelegateRoleResult, EndDelegationResult } from './delegation.results';
import type { DelegationService } from './delegation.service';
import type { DelegationWriter } from './delegation.writer';

/** Who lent which role to whom (代理), and how it is lent and taken back. */
@Resolver(() => Delegation)
export class DelegationResolver {
  constructor(
    private readonly service: DelegationService,
    private readonly writer: DelegationWriter,
  ) {}

  @Query(() => DelegationConnection, {
    description: 'Delegations (代理) whose regions all lie within those you may see, newest first.',
  })
  delegations(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
    @Arg('where', () => delegationList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where?: WhereInput | null,
    @Arg('orderBy', () => [delegationList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy?: OrderInput[] | null,
  ): Promise<Connection<Delegation>> {
    return this.service.list(ctx.viewer, { where, orderBy, ...page });
  }

  @Query(() => [Delegation], {
    description: 'What you lent and what was lent to you (本人代理), those over too, newest first; at most 100.',
  })
  myDelegations(@Ctx() ctx: SubgraphContext): Promise<Delegation[]> {
    return this.service.own(ctx.viewer);
  }

  @Mutation(() => DelegateRoleResult, {
    description: 'Lends a role of your own to a colleague until a day (委托代理).',
  })
  delegateRole(
    @Arg('input', () => DelegateRoleInput, { description: 'The role and the colleague (岗位、代理人).' })
    input: DelegateRoleInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Delegation | Refusal> {
    return this.writer.delegate(ctx.viewer, input);
  }

  @Mutation(() => EndDelegationResult, {
    description: 'Ends a delegation early (提前结束代理): by either party, or by an administrator of its regions.',
  })
  endDelegation(
    @Arg('input', () => EndDelegationInput, { description: 'The delegation (代理).' }) input: EndDelegationInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Delegation | Refusal> {
    return this.writer.end(ctx.viewer, input);
  }
}
