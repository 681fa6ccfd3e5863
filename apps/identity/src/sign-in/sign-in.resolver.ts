import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';

import { SignIn } from './sign-in.entity';
import { SignInConnection, signInList } from './sign-in.list';
import type { SignInService } from './sign-in.service';

/** Tokens issued and refused (登录记录), for administrators and auditors. */
@Resolver(() => SignIn)
export class SignInResolver {
  constructor(private readonly service: SignInService) {}

  @Query(() => SignInConnection, {
    description: 'Tokens issued and refused (登录记录) to users and clients of the regions you may see, newest first.',
  })
  signIns(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
    @Arg('where', () => signInList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where?: WhereInput | null,
    @Arg('orderBy', () => [signInList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy?: OrderInput[] | null,
  ): Promise<Connection<SignIn>> {
    return this.service.list(ctx.viewer, { where, orderBy, ...page });
  }
}
