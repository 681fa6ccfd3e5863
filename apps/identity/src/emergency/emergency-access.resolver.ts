import {
  allOf,
  type Connection,
  type OrderInput,
  PageArgs,
  type Refusal,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { today } from '@nuan/kernel';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import { EmergencyAccess } from './emergency-access.entity';
import {
  EndEmergencyAccessInput,
  OpenEmergencyAccessInput,
  ReviewEmergencyAccessInput,
} from './emergency-access.inputs';
import { EmergencyAccessConnection, emergencyAccessList } from './emergency-access.list';
import {
  EndEmergencyAccessResult,
  OpenEmergencyAccessResult,
  ReviewEmergencyAccessResult,
} from './emergency-access.results';
import type { EmergencyAccessService } from './emergency-access.service';
import type { EmergencyAccessWriter } from './emergency-access.writer';

/** Emergency access (应急授权): who opened what, and what the reviews found. */
@Resolver(() => EmergencyAccess)
export class EmergencyAccessResolver {
  constructor(
    private readonly service: EmergencyAccessService,
    private readonly writer: EmergencyAccessWriter,
  ) {}

  @Query(() => EmergencyAccessConnection, {
    description: 'Emergency accesses (应急授权) over the regions you may see, newest first.',
  })
  emergencyAccesses(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
    @Arg('where', () => emergencyAccessList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where?: WhereInput | null,
    @Arg('orderBy', () => [emergencyAccessList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy?: OrderInput[] | null,
  ): Promise<Connection<EmergencyAccess>> {
    return this.service.list(ctx.viewer, { where, orderBy, ...page });
  }

  @Query(() => EmergencyAccessConnection, {
    description: 'Emergency accesses that nobody has reviewed yet (待复核应急授权), over the regions you may see.',
  })
  unreviewedEmergencies(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
    @Arg('where', () => emergencyAccessList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where?: WhereInput | null,
    @Arg('orderBy', () => [emergencyAccessList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy?: OrderInput[] | null,
  ): Promise<Connection<EmergencyAccess>> {
    return this.service.list(ctx.viewer, { where: allOf(where, { reviewed: { eq: false } }), orderBy, ...page });
  }

  @Query(() => [EmergencyAccess], { description: 'Those that you opened (本人应急授权), newest first; at most 100.' })
  myEmergencies(@Ctx() ctx: SubgraphContext): Promise<EmergencyAccess[]> {
    return this.service.own(ctx.viewer);
  }

  @Query(() => [EmergencyAccess], {
    description:
      'Those that you were notified of and nobody has reviewed yet (应急授权通知), newest first; at most 100.',
  })
  emergencyNotices(@Ctx() ctx: SubgraphContext): Promise<EmergencyAccess[]> {
    return this.service.notices(ctx.viewer);
  }

  @FieldResolver(() => Boolean, { description: 'Whether its review is overdue (是否逾期未复核).' })
  isReviewOverdue(@Root() { reviewedAt, reviewDueOn }: EmergencyAccess, @Ctx() ctx: SubgraphContext): boolean {
    return reviewedAt === null && reviewDueOn < today(ctx.clock);
  }

  @Mutation(() => OpenEmergencyAccessResult, {
    description:
      'Opens regions for reading in an emergency, at once, at most four hours, before two others (启用应急授权).',
  })
  openEmergencyAccess(
    @Arg('input', () => OpenEmergencyAccessInput, { description: 'The emergency (应急授权).' })
    input: OpenEmergencyAccessInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EmergencyAccess | Refusal> {
    return this.writer.open(ctx.viewer, input);
  }

  @Mutation(() => EndEmergencyAccessResult, {
    description: 'Ends it early (提前结束应急授权): by who opened it, or by who may review it.',
  })
  endEmergencyAccess(
    @Arg('input', () => EndEmergencyAccessInput, { description: 'The emergency access (应急授权).' })
    input: EndEmergencyAccessInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EmergencyAccess | Refusal> {
    return this.writer.end(ctx.viewer, input);
  }

  @Mutation(() => ReviewEmergencyAccessResult, {
    description: 'Puts on record what a review found, once it is over, by another person (复核应急授权).',
  })
  reviewEmergencyAccess(
    @Arg('input', () => ReviewEmergencyAccessInput, { description: 'The finding (复核结论).' })
    input: ReviewEmergencyAccessInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EmergencyAccess | Refusal> {
    return this.writer.review(ctx.viewer, input);
  }
}
