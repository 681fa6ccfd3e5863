import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { User } from './user.entity';
import {
  DisableUserInput,
  EnableUserInput,
  LinkIdentityInput,
  RegisterUserInput,
  UnlinkIdentityInput,
} from './user.inputs';
import {
  DisableUserResult,
  EnableUserResult,
  LinkIdentityResult,
  RegisterUserResult,
  UnlinkIdentityResult,
} from './user.results';
import type { UserWriter } from './user.writer';

/** What administrators do with users (用户管理), as the graph offers it. */
@Resolver()
export class UserWriteResolver {
  constructor(private readonly writer: UserWriter) {}

  @Mutation(() => RegisterUserResult, { description: 'Registers a user of your regions (登记用户), without any role.' })
  registerUser(
    @Arg('input', () => RegisterUserInput, { description: 'The user (用户).' }) input: RegisterUserInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<User | Refusal> {
    return this.writer.register(ctx.viewer, input);
  }

  @Mutation(() => LinkIdentityResult, {
    description: 'Lets a further name of an issuer stand for the user (绑定外部身份).',
  })
  linkIdentity(
    @Arg('input', () => LinkIdentityInput, { description: 'The name (外部身份).' }) input: LinkIdentityInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<User | Refusal> {
    return this.writer.link(ctx.viewer, input);
  }

  @Mutation(() => UnlinkIdentityResult, {
    description: 'Ends what a name of an issuer stands for (解绑外部身份), and every token of the user.',
  })
  unlinkIdentity(
    @Arg('input', () => UnlinkIdentityInput, { description: 'The name (外部身份).' }) input: UnlinkIdentityInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<User | Refusal> {
    return this.writer.unlink(ctx.viewer, input);
  }

  @Mutation(() => DisableUserResult, {
    description: 'Ends every access of the user, and what the user lent to others, within a minute (停用用户).',
  })
  disableUser(
    @Arg('input', () => DisableUserInput, { description: 'The user, and why (用户、原因).' }) input: DisableUserInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<User | Refusal> {
    return this.writer.disable(ctx.viewer, input);
  }

  @Mutation(() => EnableUserResult, { description: 'Lets the user sign in again (恢复用户).' })
  enableUser(
    @Arg('input', () => EnableUserInput, { description: 'The user, and why (用户、原因).' }) input: EnableUserInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<User | Refusal> {
    return this.writer.enable(ctx.viewer, input);
  }
}
