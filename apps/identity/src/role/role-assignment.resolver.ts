import {
  type Connection,
  type OrderInput,
  PageArgs,
  type Refusal,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import { RoleAssignment } from './role-assignment.entity';
import { GrantRoleInput, RevokeRoleInput } from './role-assignment.inputs';
import { RoleAssignmentConnection, roleAssignmentList } from './role-assignment.list';
import { GrantRoleResult, RevokeRoleResult } from './role-assignment.results';
import type { RoleAssignmentService } from './role-assignment.service';
import type { RoleAssignmentWriter } from './role-assignment.writer';

/** Who holds which role (岗位授权), and how it is granted and revoked. */
@Resolver(() => RoleAssignment)
export class RoleAssignmentResolver {
  constructor(
    private readonly service: RoleAssignmentService,
    private readonly writer: RoleAssignmentWriter,
  ) {}

  @Query(() => RoleAssignmentConnection, {
    description: 'Role assignments (岗位授权) whose regions all lie within those you may see, newest first.',
  })
  roleAssignments(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
    @Arg('where', () => roleAssignmentList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where?: WhereInput | null,
    @Arg('orderBy', () => [roleAssignmentList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy?: OrderInput[] | null,
  ): Promise<Connection<RoleAssignment>> {
    return this.service.list(ctx.viewer, { where, orderBy, ...page });
  }

  @Query(() => [RoleAssignment], {
    description: 'Your own roles (本人岗位), those over too, newest first; at most 100.',
  })
  myAssignments(@Ctx() ctx: SubgraphContext): Promise<RoleAssignment[]> {
    return this.service.own(ctx.viewer);
  }

  @Mutation(() => GrantRoleResult, { description: 'Grants a role to a user of your regions, within them (授予岗位).' })
  grantRole(
    @Arg('input', () => GrantRoleInput, { description: 'The role (岗位).' }) input: GrantRoleInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RoleAssignment | Refusal> {
    return this.writer.grant(ctx.viewer, input);
  }

  @Mutation(() => RevokeRoleResult, {
    description: 'Revokes a role, and what was lent out of it; tokens end within a minute (撤销岗位).',
  })
  revokeRole(
    @Arg('input', () => RevokeRoleInput, { description: 'The role, and why (岗位、原因).' }) input: RevokeRoleInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RoleAssignment | Refusal> {
    return this.writer.revoke(ctx.viewer, input);
  }
}
