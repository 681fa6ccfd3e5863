import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { RoleAssignment } from '../role/role-assignment.entity';
import type { RoleAssignmentService } from '../role/role-assignment.service';
import { ExternalIdentity } from './external-identity.entity';
import { User } from './user.entity';
import { UserConnection, userList } from './user.list';
import type { UserService } from './user.service';

/** Users (用户), as administrators and auditors see them. */
@Resolver(() => User)
export class UserResolver {
  constructor(
    private readonly service: UserService,
    private readonly roles: RoleAssignmentService,
  ) {}

  @Query(() => UserConnection, { description: 'Users (用户) of the regions you may see, newest first.' })
  users(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
    @Arg('where', () => userList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where?: WhereInput | null,
    @Arg('orderBy', () => [userList.Order], { nullable: true, description: 'Sort keys, first to last (排序).' })
    orderBy?: OrderInput[] | null,
  ): Promise<Connection<User>> {
    return this.service.list(ctx.viewer, { where, orderBy, ...page });
  }

  @Query(() => User, {
    nullable: true,
    description: 'One user by id (用户); null with NOT_FOUND when there is none in the regions you may see.',
  })
  user(
    @Arg('id', () => ID, { description: 'UUID of the user (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<User> {
    return this.service.get(ctx.viewer, id);
  }

  @FieldResolver(() => [ExternalIdentity], {
    description: 'Under which names issuers know the user (外部身份), those unlinked too.',
  })
  identities(@Root() { id }: User, @Ctx() ctx: SubgraphContext): Promise<readonly ExternalIdentity[]> {
    return ctx.load(this.service.loadIdentities, id);
  }

  @FieldResolver(() => [RoleAssignment], {
    description: 'Roles of the user (岗位授权) in the regions you may see, those over too, newest first; at most 100.',
  })
  assignments(@Root() { id }: User, @Ctx() ctx: SubgraphContext): Promise<readonly RoleAssignment[]> {
    return ctx.load(this.roles.loadOfUsers, id);
  }
}
